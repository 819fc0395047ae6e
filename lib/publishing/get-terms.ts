import { z } from "zod";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { Slug } from "@/lib/organizations/models";
import { Acceptance, TermsSections } from "@/lib/reports/models";
import { diffTerms, type DiffBlock } from "./diff-terms";

const Revision = z.coerce.number().int().min(1).max(100_000);

/** A terms text with its revisions, and what changed between two of them: the newest two unless others are named. */
export const getTerms = operation({
  name: "publishing:GetTerms",
  summary: "A terms text, its revisions, and what changed between two of them.",
  access: "Read",
  reach: "member",
  browsing: true,
  input: z.object({ slug: Slug, from: Revision.optional(), to: Revision.optional() }),
  output: z.object({
    slug: z.string(),
    title: z.string(),
    acceptance: Acceptance,
    sections: TermsSections,
    revisions: z.array(z.object({ revision: z.int(), title: z.string(), acceptance: Acceptance, createdAt: z.date(), sha256: z.string(), tickets: z.int() })),
    series: z.array(z.object({ reportId: z.string(), name: z.string() })),
    comparison: z.object({ from: z.int(), to: z.int(), blocks: z.custom<DiffBlock[]>((value) => Array.isArray(value)), title: z.tuple([z.string(), z.string()]), acceptance: z.tuple([Acceptance, Acceptance]) }).nullable(),
  }),
  async resource({ db, input }) {
    const terms = await db.terms.findUnique({ where: { slug: input.slug }, include: { revisions: { orderBy: { revision: "desc" }, take: 200, include: { _count: { select: { tickets: true } } } }, series: { select: { id: true, name: true }, orderBy: { name: "asc" }, take: 200 } } });
    if (!terms) throw new MunimentError("ResourceNotFound");
    return terms;
  },
  handle({ input, resource: { slug, revisions, series } }) {
    const [newest] = revisions;
    if (!newest) throw new MunimentError("ResourceNotFound");
    const to = revisions.find(({ revision }) => revision === (input.to ?? newest.revision));
    const from = revisions.find(({ revision }) => revision === (input.from ?? (to?.revision ?? 1) - 1));
    const comparison =
      from && to && from.revision !== to.revision
        ? {
            from: from.revision,
            to: to.revision,
            blocks: diffTerms(TermsSections.parse(from.body), TermsSections.parse(to.body)),
            title: [from.title, to.title] satisfies [string, string],
            acceptance: [from.acceptance, to.acceptance] satisfies [string, string],
          }
        : null;
    return Promise.resolve({
      slug,
      title: newest.title,
      acceptance: newest.acceptance,
      sections: TermsSections.parse(newest.body),
      revisions: revisions.map((row) => ({ revision: row.revision, title: row.title, acceptance: row.acceptance, createdAt: row.createdAt, sha256: Buffer.from(row.sha256).toString("hex"), tickets: row._count.tickets })),
      series: series.map(({ id, name }) => ({ reportId: id, name })),
      comparison,
    });
  },
  record: ({ input }) => ({ resources: [`terms/${input.slug}`] }),
});
