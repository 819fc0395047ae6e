import { Bytes, Day, EmptyState } from "../ui/content";
import { Confirm } from "../ui/dialog";
import { HiddenFields, Textarea } from "../ui/field";
import { formatPeriod } from "../ui/format";
import { Rich } from "../ui/rich";
import { Badge, type BadgeKind } from "../ui/status";
import type { IdentityForm } from "../identity/sign-in-view";
import { msg, pieces, t, tn, type Message } from "@/lib/texts/text";

export type VersionStateWord = "PUBLISHED" | "UNPUBLISHED" | "SUPERSEDED" | "WITHDRAWN";

export interface HistoryVersion {
  version: number;
  kind: "REPORT" | "BRIDGE_LETTER";
  extendsVersion: number | null;
  title: string;
  auditor: string;
  periodStart: string | null;
  periodEnd: string | null;
  state: VersionStateWord;
  isLatest: boolean;
  supersededBy: number | null;
  endReason: string;
  publishedAt: string;
  publishedBy: string | null;
  pages: number;
  bytes: number;
  changes: string;
  changed: readonly { what: string; from: string; to: string }[] | null;
}

export interface HistoryProps {
  reportId: string;
  versions: readonly HistoryVersion[];
  unpublish: IdentityForm | null;
  republish: IdentityForm | null;
  withdraw: IdentityForm | null;
  /** Where to confirm that it is oneself first. */
  confirmHref: string | null;
}

const states: Readonly<Record<VersionStateWord, { kind: BadgeKind; word: Message }>> = {
  PUBLISHED: { kind: "ok", word: msg("Published") },
  UNPUBLISHED: { kind: "none", word: msg("Unpublished") },
  SUPERSEDED: { kind: "ended", word: msg("Superseded") },
  WITHDRAWN: { kind: "withdrawn", word: msg("Withdrawn") },
};

/** Every version that ever was, newest first, with what changed and what can be done. */
export function VersionHistory(props: HistoryProps) {
  return (
    <section aria-labelledby="history">
      <h2 id="history" className="section-title">
        {t("Versions")}
      </h2>
      {props.versions.length === 0 ? (
        <div className="card">
          <EmptyState icon="reports" title={t("Nothing is published yet")}>
            {t("Upload the first document above.")}
          </EmptyState>
        </div>
      ) : (
        <ol className="history" reversed>
          {props.versions.map((version) => (
            <Version key={version.version} version={version} {...props} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Version({ version: row, reportId, unpublish, republish, withdraw, confirmHref }: HistoryProps & { version: HistoryVersion }) {
  const { kind, word } = states[row.state];
  const letter = row.kind === "BRIDGE_LETTER";
  const version = String(row.version);
  return (
    <li className="card history-item" id={`version-${row.version}`}>
      <div className="history-head">
        <h3>
          {row.state === "PUBLISHED" ? <a href={`/reports/${reportId}/${row.version}`}>{t("Version {version}", { version })}</a> : t("Version {version}", { version })}
          <span className="faint">{letter ? ` · ${t("bridge letter to version {version}", { version: String(row.extendsVersion ?? "") })}` : ""}</span>
        </h3>
        <span className="row">
          {row.isLatest ? <Badge kind="plain">{t("latest")}</Badge> : null}
          <Badge kind={kind}>{t(word)}</Badge>
        </span>
      </div>
      <p className="history-title">
        <bdi>{row.title}</bdi>
      </p>
      <p className="muted small num">
        {formatPeriod(row.periodStart, row.periodEnd)}
        {row.auditor ? ` · ${row.auditor}` : ""}
        {` · ${tn(row.pages, "{n} page", "{n} pages")}, `}
        <Bytes count={row.bytes} />
        {" · "}
        <Rich
          text={row.publishedBy ? pieces("published <day></day> by <who>{name}</who>", { name: row.publishedBy }) : pieces("published <day></day>")}
          day={() => <Day at={row.publishedAt.slice(0, 10)} />}
          who={(name) => <bdi>{name}</bdi>}
        />
      </p>
      {row.supersededBy ? (
        <p className="small">
          <a href={`#version-${row.supersededBy}`}>{t("Version {version} took its place", { version: String(row.supersededBy) })}</a>
        </p>
      ) : null}
      {row.endReason ? <p className="small">{t("Withdrawn: {reason}", { reason: row.endReason })}</p> : null}
      {row.changes ? <p className="history-changes">{row.changes}</p> : null}
      {row.changed && row.changed.length > 0 ? (
        <details className="pub-more">
          <summary>{letter ? t("What changed since the letter before") : t("What changed since the report before")}</summary>
          <dl className="facts history-diff">
            {row.changed.map(({ what, from, to }) => [
              <dt key={what}>{what}</dt>,
              <dd key={`${what} value`}>
                <del>{from}</del> <ins>{to}</ins>
              </dd>,
            ])}
          </dl>
        </details>
      ) : null}
      <div className="row no-print history-actions">
        {row.state === "PUBLISHED" && unpublish ? (
          <Confirm label={t("Unpublish")} question={
              row.isLatest
                ? t("Version {version} leaves the catalogue, and the one before it is the latest again. You can publish it again. Copies that were given out stay what they are.", { version })
                : t("Version {version} leaves the catalogue. You can publish it again. Copies that were given out stay what they are.", { version })
            }>
            <Act form={unpublish} reportId={reportId} version={row.version} confirmHref={confirmHref} label={t("Unpublish it")} />
          </Confirm>
        ) : null}
        {row.state === "UNPUBLISHED" && republish ? (
          <Confirm label={t("Publish again")} question={t("Version {version} stands in the catalogue again, as it was, for everybody the series is for.", { version })}>
            <Act form={republish} reportId={reportId} version={row.version} confirmHref={confirmHref} label={t("Publish it again")} />
          </Confirm>
        ) : null}
        {row.state !== "WITHDRAWN" && withdraw ? (
          <Confirm label={t("Withdraw")} question={t("Version {version} leaves the catalogue for good. It stays on record, with your reason, so that copies which were given out can be checked.", { version })}>
            <Act form={withdraw} reportId={reportId} version={row.version} confirmHref={confirmHref} label={t("Withdraw it for good")} reason />
          </Confirm>
        ) : null}
      </div>
    </li>
  );
}

function Act({ form, reportId, version, confirmHref, label, reason }: { form: IdentityForm; reportId: string; version: number; confirmHref: string | null; label: string; reason?: boolean }) {
  if (confirmHref) return <a className="btn btn-small" href={confirmHref}>{t("Confirm that it is you first")}</a>;
  return (
    <form method="post" action={form.action}>
      <HiddenFields values={{ ...form.hidden, reportId, version: String(version) }} />
      {reason ? <Textarea id={`reason-${version}`} name="reason" label={t("Reason")} required rows={2} maxLength={1000} /> : null}
      <button className="btn btn-danger-solid btn-small">{label}</button>
    </form>
  );
}
