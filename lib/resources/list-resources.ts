import { z } from "zod";
import { Prisma } from "@/lib/database/generated/client";
import { operation } from "@/lib/operations/operation";
import { searchQueryOf } from "@/lib/reports/search-text";
import { isStaff } from "@/lib/reports/visible";
import { ResourceKind, ResourceLink, ResourceState, Topic, topics } from "./models";

export const resourcesPerPage = 24;
const Count = z.array(z.object({ value: z.string(), count: z.int() }));

const columns = {
  kind: Prisma.sql`SELECT r.kind::text AS value`,
  topic: Prisma.sql`SELECT unnest(r.topics) AS value`,
  program: Prisma.sql`SELECT unnest(r.programs) AS value`,
} as const;

/** What resources can be narrowed by. Values of one list count as "or", the lists together as "and". */
export const ResourceFilter = z.object({
  query: z.string().trim().max(200).default(""),
  kind: z.array(ResourceKind).max(4).default([]),
  topic: z.array(Topic).max(topics.length).default([]),
  program: z.array(z.string().max(64)).max(50).default([]),
  /** For staff: what customers do not see. */
  state: z.enum(["PUBLISHED", "DRAFT", "RETIRED"]).default("PUBLISHED"),
});
export type ResourceFilter = z.infer<typeof ResourceFilter>;
type Dimension = keyof typeof columns;

function conditions(filter: ResourceFilter, without?: Dimension): Prisma.Sql {
  // For staff a revision that is being written counts as a draft too.
  const state = filter.state === "DRAFT" ? Prisma.sql`EXISTS (SELECT 1 FROM resource_draft d WHERE d.resource_id = r.id)` : Prisma.sql`r.state = ${filter.state}::"ResourceState"`;
  const query = filter.query === "" ? undefined : searchQueryOf(filter.query);
  const parts = [
    state,
    ...(query === undefined ? [] : [query === null ? Prisma.sql`FALSE` : Prisma.sql`r.id IN (SELECT resources_matching(to_tsquery('simple', ${query})))`]),
    ...(without === "kind" || filter.kind.length === 0 ? [] : [Prisma.sql`r.kind::text = ANY(${filter.kind}::text[])`]),
    ...(without === "topic" || filter.topic.length === 0 ? [] : [Prisma.sql`r.topics && ${filter.topic}::text[]`]),
    ...(without === "program" || filter.program.length === 0 ? [] : [Prisma.sql`r.programs && ${filter.program}::text[]`]),
  ];
  return Prisma.join(parts, " AND ");
}

/** The resources of the Compliance Center, searched and filtered, a page of them, with counts per kind, topic and program. */
export const listResources = operation({
  name: "resources:ListResources",
  summary: "The resources of the Compliance Center, searched and filtered, with counts.",
  access: "List",
  reach: "member",
  browsing: true,
  input: ResourceFilter.extend({ page: z.coerce.number().int().min(1).max(500).default(1) }),
  output: z.object({
    rows: z.array(ResourceLink.extend({ state: ResourceState, topics: z.array(z.string()), programs: z.array(z.string()), revision: z.int().nullable(), publishedAt: z.date().nullable(), draft: z.boolean() })),
    total: z.int(),
    page: z.int(),
    counts: z.object({ kind: Count, topic: Count, program: Count }),
    /** For staff: how many are being written and were retired, whatever the filter. */
    staff: z.object({ drafts: z.int(), retired: z.int() }).nullable(),
  }),
  async handle({ db, caller, input }) {
    const { page, ...asked } = input;
    const staff = isStaff(caller);
    const filter: ResourceFilter = staff ? asked : { ...asked, state: "PUBLISHED" };
    const query = filter.query === "" ? null : searchQueryOf(filter.query);
    // Words of the title weigh most; without a search the newest come first.
    const order = query === null ? Prisma.sql`r.published_at DESC NULLS FIRST` : Prisma.sql`(to_tsvector('simple', lower(r.title)) @@ to_tsquery('simple', ${query})) DESC`;
    const count = (dimension: Dimension): Promise<{ value: string; count: number }[]> =>
      db.$queryRaw(Prisma.sql`SELECT value, count(*)::int AS count FROM (${columns[dimension]} FROM resource r WHERE ${conditions(filter, dimension)}) c GROUP BY value ORDER BY count DESC, value`);
    const [rows, [found], kind, topic, program] = [
      await db.$queryRaw<(ResourceLink & { state: ResourceState; topics: string[]; programs: string[]; revision: number | null; publishedAt: Date | null; draft: boolean })[]>(Prisma.sql`
        SELECT r.slug, r.kind::text AS kind, r.title, r.summary, r.state::text AS state, r.topics, r.programs, r.revision, r.published_at AS "publishedAt",
          EXISTS (SELECT 1 FROM resource_draft d WHERE d.resource_id = r.id) AS draft
        FROM resource r WHERE ${conditions(filter)} ORDER BY ${order}, r.title, r.id LIMIT ${resourcesPerPage} OFFSET ${(page - 1) * resourcesPerPage}`),
      await db.$queryRaw<{ total: number }[]>(Prisma.sql`SELECT count(*)::int AS total FROM resource r WHERE ${conditions(filter)}`),
      await count("kind"),
      await count("topic"),
      await count("program"),
    ];
    return {
      rows,
      total: found?.total ?? 0,
      page,
      counts: { kind, topic, program },
      staff: staff ? { drafts: await db.resourceDraft.count(), retired: await db.resource.count({ where: { state: "RETIRED" } }) } : null,
    };
  },
  record: ({ input, output }) => ({ parameters: { query: input.query, kind: input.kind, topic: input.topic, program: input.program, results: output.total } }),
});
