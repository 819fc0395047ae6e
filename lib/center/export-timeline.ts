import { z } from "zod";
import { csvRow } from "@/lib/agreements/csv";
import { operation } from "@/lib/operations/operation";
import { ReportId } from "@/lib/reports/models";
import { programByKey } from "@/lib/reports/programs";
import { checkPeriod } from "./fiscal-period";
import { timelineFields } from "./get-timeline";
import { timelineRows, type TimelineRow } from "./timeline-rows";

const rowsPerPiece = 500;
const words = { REPORT: "report", BRIDGE: "bridge letter", OPEN: "open" } as const;

/** A line per stretch; series that are about no period have one line without days. */
function* csvOf(rows: readonly TimelineRow[], period: { start: string; end: string }): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  // The mark tells spreadsheets that this is UTF-8.
  let piece = `\uFEFF${csvRow(["Period from", "Period to", "Program", "Report", "Report id", "State", "From", "To", "Days", "Version"])}`;
  for (const [index, { reportId, name, program, stretches }] of rows.entries()) {
    const head = [period.start, period.end, programByKey(program)?.name ?? program, name, reportId];
    if (stretches.length === 0) piece += csvRow([...head, "no period", "", "", "", ""]);
    for (const { state, start, end, days, version } of stretches) piece += csvRow([...head, words[state], start, end, String(days), version === null ? "" : String(version)]);
    if (index % rowsPerPiece === rowsPerPiece - 1) {
      yield encoder.encode(piece);
      piece = "";
    }
  }
  if (piece !== "") yield encoder.encode(piece);
}

/** The coverage timeline as a CSV file: every series, one line per stretch of days. */
export const exportTimeline = operation({
  name: "center:ExportTimeline",
  summary: "Downloads the coverage of a fiscal period as CSV: a line per series and stretch of days.",
  access: "Read",
  reach: "member",
  door: "stream",
  /** With `reports`: these series alone. */
  input: z.object({ ...timelineFields, reports: z.array(ReportId).max(100).optional() }).superRefine(checkPeriod),
  output: z.object({ fileName: z.string(), series: z.int(), pieces: z.custom<Iterable<Uint8Array>>((value) => typeof value === "object" && value !== null && Symbol.iterator in value) }),
  async handle({ caller, input }) {
    const { rows: all } = await timelineRows(caller, input);
    const rows = input.reports ? all.filter(({ reportId }) => input.reports?.includes(reportId)) : all;
    return { fileName: `timeline-${input.start}-to-${input.end}.csv`, series: rows.length, pieces: csvOf(rows, input) };
  },
  record: ({ input, output }) => ({ parameters: { start: input.start, end: input.end, program: input.program ?? null, region: input.region ?? null, gaps: input.gaps, series: output.series } }),
});
