import { Button } from "../ui/button";
import { EmptyState, Notice, PageHeader, Tabs, type Tab } from "../ui/content";
import { Checkbox, Field, Input, Select, type SelectOption } from "../ui/field";
import { Icon } from "../ui/icon";
import { Badge } from "../ui/status";
import { msg, t, tn } from "@/lib/texts/text";

export interface OptionGroup {
  label: string;
  options: readonly SelectOption[];
}

export interface SimulatedStatement {
  key: string;
  policy: string;
  /** The policy, where it can be looked at. */
  href: string | null;
  version: number;
  /** For example `statement "EMEA alone"`. */
  statement: string;
  effect: "Allow" | "Deny";
  matches: boolean;
  why: string;
}

export interface SimulatedLayer {
  name: string;
  kind: "identity" | "guardrail";
  verdict: "allows" | "denies" | "does not allow" | "sets no limit";
  decidedBy: SimulatedStatement | null;
  statements: readonly SimulatedStatement[];
}

export interface SimulatorAnswer {
  allowed: boolean;
  /** Who may or may not do what to what. */
  sentence: string;
  reason: string;
  decidedBy: SimulatedStatement | null;
  layers: readonly SimulatedLayer[];
  /** Set where the report is not published for the organization: to it, it does not exist. */
  notShared: string | null;
}

export interface SimulatorViewProps {
  tabs: readonly Tab[];
  organizations: readonly SelectOption[];
  organizationId: string;
  people: readonly OptionGroup[];
  operations: readonly OptionGroup[];
  agreements: readonly SelectOption[];
  chosen: { who: string; operation: string; report: string; at: string; address: string; mfaAge: string; agreements: readonly string[] };
  perReport: boolean;
  /** Reports that fit what was typed, where it is no id. */
  matches: readonly { label: string; href: string }[];
  /** What keeps the question from being answered, and what to do. */
  problem: string | null;
  answer: SimulatorAnswer | null;
}

