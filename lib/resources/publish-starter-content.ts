import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { now } from "@/lib/operations/clock";
import { operation } from "@/lib/operations/operation";
import { ResourceSlug, resourceResource, Written } from "./models";
import { putRevision } from "./put-revision";
import { listedFacts } from "./searchable";

/**
 * Publishes the resources that come with the portal, each once: what staff changed or retired since is left alone, because its short name is there already.
 */
export const publishStarterContent = operation({
  name: "resources:PublishStarterContent",
  summary: "Publishes those resources that come with the portal and are not there yet.",
  access: "Write",
  reach: "staff",
  door: "internal",
  input: z.object({ resources: z.array(Written.extend({ slug: ResourceSlug })).max(500) }),
  output: z.object({ published: z.array(z.string()) }),
  async handle({ db, input }) {
    const at = now();
    const there = new Set((await db.resource.findMany({ where: { slug: { in: input.resources.map(({ slug }) => slug) } }, select: { slug: true } })).map(({ slug }) => slug));
    const missing = input.resources.filter(({ slug }) => !there.has(slug));
    for (const { slug, ...written } of missing) {
      const id = uuidv7({ msecs: at.getTime() });
      await db.resource.create({ data: { id, slug, state: "DRAFT", ...listedFacts(written), createdAt: at } });
      await putRevision(db, { id }, written, { at, by: { personId: null, name: "Muniment" }, note: "Comes with the portal." });
    }
    return { published: missing.map(({ slug }) => slug) };
  },
  record: ({ output }) => ({ resources: output.published.slice(0, 50).map((slug) => resourceResource(slug, 1)), parameters: { published: output.published.length } }),
});
