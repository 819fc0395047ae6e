import { z } from "zod";
import { operation } from "@/lib/operations/operation";
import { Acceptance } from "@/lib/reports/models";

const mostShown = 500;

/** All terms with their newest revision and how many series are given out under them. */
export const listTerms = operation({
  name: "publishing:ListTerms",
  summary: "All terms with their newest revision and how many series use them.",
  access: "List",
  reach: "member",
  browsing: true,
  input: z.object({}),
  output: z.object({ terms: z.array(z.object({ slug: z.string(), title: z.string(), acceptance: Acceptance, revision: z.int(), since: z.date(), series: z.int() })) }),
  async handle({ db }) {
    const rows = await db.terms.findMany({ orderBy: { slug: "asc" }, take: mostShown, include: { revisions: { orderBy: { revision: "desc" }, take: 1 }, _count: { select: { series: true } } } });
    return {
      terms: rows.flatMap(({ slug, revisions: [newest], _count }) =>
        newest ? [{ slug, title: newest.title, acceptance: newest.acceptance, revision: newest.revision, since: newest.createdAt, series: _count.series }] : [],
      ),
    };
  },
});
