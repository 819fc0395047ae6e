import { Button } from "../ui/button";
import { Card, CopyId, Facts, Notice, PageHeader, Time } from "../ui/content";
import { Field, Input } from "../ui/field";
import { Chip } from "../ui/status";
import { msg, t, type Message } from "@/lib/texts/text";

export type TraceMethod = "bytes" | "identifier" | "code" | "information" | "text" | "pattern" | "id";
export type TraceCertainty = "EXACT" | "CERTAIN" | "LIKELY" | "LOOKED_UP";

export interface FoundTrace {
  downloadId: string;
  certainty: TraceCertainty;
  how: readonly { method: TraceMethod; pages: readonly number[] }[];
  person: { name: string; email: string };
  account: { name: string };
  accountNumber: string;
  organization: { name: string };
  /** ISO date-time. */
  at: string;
  state: "STARTED" | "COMPLETED" | "ABORTED";
  report: { title: string; version: number };
  reportHref: string;
  trailHref: string;
}

export interface TraceAnswer {
  kind: "pdf" | "picture" | "id";
  /** Of the file, where one was sent. */
  name: string | null;
  sha256: string | null;
  traces: readonly FoundTrace[];
  /** Ids that were read for certain, but that no download here has. */
  unrecorded: readonly string[];
}

export interface TraceViewProps {
  csrf: string;
  typed: string;
  problem?: string | undefined;
  answer?: TraceAnswer | undefined;
}

/** Asks for a file or an id, and says whose copy it is. */
export function TraceView({ csrf, typed, problem, answer }: TraceViewProps) {
  return (
    <article>
      <PageHeader title={t("Trace a copy")} description={t("Whose copy is it? Give a PDF, a picture or scan of one page, or the download id from the foot of a page.")} />
      {answer ? <Answer answer={answer} typed={typed} /> : null}
      <div className="trace-ask">
        <Card id="trace-file" title={t("A file")}>
          <form method="post" action="/api/reports/TraceDocument" encType="multipart/form-data">
            <input type="hidden" name="csrf" value={csrf} />
            <Field id="document" label={t("PDF or picture")} hint={t("PDF, PNG, JPEG, WebP or GIF. A photo or screenshot of part of a page will do. The file is read, not kept.")}>
              <input id="document" name="document" type="file" className="input trace-drop" required accept=".pdf,.png,.jpg,.jpeg,.webp,.gif,application/pdf,image/png,image/jpeg,image/webp,image/gif" aria-describedby="document-hint" />
            </Field>
            <Button kind="primary">{t("Trace the file")}</Button>
          </form>
        </Card>
        <Card id="trace-id" title={t("An id")}>
          <form method="get" action="/trace">
            <Input
              id="id"
              label={t("Download id")}
              required
              defaultValue={typed}
              maxLength={40}
              autoComplete="off"
              spellCheck={false}
              className="mono"
              hint={t("Fourteen letters and digits, last in the line at the foot of each page. Spaces and hyphens do not matter.")}
              error={problem}
            />
            <Button>{t("Look up")}</Button>
          </form>
        </Card>
      </div>
      <Card id="trace-how" title={t("How far this goes")}>
        <p>
          {t("A mark says which download a page was made for. It does not say who passed the page on, and whoever knows an id could draw it on another page: only “byte for byte” proves that a file is what this portal served. Every trace is recorded in the audit trail.")}
        </p>
      </Card>
    </article>
  );
}

