import { z } from "zod";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { findResource, writtenOf } from "./find-resource";
import { ResourceSlug, resourceResource, ResourceState, Written } from "./models";
import { t } from "@/lib/texts/text";

const most = 200;

/** Every revision of a resource, newest first, and one of them whole: the newest unless named. */
export const listResourceRevisions = operation({
  name: "resources:ListResourceRevisions",
  summary: "The revisions of a resource, newest first, with the text of one of them.",
  access: "List",
  reach: "member",
  browsing: true,
  input: z.object({ slug: ResourceSlug, revision: z.coerce.number().int().min(1).max(100_000).optional() }),
  output: z.object({
    slug: z.string(),
    state: ResourceState,
    inForce: z.int().nullable(),
    draft: z.boolean(),
    revisions: z.array(z.object({ revision: z.int(), title: z.string(), note: z.string(), publishedAt: z.date(), publishedByName: z.string() })),
    text: z.object({ revision: z.int(), written: z.custom<Written>((value) => Written.safeParse(value).success), before: z.string().nullable() }),
  }),
  resource: ({ db, input }) => findResource(db, input.slug),
  async handle({ db, input, resource }) {
    const revisions = await db.resourceRevision.findMany({ where: { resourceId: resource.id }, orderBy: { revision: "desc" }, take: most, select: { revision: true, title: true, note: true, publishedAt: true, publishedByName: true } });
    const wanted = input.revision ?? revisions[0]?.revision;
    const text = wanted === undefined ? null : await db.resourceRevision.findUnique({ where: { resourceId_revision: { resourceId: resource.id, revision: wanted } } });
    if (!text) throw new MunimentError("ResourceNotFound", t("There is no such revision of this resource."));
    const before = await db.resourceRevision.findUnique({ where: { resourceId_revision: { resourceId: resource.id, revision: text.revision - 1 } }, select: { body: true } });
    return {
      slug: resource.slug,
      state: resource.state,
      inForce: resource.state === "PUBLISHED" ? resource.revision : null,
      draft: resource.draft !== null,
      revisions,
      text: { revision: text.revision, written: writtenOf(text), before: before?.body ?? null },
    };
  },
  record: ({ input, output }) => ({ resources: [resourceResource(input.slug, output.text.revision)] }),
  recordRefusal: ({ input }) => ({ resources: [resourceResource(input.slug)] }),
});
