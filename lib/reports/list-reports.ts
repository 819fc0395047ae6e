import { hash } from "node:crypto";
import { z } from "zod";
import { inForceAt } from "@/lib/agreements/in-force";
import { rawPool } from "@/lib/database/client";
import { Prisma } from "@/lib/database/generated/client";
import { now } from "@/lib/operations/clock";
import { operation } from "@/lib/operations/operation";
import { positionToken, readPosition, type Position } from "@/lib/operations/paging";
import { allConditions, CatalogueFilter } from "./catalogue-filter";
import { countFacets } from "./count-facets";
import { Category, Kind, ReportId } from "./models";
import { RequiredAgreement } from "./required-agreements";
import { isStaff } from "./visible";

export const sorts = ["newest", "title", "period"] as const;
export const pageSize = 25;

const sortKeys: Record<(typeof sorts)[number], { column: Prisma.Sql; cast: Prisma.Sql; shape: "time" | "text" | "day"; descending: boolean }> = {
  newest: { column: Prisma.sql`v.published_at`, cast: Prisma.sql`timestamptz`, shape: "time", descending: true },
  title: { column: Prisma.sql`v.title`, cast: Prisma.sql`text`, shape: "text", descending: false },
  // Undated documents come last.
  "period": { column: Prisma.sql`COALESCE(v.period_end, '0001-01-01'::date)`, cast: Prisma.sql`date`, shape: "day", descending: true },
};

const everything = CatalogueFilter.parse({});

const Facet = z.array(z.object({ value: z.string(), count: z.int() }));

export const CatalogueRow = z.object({
  reportId: ReportId,
  version: z.int(),
  kind: Kind,
  title: z.string(),
  description: z.string(),
  program: z.string(),
  region: z.string(),
  category: Category,
  periodStart: z.string().nullable(),
  periodEnd: z.string().nullable(),
  publishedAt: z.date(),
  /** What must be in force for the account before it gets a copy. */
  requires: z.array(RequiredAgreement),
});

type Row = {
  /** A bigint, as its digits. */
  revision: string;
  id: string | null;
  series_id: string;
  version: number;
  kind: "REPORT" | "BRIDGE_LETTER";
  title: string;
  description: string;
  program: string;
  region: string;
  category: Category;
  period_start: string | null;
  period_end: string | null;
  published_at: Date;
  sort_key: string;
  requires: { slug: string; name: string }[] | null;
};

const maxNamed = 40;
const names = new Map<string, string>();

/**
 * The first texts that come along get a name, under which a connection keeps its plan: planning costs more than the page that it finds.
 * The name comes from the text itself, because the server has more than one copy of this module and they share the connections.
 */
function named(text: string): { text: string; name?: string } {
  const name = names.get(text) ?? (names.size < maxNamed ? `list-reports-${hash("sha256", text).slice(0, 24)}` : undefined);
  if (name === undefined) return { text };
  names.set(text, name);
  return { text, name };
}

/** The catalogue as the caller may see it: one page of versions with the counts of every facet. */
export const listReports = operation({
  name: "reports:ListReports",
  summary: "The catalogue: report versions that the caller may see, filtered, searched, sorted, paged, with counts per facet.",
  access: "List",
  reach: "member",
  browsing: true,
  input: CatalogueFilter.extend({ sort: z.enum(sorts).default("newest"), page: z.string().max(1000).optional(), maxResults: z.coerce.number().int().min(1).max(100).default(pageSize) }),
  output: z.object({
    rows: z.array(CatalogueRow),
    total: z.int(),
    /** What the caller may see at all, whatever the filters. */
    readable: z.object({ versions: z.int(), programs: z.int() }),
    offset: z.int(),
    facets: z.object({ region: Facet, program: Facet, category: Facet, industry: Facet, kind: Facet }),
    next: z.string().nullable(),
    previous: z.string().nullable(),
  }),
  async handle({ caller, input }) {
    const { sort, page, maxResults, ...filter } = input;
    const { column, cast, shape, descending } = sortKeys[sort];
    const position = readPosition(page, sort, shape);
    const backwards = position?.before === true;
    const down = descending !== backwards;
    const after = position
      ? Prisma.sql`AND (${column}, v.id) ${down ? Prisma.sql`<` : Prisma.sql`>`} (${position.key}::text::${cast}, ${position.id}::text::uuid)`
      : Prisma.empty;
    const direction = down ? Prisma.sql`DESC` : Prisma.sql`ASC`;
    const { text, values } = Prisma.sql`
      SELECT c.revision, l.*, s.description,
        (SELECT json_agg(json_build_object('slug', a.slug, 'name', a.name) ORDER BY a.name) FROM series_agreement sa JOIN agreement a ON a.id = sa.agreement_id WHERE sa.series_id = l.series_id) AS requires
      FROM catalogue_state c
        LEFT JOIN LATERAL (
          SELECT v.id::text AS id, v.series_id, v.version, v.kind::text AS kind, v.title, v.program, v.region, v.category::text AS category,
            to_char(v.period_start, 'YYYY-MM-DD') AS period_start, to_char(v.period_end, 'YYYY-MM-DD') AS period_end, v.published_at, ${column}::text AS sort_key
          FROM report_version v WHERE ${allConditions(caller, filter)} ${after}
          ORDER BY ${column} ${direction}, v.id ${direction} LIMIT ${Prisma.raw(String(maxResults + 1))}) l ON TRUE
        LEFT JOIN report_series s ON s.id = l.series_id
      WHERE c.id = 1`;
    const { rows: found } = await rawPool().query<Row>({ ...named(text), values });
    const more = found.length > maxResults;
    const rows = found.filter((row) => row.id !== null).slice(0, maxResults);
    if (backwards) rows.reverse();
    const revision = found[0]?.revision ?? "0";
    const { total, counts } = await countFacets(caller, filter, revision);
    const readable = await countFacets(caller, everything, revision);
    const offset = position ? Math.max(0, position.before ? position.offset - rows.length : position.offset) : 0;
    const first = rows.at(0);
    const last = rows.at(-1);
    const staff = isStaff(caller);
    const inForce = inForceAt(caller.access.agreements, now().getTime());
    const place = (row: Row, before: boolean, at: number): Position => ({ sort, key: row.sort_key, id: row.id ?? "", before, offset: at });
    const hasPrevious = backwards ? more : position !== null;
    const hasNext = backwards || more;
    return {
      rows: rows.map((row) => ({
        reportId: row.series_id,
        version: row.version,
        kind: row.kind,
        title: row.title,
        description: row.description,
        program: row.program,
        region: row.region,
        category: row.category,
        periodStart: row.period_start,
        periodEnd: row.period_end,
        publishedAt: row.published_at,
        requires: (row.requires ?? []).map(({ slug, name }) => ({ slug, name, met: staff || inForce.includes(slug) })),
      })),
      total,
      readable: { versions: readable.total, programs: readable.counts.program.length },
      offset,
      facets: counts,
      next: hasNext && last ? positionToken(place(last, false, offset + rows.length)) : null,
      previous: hasPrevious && first ? positionToken(place(first, true, offset)) : null,
    };
  },
  record: ({ input, output }) => ({
    parameters: {
      query: input.query,
      region: input.region,
      program: input.program,
      category: input.category,
      industry: input.industry,
      covers: input.covers ?? null,
      results: output.total,
    },
  }),
});
