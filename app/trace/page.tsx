import type { Metadata } from "next";
import { TraceView } from "@/components/reports/trace-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { one, withParams, type SearchParams } from "@/app/_doors/paths";
import { csrfTokenFor } from "@/lib/identity/csrf";
import { MunimentError } from "@/lib/operations/errors";
import { perform } from "@/lib/operations/perform";
import { may } from "@/lib/access/decide";
import { certaintyOf, traceDocument, type Trace, type TraceHow } from "@/lib/reports/trace-document";
import { readTraceToken } from "@/lib/reports/trace-token";
import { formatAccountId } from "@/lib/organizations/account-id";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Trace a copy") });

const shownOf = (trace: Trace, how: readonly TraceHow[]) => ({
  ...trace,
  how: [...how],
  certainty: certaintyOf(how),
  accountNumber: formatAccountId(trace.account.id),
  at: trace.at.toISOString(),
  reportHref: `/reports/${trace.report.id}/${trace.report.version}`,
  trailHref: withParams("/trail", { person: trace.person.email || trace.person.id }),
});

/** For the operator's staff: whose copy a file, a picture or an id is. */
export default async function TracePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const typed = one(params, "id")?.trim();
  const reading = readTraceToken(one(params, "result"));
  const caller = await currentCaller();
  const here = "/trace";
  const found = await attempt(here, "/trace", async () => {
    // Whoever may not trace gets the refusal of the operation, not an empty page.
    if (!may(caller, traceDocument)) await perform(caller, traceDocument, { downloadId: "" });
    if (typed) {
      try {
        return { answer: await perform(caller, traceDocument, { downloadId: typed }), problem: undefined };
      } catch (error) {
        if (error instanceof MunimentError && error.code === "ValidationException") return { answer: undefined, problem: error.message };
        throw error;
      }
    }
    if (!reading) return { answer: undefined, problem: undefined };
    const answers = await Promise.all(reading.found.map(({ downloadId }) => perform(caller, traceDocument, { downloadId })));
    return { answer: { kind: reading.kind, sha256: reading.sha256, unrecorded: reading.unrecorded, traces: answers.flatMap(({ traces }) => traces) }, problem: undefined };
  });
  if (!found.ok) return found.page;
  const { answer, problem } = found.value;
  const howOf = (trace: Trace): readonly TraceHow[] => reading?.found.find(({ downloadId }) => downloadId === trace.downloadId)?.how ?? trace.how;
  return (
    <Frame place="/trace" here={here} flash={one(params, "flash")}>
      <TraceView
        csrf={caller.kind === "person" ? csrfTokenFor(caller.sessionId) : ""}
        typed={typed ?? ""}
        problem={problem}
        answer={answer && { kind: answer.kind, name: reading?.name ?? null, sha256: answer.sha256, unrecorded: answer.unrecorded, traces: answer.traces.map((trace) => shownOf(trace, typed ? trace.how : howOf(trace))) }}
      />
    </Frame>
  );
}
