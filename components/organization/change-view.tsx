import type { ReactNode } from "react";
import { Button, ButtonLink } from "../ui/button";
import { Card, Notice, PageHeader } from "../ui/content";
import { HiddenFields, Input } from "../ui/field";
import { Badge } from "../ui/status";
import { FormError, type IdentityForm } from "../identity/sign-in-view";
import { msg, t, tn, translated, type Message } from "@/lib/texts/text";

export interface ChangePlace {
  organization: string;
  units: readonly string[];
}

export interface ChangeViewProps {
  kind: "move-account" | "move-unit" | "leave" | "remove" | "join" | "close";
  name: string;
  from: ChangePlace;
  /** Null for an account that is closed. */
  to: ChangePlace | null;
  accounts: number;
  people: number;
  guardrails: { applied: readonly { policy: string; level: string }[]; ceased: readonly { policy: string; level: string }[]; kept: number };
  /** By the names of groups. */
  powers: readonly { group: string; groupAfter: string; people: number; before: number; after: number; lost: readonly string[]; gained: readonly string[] }[];
  personal: readonly { person: string; policy: string }[];
  /** What was given in an account that leaves its organization. */
  ends: { roles: readonly { role: string; policies: readonly string[]; grants: number }[]; invitations: number; access: number; requests: number };
  coverage: readonly { slug: string; name: string; before: "OWN" | "ORGANIZATION" | "NONE"; after: "OWN" | "ORGANIZATION" | "NONE"; lapses: boolean }[];
  suspended: { before: boolean; after: boolean };
  told: readonly { who: string; count: number }[];
  /** Carries the preview; closing asks for `confirmName` besides. */
  form: IdentityForm;
  /** Where a code is asked for first; null where one was given lately. */
  stepUpHref: string | null;
  backHref: string;
}

const titles: Readonly<Record<ChangeViewProps["kind"], (name: string, to: string) => string>> = {
  "move-account": (name, to) => t("Move {name} to {place}", { name, place: to }),
  "move-unit": (name, to) => t("Move {name} below {place}", { name, place: to }),
  leave: (name) => t("{name} leaves its organization", { name }),
  remove: (name) => t("Remove {name} from the organization", { name }),
  join: (name, to) => t("{name} joins {place}", { name, place: to }),
  close: (name) => t("Close {name} for good", { name }),
};

const buttons: Readonly<Record<ChangeViewProps["kind"], Message>> = {
  "move-account": msg("Move the account"),
  "move-unit": msg("Move the unit"),
  leave: msg("Leave the organization"),
  remove: msg("Remove the account"),
  join: msg("Join the organization"),
  close: msg("Close the account for good"),
};

const sources = { OWN: msg("its own"), ORGANIZATION: msg("its organization's"), NONE: msg("not covered") } as const;

const pathOf = ({ organization, units }: ChangePlace): string => [organization, ...units].join(" / ");

function Sentence({ kind, name }: { kind: ChangeViewProps["kind"]; name: string }) {
  if (kind === "close") return <p>{t("{name} is closed for good: nobody can open it again. Its members lose it at once, what it agreed to for itself ends, and open invitations are taken back. Downloads, certificates and events stay on record.", { name })}</p>;
  if (kind === "leave" || kind === "remove") return <p>{t("{name} becomes an organization of its own, with the same number, members and records. Its account admins become organization admins there. The organization it leaves has no say in it any more.", { name })}</p>;
  if (kind === "join") return <p>{t("{name} becomes a member account. Its organization admins become account admins; the management account runs the tree and sets the guardrails. The organization it was by itself stays behind, empty, for the record.", { name })}</p>;
  return null;
}

