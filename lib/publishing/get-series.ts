import { z } from "zod";
import { operation } from "@/lib/operations/operation";
import { MunimentError } from "@/lib/operations/errors";
import { Category, isoDay, Kind, ReportId } from "@/lib/reports/models";
import { whatChanged } from "./what-changed";

const mostVersions = 200;
export const VersionState = z.enum(["PUBLISHED", "UNPUBLISHED", "SUPERSEDED", "WITHDRAWN"]);

const Version = z.object({
  version: z.int(),
  kind: Kind,
  extendsVersion: z.int().nullable(),
  title: z.string(),
  auditor: z.string(),
  periodStart: z.string().nullable(),
  periodEnd: z.string().nullable(),
  state: VersionState,
  isLatest: z.boolean(),
  supersededBy: z.int().nullable(),
  endReason: z.string(),
  publishedAt: z.date(),
  publishedBy: z.string().nullable(),
  pages: z.int(),
  bytes: z.int(),
  sha256: z.string(),
  /** In the publisher's words. */
  changes: z.string(),
  /** Compared with the version of its kind before it; null for the first. */
  changed: z.array(z.object({ what: z.string(), from: z.string(), to: z.string() })).nullable(),
});

/** A series as those who publish see it: all its facts, and every version with its state and what changed. */
export const getSeries = operation({
  name: "publishing:GetSeries",
  summary: "A series with all its facts and versions, whatever their state.",
  access: "Read",
  reach: "member",
  browsing: true,
  input: z.object({ reportId: ReportId }),
  output: z.object({
    reportId: ReportId,
    slug: z.string(),
    name: z.string(),
    description: z.string(),
    program: z.string(),
    product: z.string(),
    category: Category,
    language: z.string(),
    shareWith: z.string(),
    askable: z.boolean(),
    viewOnly: z.boolean(),
    terms: z.object({ slug: z.string(), title: z.string(), revision: z.int() }),
    /** Null: every customer. */
    organizations: z.array(z.object({ slug: z.string(), name: z.string() })).nullable(),
    requires: z.array(z.object({ slug: z.string(), name: z.string() })),
    owner: z.object({ id: z.uuid(), name: z.string(), email: z.string() }).nullable(),
    versions: z.array(Version),
  }),
  async resource({ db, input }) {
    const series = await db.reportSeries.findUnique({
      where: { id: input.reportId },
      include: {
        terms: { select: { slug: true, revisions: { orderBy: { revision: "desc" }, take: 1, select: { title: true, revision: true } } } },
        audiences: { select: { organization: { select: { slug: true, name: true } } }, take: 200 },
        requires: { select: { agreement: { select: { slug: true, name: true } } }, take: 50 },
      },
    });
    if (!series) throw new MunimentError("ResourceNotFound");
    return series;
  },
  async handle({ db, resource: series }) {
    const rows = await db.reportVersion.findMany({ where: { seriesId: series.id }, orderBy: { version: "desc" }, take: mostVersions, omit: { manifest: true, searchText: true } });
    const wanted = [...new Set([...rows.map(({ publishedBy }) => publishedBy), series.ownerId].flatMap((id) => (id === null ? [] : [id])))];
    const people = await db.person.findMany({ where: { id: { in: wanted } }, select: { id: true, name: true, email: true } });
    const comparable = rows.map((row) => ({
      ...row,
      periodStart: row.periodStart && isoDay(row.periodStart),
      periodEnd: row.periodEnd && isoDay(row.periodEnd),
      bytes: row.originalBytes,
      sha256: Buffer.from(row.originalSha256).toString("hex"),
    }));
    const [terms] = series.terms.revisions;
    return {
      reportId: series.id,
      slug: series.slug,
      name: series.name,
      description: series.description,
      program: series.program,
      product: series.product,
      category: series.category,
      language: series.language,
      shareWith: series.shareWith,
      askable: series.askable,
      viewOnly: series.viewOnly,
      terms: { slug: series.terms.slug, title: terms?.title ?? series.terms.slug, revision: terms?.revision ?? 1 },
      organizations: series.audience === "NAMED" ? series.audiences.map(({ organization }) => organization).sort((left, right) => left.name.localeCompare(right.name)) : null,
      requires: series.requires.map(({ agreement }) => agreement),
      owner: people.find(({ id }) => id === series.ownerId) ?? null,
      versions: comparable.map((row, index) => {
        const before = comparable.slice(index + 1).find(({ kind }) => kind === row.kind);
        return { ...row, publishedBy: people.find(({ id }) => id === row.publishedBy)?.name ?? null, changed: before ? whatChanged(before, row) : null };
      }),
    };
  },
  record: ({ input }) => ({ resources: [`report/${input.reportId}`] }),
});
