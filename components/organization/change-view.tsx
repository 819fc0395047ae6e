import type { ReactNode } from "react";
import { Button, ButtonLink } from "../ui/button";
import { Card, Notice, PageHeader } from "../ui/content";
import { HiddenFields, Input } from "../ui/field";
import { plural } from "../ui/format";
import { Badge } from "../ui/status";
import { FormError, type IdentityForm } from "../identity/sign-in-view";
import { t } from "@/lib/texts/text";

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
  "move-account": (name, to) => `Move ${name} to ${to}`,
  "move-unit": (name, to) => `Move ${name} below ${to}`,
  leave: (name) => `${name} leaves its organization`,
  remove: (name) => `Remove ${name} from the organization`,
  join: (name, to) => `${name} joins ${to}`,
  close: (name) => `Close ${name} for good`,
};

const buttons: Readonly<Record<ChangeViewProps["kind"], string>> = {
  "move-account": "Move the account",
  "move-unit": "Move the unit",
  leave: "Leave the organization",
  remove: "Remove the account",
  join: "Join the organization",
  close: "Close the account for good",
};

const sources = { OWN: "its own", ORGANIZATION: "its organization's", NONE: "not covered" } as const;

const pathOf = ({ organization, units }: ChangePlace): string => [organization, ...units].join(" / ");

function Sentence({ kind, name }: { kind: ChangeViewProps["kind"]; name: string }) {
  if (kind === "close") return <p>{`${name} is closed for good: nobody can open it again. Its members lose it at once, what it agreed to for itself ends, and open invitations are taken back. Downloads, certificates and events stay on record.`}</p>;
  if (kind === "leave" || kind === "remove") return <p>{`${name} becomes an organization of its own, with the same number, members and records. Its account admins become organization admins there. The organization it leaves has no say in it any more.`}</p>;
  if (kind === "join") return <p>{`${name} becomes a member account. Its organization admins become account admins; the management account runs the tree and sets the guardrails. The organization it was by itself stays behind, empty, for the record.`}</p>;
  return null;
}

function Operations({ label, names }: { label: string; names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <details className="change-operations">
      <summary>{`${label}: ${plural(names.length, "operation")}`}</summary>
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
      {applied.length + ceased.length === 0 ? <p className="muted">None comes, none goes{kept > 0 ? `; ${plural(kept, "guardrail")} ${kept === 1 ? "holds" : "hold"} as before` : ""}.</p> : null}
      <ul className="change-list">
        {applied.map(({ policy, level }) => (
          <li key={`+ ${policy} ${level}`}>
            <Badge kind="soon">{t("Newly applies")}</Badge>
            <span>
              <b>{policy}</b> <span className="muted">{`from: ${level}`}</span>
            </span>
          </li>
        ))}
        {ceased.map(({ policy, level }) => (
          <li key={`- ${policy} ${level}`}>
            <Badge kind="ended">{t("No longer applies")}</Badge>
            <span>
              <b>{policy}</b> <span className="muted">{`from: ${level}`}</span>
            </span>
          </li>
        ))}
      </ul>
      {applied.length + ceased.length > 0 && kept > 0 ? <p className="card-foot">{`${plural(kept, "guardrail")} ${kept === 1 ? "holds" : "hold"} as before.`}</p> : null}
    </Card>
  );
}

function Powers({ powers, personal }: Pick<ChangeViewProps, "powers" | "personal">) {
  return (
    <Card id="change-powers" title={t("What people may do")}>
      {powers.length === 0 ? <p className="muted">{t("Nobody works there yet.")}</p> : null}
      <ul className="change-list change-powers">
        {powers.map((one) => (
          <li key={one.group}>
            <span>
              <b>{one.group === one.groupAfter ? one.group : `${one.group} → ${one.groupAfter}`}</b> <span className="muted">{plural(one.people, "person", "people")}</span>
            </span>
            <span>{one.lost.length + one.gained.length === 0 ? <span className="muted">{t("the same as before")}</span> : `${one.before} → ${one.after} operations`}</span>
            <Operations label={t("No longer")} names={one.lost} />
            <Operations label={t("Newly")} names={one.gained} />
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
              <b>{one.name}</b> <span className="muted">{`${sources[one.before]} → ${sources[one.after]}`}</span>
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
    lapsing.length > 0 ? `Coverage lapses: ${lapsing.map((one) => one.name).join(", ")}.` : null,
    suspended.before && !suspended.after && to ? "It is suspended now; afterwards people can work in it again." : null,
    !suspended.before && suspended.after ? "It stands under a suspended unit afterwards: nobody can work in it." : null,
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
          <span className="muted small">{`${plural(props.accounts, "account")}, ${plural(props.people, "person", "people")}`}</span>
        </div>
        <Sentence kind={kind} name={name} />
        {facts.length > 0 ? <Notice kind="warn">{facts.join(" ")}</Notice> : null}
        <div className="change-grid">
          <Guardrails guardrails={props.guardrails} />
          <Coverage coverage={coverage} />
          <Powers powers={props.powers} personal={props.personal} />
          <Card id="change-people" title={t("Whom it concerns")}>
            {told.length === 0 ? <p className="muted">{t("Nobody but you.")}</p> : null}
            <ul className="change-list">
              {told.map(({ who, count }) => (
                <li key={who}>
                  <span>
                    <b>{plural(count, "person", "people")}</b> {who}
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
              <Input id="confirmName" label={t("Name of the account")} hint={`Type ${name} to close it.`} required autoComplete="off" maxLength={200} error={form.errors?.["confirmName"]} />
            ) : null}
            <div className="row">
              <Button kind={kind === "close" || kind === "remove" || kind === "leave" ? "danger-solid" : "primary"}>{buttons[kind]}</Button>
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
