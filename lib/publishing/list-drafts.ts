import { z } from "zod";
import { operation } from "@/lib/operations/operation";
import { ReportId } from "@/lib/reports/models";
import { titleFromFile } from "./guess-facts";
import { DraftFacts, DraftId, DraftState, Guesses } from "./models";
import { sayKept } from "./kept-sentences";
import { t } from "@/lib/texts/text";

const mostShown = 200;

export const DraftSummary = z.object({
  draftId: DraftId,
  fileName: z.string(),
  title: z.string(),
  state: DraftState,
  bytes: z.int(),
  received: z.int(),
  page: z.int(),
  pages: z.int(),
  problem: z.string(),
  reportId: ReportId.nullable(),
  seriesName: z.string().nullable(),
  publishAt: z.date().nullable(),
  createdAt: z.date(),
  personName: z.string(),
  /** The caller's own upload, which only they can go on with. */
  own: z.boolean(),
});
export type DraftSummary = z.infer<typeof DraftSummary>;

/** What is on its way to be published: uploads, preparations and drafts, newest first. Those of one series, or all. */
export const listDrafts = operation({
  name: "publishing:ListDrafts",
  summary: "Uploads, preparations and drafts that are not published yet, newest first.",
  access: "List",
  reach: "member",
  browsing: true,
  input: z.object({ reportId: ReportId.optional(), ids: z.array(DraftId).max(100).optional() }),
  output: z.object({ drafts: z.array(DraftSummary), more: z.boolean(), total: z.int() }),
  async handle({ db, caller, input: { reportId, ids } }) {
    const where = {
      state: ids ? { not: "DISCARDED" as const } : { notIn: ["DISCARDED" as const, "PUBLISHED" as const] },
      ...(reportId === undefined ? {} : { seriesId: reportId }),
      ...(ids ? { id: { in: ids } } : {}),
    };
    const rows = await db.draft.findMany({
      where,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: mostShown + 1,
      omit: { manifest: true },
      include: { series: { select: { name: true } } },
    });
    const shown = rows.slice(0, mostShown);
    const people = await db.person.findMany({ where: { id: { in: [...new Set(shown.map(({ personId }) => personId))] } }, select: { id: true, name: true } });
    const names = new Map(people.map(({ id, name }) => [id, name]));
    return {
      more: rows.length > shown.length,
      total: rows.length > shown.length ? await db.draft.count({ where }) : rows.length,
      drafts: shown.map((row) => ({
        draftId: row.id,
        fileName: row.fileName,
        title: DraftFacts.parse(row.facts).title ?? Guesses.nullable().parse(row.guesses)?.title?.value ?? titleFromFile(row.fileName),
        state: row.state,
        bytes: row.bytes,
        received: row.received,
        page: row.page,
        pages: row.pages,
        problem: sayKept(row.problem),
        reportId: row.seriesId,
        seriesName: row.series?.name ?? null,
        publishAt: row.publishAt,
        createdAt: row.createdAt,
        personName: names.get(row.personId) ?? t("Somebody no longer on record"),
        own: row.personId === caller.personId,
      })),
    };
  },
  record: ({ input }) => ({ resources: input.reportId ? [`report/${input.reportId}`] : [] }),
});
