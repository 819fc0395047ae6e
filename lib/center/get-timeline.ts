import { z } from "zod";
import { operation } from "@/lib/operations/operation";
import { positionToken, readPosition } from "@/lib/operations/paging";
import { ProgramKey, ReportId } from "@/lib/reports/models";
import { regions } from "@/lib/reports/programs";
import { checkPeriod, periodFields } from "./fiscal-period";
import { timelineRows, type TimelineRow } from "./timeline-rows";
import { msg } from "@/lib/texts/text";

const Gaps = z.union([z.boolean(), z.literal("1").transform(() => true)]).default(false);
const Region = z.string().refine((key) => regions.some((region) => region.key === key), msg("There is no region of this key."));
const Days = z.object({ total: z.int(), report: z.int(), bridge: z.int(), open: z.int(), ahead: z.int() });

/** What a timeline can be narrowed by. */
export const timelineFields = { ...periodFields, program: ProgramKey.optional(), region: Region.optional(), gaps: Gaps };

export const TimelineSeries = z.object({
  reportId: ReportId,
  name: z.string(),
  program: z.string(),
  standing: z.enum(["COVERED", "BRIDGED", "GAPS", "NONE", "UNDATED"]),
  days: Days,
  stretches: z.array(z.object({ start: z.string(), end: z.string(), days: z.int(), state: z.enum(["REPORT", "BRIDGE", "OPEN"]), version: z.int().nullable() })),
});

/** The order of the list; names as the database sorts them (by code point). */
const keyOf = ({ standing, name, reportId }: TimelineRow): string => `${standing === "UNDATED" ? 1 : 0}${name}\n${reportId}`;
const after = (row: TimelineRow, key: string): boolean => Buffer.compare(Buffer.from(keyOf(row)), Buffer.from(key)) > 0;

/** Which days of a period of the caller's choice each series covers, bridges or leaves open: one page of series, those about periods first, then by name. */
export const getTimeline = operation({
  name: "center:GetTimeline",
  summary: "Which days of a fiscal period each report series covers, bridges by a letter or leaves open.",
  access: "List",
  reach: "member",
  browsing: true,
  input: z.object({ ...timelineFields, page: z.string().max(1000).optional(), maxResults: z.coerce.number().int().min(1).max(100).default(20) }).superRefine(checkPeriod),
  output: z.object({
    counts: z.object({ COVERED: z.int(), BRIDGED: z.int(), GAPS: z.int(), NONE: z.int(), UNDATED: z.int() }),
    rows: z.array(TimelineSeries),
    total: z.int(),
    offset: z.int(),
    next: z.string().nullable(),
    previous: z.string().nullable(),
  }),
  async handle({ caller, input }) {
    const { page, maxResults, ...filter } = input;
    const position = readPosition(page, "series", "text");
    const { rows: all, counts } = await timelineRows(caller, filter);
    const behind = position ? all.findIndex((row) => after(row, position.key)) : 0;
    const next = behind < 0 ? all.length : behind;
    const from = position?.before ? Math.max(0, all.findIndex((row) => keyOf(row) === position.key) - maxResults) : next;
    const rows = all.slice(from, from + maxResults);
    const place = (row: TimelineRow | undefined, before: boolean): string | null => row ? positionToken({ sort: "series", key: keyOf(row), id: "", before, offset: from }) : null;
    return {
      counts,
      rows: rows.map((row) => ({ ...row, stretches: [...row.stretches] })),
      total: all.length,
      offset: from,
      next: from + rows.length < all.length ? place(rows.at(-1), false) : null,
      previous: from > 0 ? place(rows[0], true) : null,
    };
  },
  record: ({ input, output }) => ({ parameters: { start: input.start, end: input.end, program: input.program ?? null, region: input.region ?? null, gaps: input.gaps, series: output.total } }),
});