function Answer({ answer, typed }: { answer: TraceAnswer; typed: string }) {
  return (
    <section className="trace-answer" aria-labelledby="trace-result">
      <h2 id="trace-result">{answer.traces.length === 0 ? t("Nothing was found") : answer.traces.length === 1 ? t("One download was found") : t("{n} downloads were found", { n: answer.traces.length })}</h2>
      {answer.traces.length === 0 ? (
        <Notice kind="warn" live>
          {answer.kind === "id"
            ? t("No download has the id {id}. Check it against the page: there is no letter I, L, O or U in it.", { id: typed })
            : answer.name
              ? t("No mark of this portal was read in {file}. A sharper or larger picture of one page may still show one: the codes are in the left and right margins.", { file: answer.name })
              : t("No mark of this portal was read in the file. A sharper or larger picture of one page may still show one: the codes are in the left and right margins.")}
        </Notice>
      ) : null}
      {answer.unrecorded.length > 0 && answer.traces.length === 0 ? (
        <Notice kind="info">{t("Read, but not of a download on record here: {ids}. It may be from another portal.", { ids: answer.unrecorded.join(", ") })}</Notice>
      ) : null}
      {answer.traces.length > 1 ? <Notice kind="warn">{t("More than one copy went into this file. It may have been put together from several.")}</Notice> : null}
      {answer.traces.map((trace) => (
        <Found key={trace.downloadId} trace={trace} />
      ))}
      {answer.sha256 ? (
        <p className="hint">
          {t("SHA-256 of the file:")} <CopyId value={answer.sha256} label={t("SHA-256 of the file")} />
        </p>
      ) : null}
    </section>
  );
}

const certainties: Readonly<Record<TraceCertainty, { word: Message; sentence: Message }>> = {
  EXACT: { word: msg("Exact"), sentence: msg("The file is, byte for byte, what was served.") },
  CERTAIN: { word: msg("Certain"), sentence: msg("Read from a mark that checks itself.") },
  LIKELY: { word: msg("Likely"), sentence: msg("Read from marks without a check of their own; there is a download of this id.") },
  LOOKED_UP: { word: msg("Looked up"), sentence: msg("There is a download of this id.") },
};

const methods: Readonly<Record<TraceMethod, Message>> = {
  bytes: msg("the SHA-256 of what was served"),
  identifier: msg("the identifier of the file (trailer or metadata)"),
  code: msg("the code in the margin"),
  information: msg("the document information"),
  text: msg("the line of text"),
  pattern: msg("the dots over the page"),
  id: msg("the id that was typed"),
};

function methodText({ method, pages }: FoundTrace["how"][number]): string {
  if (pages.length === 0) return t(methods[method]);
  const list = `${pages.slice(0, 5).join(", ")}${pages.length > 5 ? " …" : ""}`;
  return pages.length === 1 ? t("{method} (page {pages})", { method: t(methods[method]), pages: list }) : t("{method} (pages {pages})", { method: t(methods[method]), pages: list });
}

const states: Readonly<Record<FoundTrace["state"], Message>> = { STARTED: msg("Begun, not ended yet"), COMPLETED: msg("Served to its last byte"), ABORTED: msg("Cut off before its last byte") };

function Found({ trace }: { trace: FoundTrace }) {
  const { word, sentence } = certainties[trace.certainty];
  return (
    <div className="card">
      <div className="row">
        <h3>
          <bdi>{trace.person.name}</bdi>
        </h3>
        <Chip>{t(word)}</Chip>
      </div>
      <p className="muted">{t(sentence)}</p>
      <Facts
        items={[
          { term: t("E-mail"), value: trace.person.email },
          { term: t("Account"), value: `${trace.account.name} (${trace.accountNumber})` },
          { term: t("Organization"), value: trace.organization.name },
          { term: t("Time of download"), value: <Time at={trace.at} /> },
          { term: t("Report"), value: <a href={trace.reportHref}>{t("{title}, version {version}", { title: trace.report.title, version: String(trace.report.version) })}</a> },
          { term: t("Delivery"), value: t(states[trace.state]) },
          { term: t("Download id"), value: <CopyId value={trace.downloadId} label={t("download id")} short={trace.downloadId} /> },
          { term: t("Found by"), value: trace.how.map(methodText).join("; ") },
        ]}
      />
      <p>
        <a href={trace.trailHref}>{t("What the audit trail says of this person")}</a>
      </p>
    </div>
  );
}
