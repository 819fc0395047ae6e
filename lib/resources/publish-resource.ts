import { z } from "zod";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { lockResource, writtenOf } from "./find-resource";
import { ResourceSlug, resourceResource } from "./models";
import { putRevision } from "./put-revision";
import { msg, t } from "@/lib/texts/text";

/** Publishes the draft as the next revision, which never changes afterwards. A retired resource is there again. */
export const publishResource = operation({
  name: "resources:PublishResource",
  summary: "Publishes a resource's draft as its next revision, which never changes afterwards.",
  access: "Write",
  reach: "member",
  input: z.object({
    slug: ResourceSlug,
    /** Which save is published: the one that was previewed. */
    seen: z.coerce.number().int().min(1).max(1_000_000),
    note: z.string().trim().max(300, msg("At most 300 characters.")).default(""),
  }),
  output: z.object({ slug: z.string(), revision: z.int() }),
  resource: ({ db, input }) => lockResource(db, input.slug),
  async handle({ db, caller, input, resource }) {
    const { draft } = resource;
    if (!draft) throw new MunimentError("Conflict", t("There is no draft to publish. Write and save one first."));
    if (draft.save !== input.seen) throw new MunimentError("Conflict", t("{name} saved this draft after you looked at it. Read it as it is now, then publish it.", { name: draft.savedByName }));
    if (draft.body.trim() === "") throw new MunimentError("ValidationException", t("There is no text to publish yet. Write it and save the draft first."), { fields: [{ field: "body", message: t("Write the text.") }] });
    const revision = await putRevision(db, resource, writtenOf(draft), { at: now(), by: caller, note: input.note });
    await db.resourceDraft.delete({ where: { resourceId: resource.id } });
    return { slug: resource.slug, revision };
  },
  record: ({ output, input }) => ({ resources: [resourceResource(output.slug, output.revision)], parameters: { note: input.note } }),
  recordRefusal: ({ input }) => ({ resources: [resourceResource(input.slug)] }),
});
