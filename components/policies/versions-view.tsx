import type { DiffLine, PolicyDiff } from "@/lib/access/policy-diff";
import { Button } from "../ui/button";
import { Card, Notice, Tabs, Time, type Tab } from "../ui/content";
import { Confirm } from "../ui/dialog";
import { HiddenFields, Select } from "../ui/field";
import { Badge } from "../ui/status";
import { FormError, type IdentityForm } from "../identity/sign-in-view";
import { t, tn } from "@/lib/texts/text";

export interface VersionRow {
  version: number;
  /** ISO date-time. */
  createdAt: string;
  by: string | null;
  current: boolean;
  compareHref: string | null;
}

export interface VersionsViewProps {
  policyId: string;
  rows: readonly VersionRow[];
  from: number;
  to: number;
  side: boolean;
  layouts: readonly Tab[];
  diff: PolicyDiff | null;
  /** Puts the older text of the comparison in force again; null where that is not possible or not allowed. */
  restore: { form: IdentityForm; version: number; next: number; places: number; confirmHref: string | null } | null;
}

/** The history of a policy, with what changed between any two of its versions. */
export function VersionsView({ policyId, rows, from, to, side, layouts, diff, restore }: VersionsViewProps) {
  const options = rows.map(({ version, current }) => ({ value: String(version), label: current ? t("{version}, in force", { version: String(version) }) : String(version) }));
  return (
    <div className="versions-grid">
      <Card id="history" title={t("Versions")}>
        <ol className="versions" reversed>
          {rows.map((row) => (
            <li key={row.version}>
              <div className="row">
                <b>{t("Version {version}", { version: String(row.version) })}</b>
                {row.current ? <Badge kind="ok">{t("In force")}</Badge> : null}
                {row.compareHref ? (
                  <a className="small" href={row.compareHref}>
                    {t("What changed in version {version}", { version: String(row.version) })}
                  </a>
                ) : null}
              </div>
              <div className="faint small">
                <Time at={row.createdAt} />
                {row.by ? (
                  <>
                    {" · "}
                    <bdi>{row.by}</bdi>
                  </>
                ) : null}
              </div>
            </li>
          ))}
        </ol>
      </Card>
      <div className="stack">
        {rows.length > 1 ? (
          <form method="get" action={`/policies/${policyId}`} className="policies-tools no-print">
            <input type="hidden" name="view" value="versions" />
            {side ? null : <input type="hidden" name="layout" value="inline" />}
            <Select id="from" label={t("Compare version")} options={options} defaultValue={String(from)} />
            <Select id="to" label={t("with version")} options={options} defaultValue={String(to)} />
            <Button>{t("Compare")}</Button>
          </form>
        ) : null}
        <FormError error={restore?.form.error ?? null} />
        {diff === null ? (
          <Notice kind="info">{t("There is one version. What changes between versions is shown here.")}</Notice>
        ) : (
          <>
            <div className="diff-layouts">
              <Tabs label={t("Layout")} items={layouts} />
            </div>
            <p className="muted small">
              {diff.added + diff.removed === 0 ? t("Both versions have the same text.") : tn(diff.added, "{n} line added and {removed} removed from version {from} to version {to}.", "{n} lines added and {removed} removed from version {from} to version {to}.", { removed: diff.removed, from: String(from), to: String(to) })}
            </p>
            {side ? <SideBySide diff={diff} from={from} to={to} /> : null}
            <Inline diff={diff} from={from} to={to} />
          </>
        )}
        {restore ? (
          <div className="row no-print">
            {restore.confirmHref ? (
              <a className="btn btn-small" href={restore.confirmHref}>
                {t("Confirm that it is you to restore version {version}", { version: String(restore.version) })}
              </a>
            ) : (
              <Confirm
                label={t("Restore version {version}", { version: String(restore.version) })}
                question={restoreQuestion(restore)}
              >
                <form method="post" action={restore.form.action}>
                  <HiddenFields values={restore.form.hidden} />
                  <button className="btn btn-primary btn-small">{t("Put it as version {version}", { version: String(restore.next) })}</button>
                </form>
              </Confirm>
            )}
          </div>
        ) : null}
      </div>
    </div>
  );
}

function restoreQuestion({ version, next, places }: NonNullable<VersionsViewProps["restore"]>): string {
  const numbers = { version: String(version), next: String(next) };
  if (places === 0) return t("The text of version {version} becomes version {next}. Nothing of the history is lost.", numbers);
  return tn(
    places,
    "The text of version {version} becomes version {next} and is in force at once in {n} place. Nothing of the history is lost.",
    "The text of version {version} becomes version {next} and is in force at once in {n} places. Nothing of the history is lost.",
    numbers,
  );
}

type Sides = { diff: PolicyDiff; from: number; to: number };
const marks = { same: " ", removed: "−", added: "+" } as const;
const looks = { same: undefined, removed: "is-removed", added: "is-added" } as const;

function Inline({ diff, from, to }: Sides) {
  return (
    <div className="diff diff-inline" tabIndex={0} role="region" aria-label={t("Lines of versions {from} and {to}", { from: String(from), to: String(to) })}>
      <table>
        <caption>{t("From version {from} to version {to}", { from: String(from), to: String(to) })}</caption>
        <thead>
          <tr>
            <th scope="col">{from}</th>
            <th scope="col">{to}</th>
            <th scope="col" colSpan={2}>
              {t("Text")}
            </th>
          </tr>
        </thead>
        <tbody>
          {diff.lines.map((line, index) => (
            <tr key={index}>
              <td className="diff-number">{line.from}</td>
              <td className="diff-number">{line.to}</td>
              <td className={`diff-mark ${looks[line.kind] ?? ""}`}>{marks[line.kind]}</td>
              <td className={looks[line.kind]}>{line.text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Lines of both sides next to each other: what was removed stands beside what was added in its place. */
function rowsOf(lines: readonly DiffLine[]): { left: DiffLine | null; right: DiffLine | null }[] {
  const rows: { left: DiffLine | null; right: DiffLine | null }[] = [];
  let open = rows.length;
  for (const line of lines) {
    if (line.kind === "same") {
      rows.push({ left: line, right: line });
      open = rows.length;
    } else if (line.kind === "removed") rows.push({ left: line, right: null });
    else {
      const beside = rows.slice(open).find(({ right }) => right === null);
      if (beside) beside.right = line;
      else rows.push({ left: null, right: line });
    }
  }
  return rows;
}

function Half({ line, number }: { line: DiffLine | null; number: number | null }) {
  const look = line === null ? "is-empty" : looks[line.kind];
  return (
    <>
      <td className="diff-number">{number}</td>
      <td className={`diff-mark ${look ?? ""}`}>{line ? marks[line.kind] : ""}</td>
      <td className={look}>{line?.text}</td>
    </>
  );
}

function SideBySide({ diff, from, to }: Sides) {
  return (
    <div className="diff diff-side" tabIndex={0} role="region" aria-label={t("Versions {from} and {to} side by side", { from: String(from), to: String(to) })}>
      <table>
        <caption>{t("Version {from} beside version {to}", { from: String(from), to: String(to) })}</caption>
        <thead>
          <tr>
            <th scope="col" colSpan={3}>{t("Version {version}", { version: String(from) })}</th>
            <th scope="col" colSpan={3}>{t("Version {version}", { version: String(to) })}</th>
          </tr>
        </thead>
        <tbody>
          {rowsOf(diff.lines).map(({ left, right }, index) => (
            <tr key={index}>
              <Half line={left} number={left?.from ?? null} />
              <Half line={right} number={right?.to ?? null} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
