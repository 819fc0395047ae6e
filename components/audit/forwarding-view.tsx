import { FormError, type IdentityForm } from "../identity/sign-in-view";
import { Button, ButtonLink } from "../ui/button";
import { Card, EmptyState, PageHeader, Time } from "../ui/content";
import { Confirm } from "../ui/dialog";
import { Checkbox, HiddenFields, Input, Select, type SelectOption } from "../ui/field";
import { formatCount } from "../ui/format";
import { Badge } from "../ui/status";
import { Table } from "../ui/table";
import { Rich } from "../ui/rich";
import { msg, pieces, t, type Message } from "@/lib/texts/text";

export type ForwardingKind = "SYSLOG_TCP" | "SYSLOG_TLS" | "WEBHOOK";

export interface ReceiverRow {
  forwardingId: string;
  name: string;
  kind: ForwardingKind;
  address: string;
  browsing: boolean;
  /** Places of the log that it did not get yet. */
  behind: number;
  /** Pieces that it refused and that were not tried again. */
  refused: number;
  paused: boolean;
  attempts: number;
  problem: string;
  /** ISO date-times. */
  nextAttemptAt: string;
  lastSentAt: string | null;
}

export interface DeadLetterRow {
  deadLetterId: string;
  name: string;
  fromIdx: number;
  events: number;
  state: "DEAD" | "RETRYING" | "SENT";
  problem: string;
  /** ISO date-time. */
  createdAt: string;
}

export interface ForwardingViewProps {
  receivers: readonly ReceiverRow[];
  deadLetters: readonly DeadLetterRow[];
  /** Where to confirm with a factor before anything is changed; null where that was just done. */
  stepUpHref: string | null;
  /** Null for those who may only look. */
  forms: { add: IdentityForm; pause: IdentityForm; remove: IdentityForm; retry: IdentityForm } | null;
}

const kinds = (): readonly SelectOption[] => [
  { value: "SYSLOG_TLS", label: t("Syslog over TLS (RFC 5425)") },
  { value: "SYSLOG_TCP", label: t("Syslog over TCP") },
  { value: "WEBHOOK", label: t("Webhook (HTTPS, signed)") },
];
const kindNames: Readonly<Record<ForwardingKind, Message>> = { SYSLOG_TCP: msg("syslog over TCP"), SYSLOG_TLS: msg("syslog over TLS"), WEBHOOK: msg("webhook") };

/** Where the operator's own systems get every event, and what they refused. */
export function ForwardingView(props: ForwardingViewProps) {
  return (
    <>
      <PageHeader
        crumbs={[{ label: t("Audit trail"), href: "/trail" }, { label: t("Forwarding") }]}
        title={t("Forwarding")}
        description={t("Every event is sent on in the order of the log, at least once. A receiver that is away gets what it missed when it is back.")}
      />
      <div className="organization-grid notifications">
        <div className="stack-lg">
          <Receivers {...props} />
          <DeadLetters {...props} />
        </div>
        {props.forms ? <Add form={props.forms.add} stepUpHref={props.stepUpHref} /> : null}
      </div>
    </>
  );
}

const triedPieces = (attempts: number, next: string) =>
  attempts === 1 ? pieces("Tried 1 time, next <at>{next}</at>.", { next }) : pieces("Tried {attempts} times, next <at>{next}</at>.", { attempts, next });

function Standing({ row }: { row: ReceiverRow }) {
  if (row.paused) return <Badge kind="none">{t("Paused")}</Badge>;
  if (row.problem) return <Badge kind="error">{t("In trouble")}</Badge>;
  return row.behind > 1_000 ? <Badge kind="soon">{t("Catching up")}</Badge> : <Badge kind="ok">{t("Up to date")}</Badge>;
}

function Receivers({ receivers, forms, stepUpHref }: ForwardingViewProps) {
  return (
    <Card id="receivers" title={t("Receivers")}>
      {receivers.length === 0 ? (
        <EmptyState icon="trail" title={t("Events stay in the portal")}>
          {t("Add the receiver of your log management or SIEM to have them there as well.")}
        </EmptyState>
      ) : (
        <Table
          caption={t("Receivers of events")}
          cards
          columns={[
            { key: "name", label: t("Receiver") },
            { key: "standing", label: t("How it stands") },
            { key: "behind", label: t("Behind") },
            { key: "act", label: t("Do"), quiet: true },
          ]}
        >
          {receivers.map((row) => (
            <tr key={row.forwardingId}>
              <td data-label={t("Receiver")}>
                <div>
                  <b>{row.name}</b>
                  <span className="faint small notifications-line notifications-where">
                    {row.address} · {t(kindNames[row.kind])}
                    {row.browsing ? ` · ${t("with browsing")}` : ""}
                  </span>
                </div>
              </td>
              <td data-label={t("How it stands")}>
                <div>
                  <Standing row={row} />
                  {row.problem ? (
                    <span className="small notifications-line notifications-where">
                      {row.problem} <Rich text={triedPieces(row.attempts, row.nextAttemptAt)} at={(at) => <Time at={at} />} />
                    </span>
                  ) : null}
                  {row.lastSentAt ? (
                    <span className="faint small notifications-line">
                      <Rich text={pieces("took the last <at>{at}</at>", { at: row.lastSentAt })} at={(at) => <Time at={at} />} />
                    </span>
                  ) : null}
                </div>
              </td>
              <td data-label={t("Behind")} className="num">
                {formatCount(row.behind)}
              </td>
              <td>
                {forms && stepUpHref === null ? (
                  <div className="row">
                    <form method="post" action={forms.pause.action}>
                      <HiddenFields values={{ ...forms.pause.hidden, forwardingId: row.forwardingId, paused: String(!row.paused) }} />
                      <Button size="small" aria-label={row.paused ? t("Go on: {name}", { name: row.name }) : t("Pause: {name}", { name: row.name })}>
                        {row.paused ? t("Go on") : t("Pause")}
                      </Button>
                    </form>
                    <Confirm label={t("Remove")} question={t("{name} gets nothing more from now on, and its secret is forgotten.", { name: row.name })}>
                      <form method="post" action={forms.remove.action}>
                        <HiddenFields values={{ ...forms.remove.hidden, forwardingId: row.forwardingId }} />
                        <Button size="small" kind="danger-solid" aria-label={t("Remove {name}", { name: row.name })}>
                          {t("Remove it")}
                        </Button>
                      </form>
                    </Confirm>
                  </div>
                ) : null}
              </td>
            </tr>
          ))}
        </Table>
      )}
    </Card>
  );
}

