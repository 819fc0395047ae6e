import { z } from "zod";
import { operation } from "@/lib/operations/operation";
import { findResource, writtenOf } from "./find-resource";
import { ResourceSlug, resourceResource, ResourceState, Written } from "./models";

/** What the next revision of a resource is written from: its draft, or the newest revision where there is none. */
export const getResourceDraft = operation({
  name: "resources:GetResourceDraft",
  summary: "What the next revision of a resource is written from: its draft, or the newest revision.",
  access: "Read",
  reach: "member",
  browsing: true,
  input: z.object({ slug: ResourceSlug }),
  output: z.object({
    slug: z.string(),
    state: ResourceState,
    revision: z.int().nullable(),
    written: z.custom<Written>((value) => Written.safeParse(value).success),
    /** 0 where there is no draft. */
    save: z.int(),
    saved: z.object({ at: z.date(), byName: z.string() }).nullable(),
  }),
  resource: ({ db, input }) => findResource(db, input.slug),
  async handle({ db, resource }) {
    const { slug, state, revision, draft } = resource;
    if (draft) return { slug, state, revision, written: writtenOf(draft), save: draft.save, saved: { at: draft.savedAt, byName: draft.savedByName } };
    const text = await db.resourceRevision.findUniqueOrThrow({ where: { resourceId_revision: { resourceId: resource.id, revision: revision ?? 0 } } });
    return { slug, state, revision, written: writtenOf(text), save: 0, saved: null };
  },
  record: ({ input }) => ({ resources: [resourceResource(input.slug)] }),
  recordRefusal: ({ input }) => ({ resources: [resourceResource(input.slug)] }),
});
