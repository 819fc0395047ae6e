import { z } from "zod";
import { Prisma } from "@/lib/database/generated/client";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { isStaff } from "@/lib/reports/visible";
import { ResourceKind, ResourceLink, ResourceSlug, resourceResource, ResourceState, Topic } from "./models";
import { writtenOf } from "./find-resource";

const mostRelated = 5;

/** A published resource, whole, with others that are about the same. Staff also open what was retired. */
export const getResource = operation({
  name: "resources:GetResource",
  summary: "A resource of the Compliance Center, whole, with related ones.",
  access: "Read",
  reach: "member",
  browsing: true,
  input: z.object({ slug: ResourceSlug }),
  output: z.object({
    slug: z.string(),
    state: ResourceState,
    kind: ResourceKind,
    title: z.string(),
    summary: z.string(),
    /** Markdown. */
    body: z.string(),
    language: z.string(),
    programs: z.array(z.string()),
    topics: z.array(Topic),
    revision: z.int(),
    publishedAt: z.date(),
    /** For staff: whether a next revision is being written. */
    draft: z.boolean(),
    related: z.array(ResourceLink),
  }),
  async resource({ db, caller, input }) {
    const resource = await db.resource.findUnique({ where: { slug: input.slug }, include: { draft: { select: { save: true } } } });
    const shown = resource?.state === "PUBLISHED" || (resource?.state === "RETIRED" && isStaff(caller));
    const text = resource && shown && resource.revision !== null ? await db.resourceRevision.findUnique({ where: { resourceId_revision: { resourceId: resource.id, revision: resource.revision } } }) : null;
    if (!resource || !text) throw new MunimentError("ResourceNotFound");
    return { resource, text };
  },
  async handle({ db, resource: { resource, text } }) {
    const related = await db.$queryRaw<z.infer<typeof ResourceLink>[]>(Prisma.sql`
      SELECT slug, kind::text AS kind, title, summary FROM resource r
      WHERE state = 'PUBLISHED' AND id <> ${resource.id}::uuid AND (topics && ${text.topics}::text[] OR programs && ${text.programs}::text[])
      ORDER BY cardinality(ARRAY(SELECT unnest(r.programs) INTERSECT SELECT unnest(${text.programs}::text[]))) * 2
        + cardinality(ARRAY(SELECT unnest(r.topics) INTERSECT SELECT unnest(${text.topics}::text[]))) DESC, title LIMIT ${mostRelated}`);
    return { slug: resource.slug, state: resource.state, ...writtenOf(text), revision: text.revision, publishedAt: text.publishedAt, draft: resource.draft !== null, related };
  },
  record: ({ output }) => ({ resources: [resourceResource(output.slug, output.revision)] }),
  recordRefusal: ({ input }) => ({ resources: [resourceResource(input.slug)] }),
});