function Operations({ label, names }: { label: (count: number) => string; names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <details className="change-operations">
      <summary>{label(names.length)}</summary>
      <ul>
        {names.map((name) => (
          <li key={name}>
            <code>{name}</code>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Guardrails({ guardrails: { applied, ceased, kept } }: Pick<ChangeViewProps, "guardrails">) {
  return (
    <Card id="change-guardrails" title={t("Guardrails")}>
      {applied.length + ceased.length > 0 ? null : (
        <p className="muted">{kept === 0 ? t("None comes, none goes.") : tn(kept, "None comes, none goes; {n} guardrail holds as before.", "None comes, none goes; {n} guardrails hold as before.")}</p>
      )}
      <ul className="change-list">
        {applied.map(({ policy, level }) => (
          <li key={`+ ${policy} ${level}`}>
            <Badge kind="soon">{t("Newly applies")}</Badge>
            <span>
              <b>{policy}</b> <span className="muted">{t("from: {level}", { level })}</span>
            </span>
          </li>
        ))}
        {ceased.map(({ policy, level }) => (
          <li key={`- ${policy} ${level}`}>
            <Badge kind="ended">{t("No longer applies")}</Badge>
            <span>
              <b>{policy}</b> <span className="muted">{t("from: {level}", { level })}</span>
            </span>
          </li>
        ))}
      </ul>
      {applied.length + ceased.length > 0 && kept > 0 ? <p className="card-foot">{tn(kept, "{n} guardrail holds as before.", "{n} guardrails hold as before.")}</p> : null}
    </Card>
  );
}

/** What was given in the account and ends with the change; nothing where there is none. */
function Ends({ roles, invitations, access, requests }: ChangeViewProps["ends"]) {
  const lines = [
    ...roles.map(({ role, policies, grants }) =>
      [
        `${t("Role {name}", { name: role })}: ${tn(grants, "{n} grant ends", "{n} grants end")}`,
        policies.length > 0 ? t("it loses the policies {names}", { names: policies.join(", ") }) : null,
      ].filter(Boolean).join("; "),
    ),
    ...(access > 0 ? [tn(access, "{n} access that was approved on request", "{n} accesses that were approved on request")] : []),
    ...(requests > 0 ? [tn(requests, "{n} request that waits for an answer", "{n} requests that wait for an answer")] : []),
    ...(invitations > 0 ? [tn(invitations, "{n} open invitation", "{n} open invitations")] : []),
  ];
  if (lines.length === 0) return null;
  return (
    <>
      <h3>{t("What was given and ends")}</h3>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}

function Powers({ powers, personal, ends }: Pick<ChangeViewProps, "powers" | "personal" | "ends">) {
  return (
    <Card id="change-powers" title={t("What people may do")}>
      {powers.length === 0 ? <p className="muted">{t("Nobody works there yet.")}</p> : null}
      <ul className="change-list change-powers">
        {powers.map((one) => (
          <li key={one.group}>
            <span>
              <b>{one.group === one.groupAfter ? translated(one.group) : `${translated(one.group)} → ${translated(one.groupAfter)}`}</b> <span className="muted">{tn(one.people, "{n} person", "{n} people")}</span>
            </span>
            <span>{one.lost.length + one.gained.length === 0 ? <span className="muted">{t("the same as before")}</span> : t("{before} → {after} operations", { before: one.before, after: one.after })}</span>
            <Operations label={(count) => tn(count, "No longer: {n} operation", "No longer: {n} operations")} names={one.lost} />
            <Operations label={(count) => tn(count, "Newly: {n} operation", "Newly: {n} operations")} names={one.gained} />
          </li>
        ))}
      </ul>
      {personal.length > 0 ? (
        <>
          <h3>{t("Policies of single people that end")}</h3>
          <ul>
            {personal.map(({ person, policy }) => (
              <li key={`${person} ${policy}`}>
                <bdi>{person}</bdi>
                {`: ${policy}`}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <Ends {...ends} />
    </Card>
  );
}

function Coverage({ coverage }: Pick<ChangeViewProps, "coverage">) {
  return (
    <Card id="change-coverage" title={t("Agreements")}>
      {coverage.length === 0 ? <p className="muted">{t("Nothing changes: what covers it today covers it afterwards.")}</p> : null}
      <ul className="change-list">
        {coverage.map((one) => (
          <li key={one.slug}>
            {one.lapses ? <Badge kind="denied">{t("Lapses")}</Badge> : one.before === "NONE" ? <Badge kind="ok">{t("Newly covered")}</Badge> : <Badge kind="plain">{t("Goes on")}</Badge>}
            <span>
              <b>{one.name}</b> <span className="muted">{`${t(sources[one.before])} → ${t(sources[one.after])}`}</span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What a change would do, and the question whether to do it. */
export function ChangeView(props: ChangeViewProps) {
  const { kind, name, from, to, form, coverage, suspended, told } = props;
  const destination = to === null ? "" : kind === "join" || to.units.length === 0 ? to.organization : (to.units.at(kind === "move-unit" ? -2 : -1) ?? to.organization);
  const lapsing = coverage.filter(({ lapses }) => lapses);
  const title = titles[kind](name, destination);
  const facts: ReactNode[] = [
    lapsing.length > 0 ? t("Coverage lapses: {names}.", { names: lapsing.map((one) => one.name).join(", ") }) : null,
    suspended.before && !suspended.after && to ? t("It is suspended now; afterwards people can work in it again.") : null,
    !suspended.before && suspended.after ? t("It stands under a suspended unit afterwards: nobody can work in it.") : null,
  ].filter(Boolean);
  return (
    <>
      <PageHeader title={title} crumbs={[{ label: t("Organization"), href: props.backHref }, { label: t("What changes") }]} description={t("Nothing has been changed yet. This is what it would do.")} />
      <div className="change stack-lg">
        <FormError error={form.error} />
        <div className="change-path">
          <span>{pathOf(from)}</span>
          <span aria-hidden="true">→</span>
          <span className="sr">{t("to")}</span>
          <span>{to === null ? t("Closed") : pathOf(to)}</span>
          <span className="muted small">{`${tn(props.accounts, "{n} account", "{n} accounts")}, ${tn(props.people, "{n} person", "{n} people")}`}</span>
        </div>
        <Sentence kind={kind} name={name} />
        {facts.length > 0 ? <Notice kind="warn">{facts.join(" ")}</Notice> : null}
        <div className="change-grid">
          <Guardrails guardrails={props.guardrails} />
          <Coverage coverage={coverage} />
          <Powers powers={props.powers} personal={props.personal} ends={props.ends} />
          <Card id="change-people" title={t("Whom it concerns")}>
            {told.length === 0 ? <p className="muted">{t("Nobody but you.")}</p> : null}
            <ul className="change-list">
              {told.map(({ who, count }) => (
                <li key={who}>
                  <span>
                    <b>{tn(count, "{n} person", "{n} people")}</b> {who}
                  </span>
                </li>
              ))}
            </ul>
          </Card>
        </div>
        {props.stepUpHref ? (
          <div className="change-confirm">
            <p className="muted">{t("This needs a code from your authenticator app. Then you come back here to decide.")}</p>
            <div className="row">
              <ButtonLink kind="primary" href={props.stepUpHref}>
                {t("Enter a code")}
              </ButtonLink>
              <ButtonLink kind="quiet" href={props.backHref}>
                {t("Leave everything as it is")}
              </ButtonLink>
            </div>
          </div>
        ) : (
          <form method="post" action={form.action} className="change-confirm">
            <HiddenFields values={form.hidden} />
            {kind === "close" ? (
              <Input id="confirmName" label={t("Name of the account")} hint={t("Type {name} to close it.", { name })} required autoComplete="off" maxLength={200} error={form.errors?.["confirmName"]} />
            ) : null}
            <div className="row">
              <Button kind={kind === "close" || kind === "remove" || kind === "leave" ? "danger-solid" : "primary"}>{t(buttons[kind])}</Button>
              <ButtonLink kind="quiet" href={props.backHref}>
                {t("Leave everything as it is")}
              </ButtonLink>
            </div>
          </form>
        )}
      </div>
    </>
  );
}
