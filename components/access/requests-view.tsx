import type { IdentityForm } from "../identity/sign-in-view";
import { Button } from "../ui/button";
import { Card, Day, EmptyState, PageHeader, Time } from "../ui/content";
import { Confirm } from "../ui/dialog";
import { HiddenFields, Input, Select, type SelectOption } from "../ui/field";
import { Badge, Chip } from "../ui/status";
import { AskForAccess } from "./ask-for-access";
import { Rich } from "../ui/rich";
import { msg, pieces, t, tn, type Message } from "@/lib/texts/text";

export type RequestState = "OPEN" | "APPROVED" | "REFUSED" | "WITHDRAWN" | "EXPIRED" | "ENDED";

export interface RequestRow {
  requestId: string;
  personName: string;
  personEmail: string;
  accountName: string;
  /** The operator decides it. */
  toOperator: boolean;
  /** The report, or the operation. */
  what: string;
  href: string | null;
  program: string | null;
  reason: string;
  state: RequestState;
  /** ISO date-times. */
  createdAt: string;
  expiresAt: string;
  decidedBy: string;
  decidedAt: string | null;
  decisionReason: string;
  until: string | null;
  /** The agreement because of which it was approved, and whether that is in force now; null where that is not known. */
  while: { agreement: string; inForce: boolean | null } | null;
}

/** The request that a letter led to: as it stands, or which other account of the reader's it belongs to, or neither. */
export type WantedRequest =
  | { kind: "FOUND"; row: RequestRow; decidable: boolean; own: boolean; decision: "approve" | "refuse" }
  | { kind: "ELSEWHERE"; accountId: string; accountName: string; organizationName: string; form: IdentityForm }
  | { kind: "GONE" };

export interface RequestsViewProps {
  decides: boolean;
  wanted: WantedRequest | null;
  inbox: readonly RequestRow[];
  own: readonly RequestRow[];
  decided: readonly RequestRow[];
  locked: readonly { reportId: string; name: string; program: string }[];
  rules: readonly { ruleId: string; words: string; days: number; operators: boolean }[];
  operatorName: string;
  /** The rules of the operator are this person's to change. */
  managesOperators: boolean;
  groups: readonly SelectOption[];
  forms: {
    decide: IdentityForm;
    end: IdentityForm;
    withdraw: IdentityForm;
    /** Null in a role: one asks as oneself. */
    ask: IdentityForm | null;
    /** Null for those who may not make rules. */
    createRule: IdentityForm | null;
    deleteRule: IdentityForm | null;
  };
}

const words: Readonly<Record<RequestState, { word: Message; kind: "ok" | "soon" | "denied" | "ended" | "none" }>> = {
  OPEN: { word: msg("Waiting"), kind: "soon" },
  APPROVED: { word: msg("Approved"), kind: "ok" },
  REFUSED: { word: msg("Refused"), kind: "denied" },
  WITHDRAWN: { word: msg("Withdrawn"), kind: "none" },
  EXPIRED: { word: msg("Expired"), kind: "ended" },
  ENDED: { word: msg("Ended"), kind: "ended" },
};

const daysLong = (n: number): string => tn(n, "{n} day", "{n} days");

const periods = (): readonly SelectOption[] => [
  { value: "1", label: daysLong(1) },
  { value: "7", label: t("1 week") },
  { value: "30", label: daysLong(30) },
  { value: "90", label: daysLong(90) },
  { value: "365", label: daysLong(365) },
];

/** Who asks for what, and who answers: the inbox of those who decide, one's own requests, what can be asked for, and the rules. */
export function RequestsView(props: RequestsViewProps) {
  const { decides, inbox, own, decided, forms } = props;
  return (
    <>
      <PageHeader title={t("Access requests")} description={t("Whoever may not have a report asks for it here, with a reason. An administrator answers, and what is given ends by itself.")} />
      <div className="organization-grid">
        <div className="stack-lg">
          {props.wanted ? <Wanted wanted={props.wanted} decide={forms.decide} /> : null}
          {decides ? <Inbox rows={inbox} form={forms.decide} /> : null}
          <Own rows={own} withdraw={forms.withdraw} />
          {decides ? <Decided rows={decided} end={forms.end} /> : null}
        </div>
        <div className="stack-lg">
          <Locked {...props} />
          <Rules {...props} />
        </div>
      </div>
    </>
  );
}

function What({ row }: { row: RequestRow }) {
  return (
    <>
      {row.href ? <a href={row.href}>{row.what}</a> : <code>{row.what}</code>} {row.program ? <Chip>{row.program}</Chip> : null}
    </>
  );
}

