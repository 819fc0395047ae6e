import { z } from "zod";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { lockResource } from "./find-resource";
import { ResourceSlug, resourceResource } from "./models";
import { t } from "@/lib/texts/text";

/** Takes a resource from customers. Its revisions stay on record, and publishing a new one brings it back. */
export const retireResource = operation({
  name: "resources:RetireResource",
  summary: "Takes a resource from customers; its revisions stay on record.",
  access: "Write",
  reach: "member",
  input: z.object({ slug: ResourceSlug }),
  output: z.object({ slug: z.string() }),
  resource: ({ db, input }) => lockResource(db, input.slug),
  async handle({ db, resource }) {
    if (resource.state !== "PUBLISHED") throw new MunimentError("Conflict", t("Customers do not see this resource: there is nothing to retire."));
    await db.resource.update({ where: { id: resource.id }, data: { state: "RETIRED" } });
    return { slug: resource.slug };
  },
  record: ({ resource }) => ({ resources: [resourceResource(resource.slug, resource.revision ?? undefined)] }),
  recordRefusal: ({ input }) => ({ resources: [resourceResource(input.slug)] }),
});
