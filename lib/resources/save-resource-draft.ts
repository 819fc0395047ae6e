import { z } from "zod";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { lockResource } from "./find-resource";
import { ResourceSlug, resourceResource, Written } from "./models";
import { listedFacts } from "./searchable";
import { t } from "@/lib/texts/text";

/** Keeps what staff write of the next revision. Customers go on seeing the published one. */
export const saveResourceDraft = operation({
  name: "resources:SaveResourceDraft",
  summary: "Saves the draft of a resource's next revision; customers go on seeing the published one.",
  access: "Write",
  reach: "member",
  input: Written.extend({
    slug: ResourceSlug,
    /** Which save the writer began from; 0 where there was no draft. */
    seen: z.coerce.number().int().min(0).max(1_000_000),
  }),
  output: z.object({ slug: z.string(), save: z.int() }),
  resource: ({ db, input }) => lockResource(db, input.slug),
  async handle({ db, caller, input, resource }) {
    const { slug, seen, ...written } = input;
    const save = resource.draft?.save ?? 0;
    if (save !== seen) {
      throw new MunimentError(
        "Conflict",
        resource.draft
          ? t("{name} saved this draft while you wrote, and nothing of yours was saved. The form shows what you wrote: send it again to put it in the place of theirs, or open the page afresh to see theirs first.", { name: resource.draft.savedByName })
          : t("The draft was published or thrown away while you wrote, and nothing of yours was saved. The form shows what you wrote: send it again to begin the next draft with it."),
      );
    }
    const facts = { ...written, save: save + 1, savedAt: now(), savedByName: caller.name };
    await db.resourceDraft.upsert({ where: { resourceId: resource.id }, create: { resourceId: resource.id, ...facts }, update: facts });
    if (resource.state === "DRAFT") await db.resource.update({ where: { id: resource.id }, data: listedFacts(written) });
    return { slug, save: save + 1 };
  },
  record: ({ input, output }) => ({ resources: [resourceResource(input.slug)], parameters: { save: output.save, title: input.title } }),
  recordRefusal: ({ input }) => ({ resources: [resourceResource(input.slug)] }),
});