/** Who asks for what, why, and until when it waits. */
function Asked({ row }: { row: RequestRow }) {
  return (
    <>
      <p className="request-what">
        <Rich
          text={pieces("<b>{name}</b> <mail>{email}</mail> asks for <what>{what}</what>", { name: row.personName, email: row.personEmail, what: row.what })}
          b={(name) => (
            <b>
              <bdi>{name}</bdi>
            </b>
          )}
          mail={(email) => <span className="faint">{email}</span>}
          what={() => <What row={row} />}
        />
      </p>
      <blockquote>{row.reason}</blockquote>
      <p className="faint small">
        <Rich
          text={pieces("{account}, asked <at>{asked}</at>, expires <day>{expires}</day>", { account: row.accountName, asked: row.createdAt, expires: row.expiresAt })}
          at={(at) => <Time at={at} />}
          day={(day) => <Day at={day} />}
        />
      </p>
    </>
  );
}

/** The two answers. `prepared` has the cursor: a refusal at its reason, which it needs. */
function Answer({ row, form, prepared }: { row: RequestRow; form: IdentityForm; prepared?: "approve" | "refuse" }) {
  const refusing = prepared === "refuse";
  const approve = (
    <Button key="approve" kind={refusing ? "secondary" : "primary"} name="decision" value="APPROVE" autoFocus={prepared === "approve"} formNoValidate>
      {t("Approve")}
    </Button>
  );
  const refuse = (
    <Button key="refuse" kind={refusing ? "primary" : "secondary"} name="decision" value="REFUSE">
      {t("Refuse")}
    </Button>
  );
  return (
    <form method="post" action={form.action} className="request-answer">
      <HiddenFields values={{ ...form.hidden, requestId: row.requestId }} />
      <Select id={`days-${row.requestId}`} name="days" label={t("For")} options={periods()} defaultValue="30" />
      <Input
        id={`reason-${row.requestId}`}
        name="reason"
        label={t("Answer to the person")}
        optional={!refusing}
        required={refusing}
        autoFocus={refusing}
        maxLength={1000}
        autoComplete="off"
      />
      {/* The first button is what the Enter key in the field presses. */}
      <div className="row">{refusing ? [refuse, approve] : [approve, refuse]}</div>
    </form>
  );
}

function Wanted({ wanted, decide }: { wanted: WantedRequest; decide: IdentityForm }) {
  return (
    <Card id="wanted" title={t("The request of the letter")}>
      {wanted.kind === "FOUND" ? (
        <ul className="request-list">
          <li id={`request-${wanted.row.requestId}`}>
            <Asked row={wanted.row} />
            {wanted.decidable ? <Answer row={wanted.row} form={decide} prepared={wanted.decision} /> : <Outcome row={wanted.row} />}
            {wanted.own && wanted.row.state === "OPEN" ? <p className="muted small">{t("It is your own. Somebody else has to answer it.")}</p> : null}
            {!wanted.own && !wanted.decidable ? <p className="muted small">{t("There is nothing left to decide.")}</p> : null}
          </li>
        </ul>
      ) : wanted.kind === "ELSEWHERE" ? (
        <form method="post" action={wanted.form.action} className="stack">
          <p>{t("This request belongs to {account} in {organization}, in which you work as well. Switch there to see it.", { account: wanted.accountName, organization: wanted.organizationName })}</p>
          <HiddenFields values={{ ...wanted.form.hidden, accountId: wanted.accountId }} />
          <div>
            <Button kind="primary" autoFocus>
              {t("Switch to {account}", { account: wanted.accountName })}
            </Button>
          </div>
        </form>
      ) : (
        <p>{t("This request is not there any more, or is not yours to see.")}</p>
      )}
    </Card>
  );
}