function DeadLetters({ receivers, deadLetters, forms }: ForwardingViewProps) {
  return (
    <Card id="dead-letters" title={t("Refused events")}>
      {forms && receivers.some(({ refused }) => refused > 1) ? (
        <div className="row">
          {receivers
            .filter(({ refused }) => refused > 1)
            .map(({ forwardingId, name, refused }) => (
              <form key={forwardingId} method="post" action={forms.retry.action}>
                <HiddenFields values={{ ...forms.retry.hidden, forwardingId }} />
                <Button size="small">{t("Try all {n} again at {name}", { n: formatCount(refused), name })}</Button>
              </form>
            ))}
        </div>
      ) : null}
      {deadLetters.length === 0 ? (
        <p className="muted">{t("None. What a receiver refuses again and again is put aside here, and the others go on.")}</p>
      ) : (
        <Table
          caption={t("Events that a receiver refused")}
          cards
          columns={[
            { key: "entry", label: t("Log entry") },
            { key: "name", label: t("Receiver") },
            { key: "problem", label: t("What it said") },
            { key: "act", label: t("Do"), quiet: true },
          ]}
        >
          {deadLetters.map((row) => (
            <tr key={row.deadLetterId}>
              <td data-label={t("Log entry")} className="num">
                {formatCount(row.fromIdx)}
              </td>
              <td data-label={t("Receiver")}>{row.name}</td>
              <td data-label={t("What it said")}>
                <div>
                  {row.state === "SENT" ? <Badge kind="ok">{t("Taken since")}</Badge> : row.state === "RETRYING" ? <Badge kind="future">{t("Tried again")}</Badge> : <Badge kind="error">{t("Refused")}</Badge>}
                  <span className="small notifications-line notifications-where">{row.problem}</span>
                  <span className="faint small notifications-line">
                    <Time at={row.createdAt} />
                  </span>
                </div>
              </td>
              <td>
                {forms && row.state === "DEAD" ? (
                  <form method="post" action={forms.retry.action}>
                    <HiddenFields values={{ ...forms.retry.hidden, deadLetterId: row.deadLetterId }} />
                    <Button size="small" aria-label={t("Try entry {entry} again at {name}", { entry: String(row.fromIdx), name: row.name })}>
                      {t("Try again")}
                    </Button>
                  </form>
                ) : null}
              </td>
            </tr>
          ))}
        </Table>
      )}
    </Card>
  );
}

function Add({ form, stepUpHref }: { form: IdentityForm; stepUpHref: string | null }) {
  return (
    <Card id="add-receiver" title={t("Add a receiver")}>
      {stepUpHref ? (
        <p>
          <ButtonLink href={stepUpHref}>{t("Confirm it is you")}</ButtonLink>
          <span className="faint small notifications-line">{t("Adding, pausing and removing receivers needs your second factor.")}</span>
        </p>
      ) : (
        <form method="post" action={form.action} className="notifications-add">
          <FormError error={form.error} />
          <HiddenFields values={form.hidden} />
          <Input id="name" label={t("Name")} required maxLength={60} autoComplete="off" error={form.errors?.["name"]} />
          <Select id="kind" label={t("How")} options={kinds()} defaultValue="SYSLOG_TLS" />
          <Input id="address" label={t("Where")} hint={t("siem.company.example:6514, or https:// for a webhook. Private networks need the operator's configuration.")} required autoComplete="off" error={form.errors?.["address"]} />
          <Checkbox name="browsing" value="1">
            {t("Browsing as well, which is most of what is written")}
          </Checkbox>
          <Checkbox name="fromStart" value="1">
            {t("From the first event there is, not only from now on")}
          </Checkbox>
          <div>
            <Button kind="primary">{t("Add receiver")}</Button>
          </div>
        </form>
      )}
    </Card>
  );
}