function Grouped({ id, label, groups, value, hint }: { id: string; label: string; groups: readonly OptionGroup[]; value: string; hint?: string }) {
  return (
    <Field id={id} label={label} hint={hint}>
      <select id={id} name={id} className="input" defaultValue={value} aria-describedby={hint ? `${id}-hint` : undefined}>
        {groups.map((group) => (
          <optgroup key={group.label} label={group.label}>
            {group.options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </Field>
  );
}

/** Asks what somebody may do under conditions of one's choice; answers with every layer and the statement that decided. */
export function SimulatorView(props: SimulatorViewProps) {
  const { chosen, answer } = props;
  return (
    <>
      <PageHeader
        title={t("Simulator")}
        crumbs={[{ label: t("Access"), href: "/policies" }, { label: t("Simulator") }]}
        description={t("Decides as the portal decides, for the person and the conditions you choose. Nothing is done and nobody is told; the question itself is recorded.")}
      />
      <Tabs label={t("Access")} items={props.tabs} />
      <div className="simulator">
        <form method="get" action="/policies/simulator" className="card no-print" aria-label={t("The question")}>
          {props.organizations.length > 1 ? <Select id="organization" label={t("Organization")} options={props.organizations} defaultValue={props.organizationId} hint={t("After a change: Decide, then choose a person.")} /> : null}
          <Grouped id="who" label={t("Person")} groups={props.people} value={chosen.who} />
          <Grouped id="operation" label={t("Operation")} groups={props.operations} value={chosen.operation} />
          <Input id="report" label={t("Report")} optional={!props.perReport} maxLength={200} defaultValue={chosen.report} hint={t("Id, or words of its title. Counts where the operation is decided for each report.")} autoComplete="off" />
          <fieldset>
            <legend>{t("Conditions")}</legend>
            <Input id="mfa" label={t("Seconds since the second factor")} type="number" min={0} max={1_000_000_000} optional defaultValue={chosen.mfaAge} hint={t("Empty: no second factor was used.")} />
            <Input id="address" label={t("Address")} optional maxLength={64} defaultValue={chosen.address} placeholder="192.0.2.7" hint={t("Empty: not known.")} />
            <Input id="at" label={t("Time (UTC)")} type="datetime-local" optional defaultValue={chosen.at} hint={t("Empty: now.")} />
            {props.agreements.length > 0 ? (
              <details className="simulator-agreements" open={chosen.agreements.length > 0}>
                <summary>{t("Agreements in force")}</summary>
                <p className="hint">{t("None chosen: those that are in force.")}</p>
                {props.agreements.map(({ value, label }) => (
                  <Checkbox key={value} name="agreement" value={value} defaultChecked={chosen.agreements.includes(value)}>
                    {label}
                  </Checkbox>
                ))}
              </details>
            ) : null}
          </fieldset>
          <Button kind="primary" wide>
            {t("Decide")}
          </Button>
        </form>
        <div className="simulator-answer" aria-live="polite">
          {props.problem ? <Notice kind="warn">{props.problem}</Notice> : null}
          {props.matches.length > 0 ? (
            <section className="card" aria-labelledby="matches">
              <h2 id="matches">{t("Which report?")}</h2>
              <ul className="versions">
                {props.matches.map(({ label, href }) => (
                  <li key={href}>
                    <a href={href}>{label}</a>
                  </li>
                ))}
              </ul>
            </section>
          ) : null}
          {answer ? (
            <Answer {...answer} />
          ) : props.problem || props.matches.length > 0 ? null : (
            <div className="card">
              <EmptyState icon="help" title={t("Who may do what?")}>
                {t("Choose a person and an operation, and press Decide. The address of the answer can be kept and sent to a colleague.")}
              </EmptyState>
            </div>
          )}
        </div>
      </div>
    </>
  );
}

const verdictBadges = { allows: "ok", denies: "denied", "does not allow": "denied", "sets no limit": "none" } as const;
const verdictWords = { allows: msg("Allows"), denies: msg("Denies"), "does not allow": msg("Does not allow"), "sets no limit": msg("Sets no limit") } as const;

function Answer({ allowed, sentence, reason, decidedBy, layers, notShared }: SimulatorAnswer) {
  return (
    <>
      <div className={allowed && !notShared ? "verdict verdict-allowed" : "verdict verdict-denied"}>
        <Icon name={allowed && !notShared ? "ok" : "error"} size={22} />
        <div>
          <h2>{notShared ? t("Not found") : allowed ? t("Allowed") : t("Denied")}</h2>
          <p>{sentence}</p>
          {notShared ? <p>{notShared}</p> : null}
          <p>
            <b>{reason}</b>
            {decidedBy?.href ? (
              <>
                {" "}
                <a href={decidedBy.href}>{t("Open the policy")}</a>
              </>
            ) : null}
          </p>
        </div>
      </div>
      <div>
        <h2>{t("Layer by layer")}</h2>
        <p className="muted small">{t("A denial anywhere wins. Otherwise the person's own policies and every level that sets a limit must allow it.")}</p>
      </div>
      <ol className="layers">
        {layers.map((layer) => (
          <li key={layer.name}>
            <header>
              <h3>{layer.name}</h3>
              <Badge kind={verdictBadges[layer.verdict]}>{t(verdictWords[layer.verdict])}</Badge>
            </header>
            {layer.decidedBy ? (
              <p className="layer-decides">
                <PolicyLink {...layer.decidedBy} />
                {`: ${layer.decidedBy.effect === "Allow" ? t("{statement} allows it.", { statement: layer.decidedBy.statement }) : t("{statement} denies it.", { statement: layer.decidedBy.statement })}`}
              </p>
            ) : layer.verdict === "sets no limit" ? (
              <p className="layer-decides muted">{t("No guardrail is attached here.")}</p>
            ) : (
              <p className="layer-decides muted">{layer.statements.length === 0 ? t("Nothing is attached here.") : t("None of its statements allows it.")}</p>
            )}
            {layer.statements.length > 0 ? (
              <details open={layer.verdict === "does not allow"}>
                <summary>{tn(layer.statements.length, "{n} statement", "{n} statements")}</summary>
                <ul className="traces">
                  {layer.statements.map((statement) => (
                    <li key={statement.key}>
                      <div className="row">
                        <Badge kind={statement.matches ? (statement.effect === "Allow" ? "ok" : "denied") : "none"}>{statement.matches ? statement.effect : t("Does not apply")}</Badge>
                        <span>
                          <PolicyLink {...statement} />
                          {`, ${statement.statement}${statement.matches ? "" : ` (${statement.effect})`}`}
                        </span>
                      </div>
                      <p>{statement.why}</p>
                    </li>
                  ))}
                </ul>
              </details>
            ) : null}
          </li>
        ))}
      </ol>
    </>
  );
}

function PolicyLink({ policy, href, version }: Pick<SimulatedStatement, "policy" | "href" | "version">) {
  return href ? (
    <a href={href} title={t("version {version}", { version: String(version) })}>
      <bdi>{policy}</bdi>
    </a>
  ) : (
    <bdi>{policy}</bdi>
  );
}