function Inbox({ rows, form }: { rows: readonly RequestRow[]; form: IdentityForm }) {
  return (
    <Card id="inbox" title={rows.length === 0 ? t("To decide") : t("To decide ({n})", { n: rows.length })}>
      {rows.length === 0 ? (
        <EmptyState icon="check" title={t("Nothing waits for you")}>
          {t("When somebody of your account asks for a report, the request stands here.")}
        </EmptyState>
      ) : (
        <ul className="request-list">
          {rows.map((row) => (
            <li key={row.requestId} id={`request-${row.requestId}`}>
              <Asked row={row} />
              <Answer row={row} form={form} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Outcome({ row }: { row: RequestRow }) {
  const rests = row.state === "APPROVED" && row.while?.inForce === false;
  const { word, kind } = rests ? { word: msg("Approved, rests"), kind: "soon" as const } : words[row.state];
  return (
    <p className="request-outcome small">
      <Badge kind={kind}>{t(word)}</Badge>
      {row.until && row.state !== "REFUSED" ? (
        <span>
          <Rich
            text={row.state === "ENDED" ? pieces("ended <at>{at}</at>", { at: row.until }) : pieces("until <at>{at}</at>", { at: row.until })}
            at={(at) => <Time at={at} />}
          />
        </span>
      ) : null}
      {row.decidedBy && row.decidedAt ? (
        <span className="faint">
          <Rich text={pieces("by <name>{name}</name>, <day>{day}</day>", { name: row.decidedBy, day: row.decidedAt })} name={(name) => <bdi>{name}</bdi>} day={(day) => <Day at={day} />} />
        </span>
      ) : null}
      {row.while && row.state === "APPROVED" ? (
        <span>{rests ? t("It holds again when {agreement} is in force.", { agreement: row.while.agreement }) : t("It holds while {agreement} is in force.", { agreement: row.while.agreement })}</span>
      ) : null}
      {row.decisionReason ? <q>{row.decisionReason}</q> : null}
    </p>
  );
}

function Own({ rows, withdraw }: { rows: readonly RequestRow[]; withdraw: IdentityForm }) {
  return (
    <Card id="own-requests" title={t("Your requests")}>
      {rows.length === 0 ? (
        <p className="muted">{t("None. Where you may read about a report and not have it, its page lets you ask.")}</p>
      ) : (
        <ul className="request-list">
          {rows.map((row) => (
            <li key={row.requestId}>
              <p className="request-what">
                <What row={row} />
              </p>
              <blockquote>{row.reason}</blockquote>
              <Outcome row={row} />
              {row.state === "OPEN" && row.toOperator ? <p className="faint small">{t("The operator answers: your organization does not have this report.")}</p> : null}
              {row.state === "OPEN" ? (
                <form method="post" action={withdraw.action}>
                  <HiddenFields values={{ ...withdraw.hidden, requestId: row.requestId }} />
                  <Button size="small">{t("Withdraw")}</Button>
                </form>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Decided({ rows, end }: { rows: readonly RequestRow[]; end: IdentityForm }) {
  return (
    <Card id="decided" title={t("Decided")}>
      {rows.length === 0 ? (
        <p className="muted">{t("Nothing yet.")}</p>
      ) : (
        <ul className="request-list">
          {rows.map((row) => (
            <li key={row.requestId}>
              <p className="request-what">
                <b>
                  <bdi>{row.personName}</bdi>
                </b>
                : <What row={row} />
              </p>
              <Outcome row={row} />
              {row.state === "APPROVED" ? (
                <Confirm label={t("End access")} question={t("{name} loses it with the next request.", { name: row.personName })}>
                  <form method="post" action={end.action}>
                    <HiddenFields values={{ ...end.hidden, requestId: row.requestId }} />
                    <Button kind="danger-solid" size="small">
                      {t("End it")}
                    </Button>
                  </form>
                </Confirm>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Locked({ locked, forms }: RequestsViewProps) {
  return (
    <Card id="locked" title={t("Locked reports")}>
      {locked.length === 0 ? (
        <p className="muted small">{t("There is no report that is listed and locked for you.")}</p>
      ) : (
        <ul className="request-list">
          {locked.map((report) => (
            <li key={report.reportId}>
              <p className="request-what">
                <b>{report.name}</b> <Chip>{report.program}</Chip>
              </p>
              {forms.ask ? <AskForAccess form={forms.ask} reportId={report.reportId} /> : <p className="muted small">{t("Leave the role to ask for it.")}</p>}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

const kinds = (): readonly SelectOption[] => [
  { value: "DOMAIN", label: t("E-mail addresses at a domain") },
  { value: "GROUP", label: t("Members of a group") },
  { value: "AGREEMENT", label: t("Accounts with an active agreement") },
];

function Rules({ rules, groups, forms, operatorName, managesOperators }: RequestsViewProps) {
  const { createRule, deleteRule } = forms;
  return (
    <Card id="rules" title={t("Rules")}>
      <p className="muted small">{t("Requests for reports that fit a rule are approved by themselves. What else stands against a report goes on to count.")}</p>
      {rules.length === 0 ? <p className="small">{t("There are none: people decide.")}</p> : null}
      <ul className="request-list">
        {rules.map((rule) => (
          <li key={rule.ruleId} className="rule">
            <span>
              {rule.operators ? `${operatorName}: ` : ""}
              {rule.words}: <b className="num">{daysLong(rule.days)}</b>
            </span>
            {deleteRule && (managesOperators || !rule.operators) ? (
              <form method="post" action={deleteRule.action}>
                <HiddenFields values={{ ...deleteRule.hidden, ruleId: rule.ruleId }} />
                <Button size="small">{t("Remove")}</Button>
              </form>
            ) : null}
          </li>
        ))}
      </ul>
      {createRule ? (
        <details className="grow">
          <summary>{t("Add a rule")}</summary>
          <form method="post" action={createRule.action}>
            <HiddenFields values={createRule.hidden} />
            <Select id="rule-kind" name="kind" label={t("Approve")} options={kinds()} />
            <Input
              id="rule-value"
              name="value"
              label={t("Which")}
              required
              maxLength={253}
              autoComplete="off"
              list="rule-groups"
              hint={t("A domain such as company.example, a group such as auditor, or an agreement's short name such as nda.")}
            />
            <datalist id="rule-groups">
              {groups.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </datalist>
            <Select id="rule-days" name="days" label={t("For")} options={periods()} defaultValue="30" />
            <Button>{t("Add the rule")}</Button>
          </form>
        </details>
      ) : null}
    </Card>
  );
}
