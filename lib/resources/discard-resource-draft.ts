import { z } from "zod";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { lockResource } from "./find-resource";
import { ResourceSlug, resourceResource } from "./models";
import { t } from "@/lib/texts/text";

/** Throws the draft away. What is published stays as it is. */
export const discardResourceDraft = operation({
  name: "resources:DiscardResourceDraft",
  summary: "Throws a draft away; what is published stays as it is.",
  access: "Write",
  reach: "member",
  input: z.object({ slug: ResourceSlug }),
  output: z.object({ slug: z.string() }),
  resource: ({ db, input }) => lockResource(db, input.slug),
  async handle({ db, resource }) {
    if (!resource.draft) throw new MunimentError("Conflict", t("There is no draft of this resource."));
    if (resource.state === "DRAFT") throw new MunimentError("Conflict", t("This resource was never published: without its draft there is nothing of it. Go on writing, or leave it unpublished."));
    await db.resourceDraft.delete({ where: { resourceId: resource.id } });
    return { slug: resource.slug };
  },
  record: ({ input }) => ({ resources: [resourceResource(input.slug)] }),
  recordRefusal: ({ input }) => ({ resources: [resourceResource(input.slug)] }),
});
