import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { ResourceKind, ResourceSlug, resourceResource, Summary, Title } from "./models";
import { listedFacts } from "./searchable";
import { t } from "@/lib/texts/text";

/** Staff open a resource. It begins as a draft that customers do not see. */
export const createResource = operation({
  name: "resources:CreateResource",
  summary: "Opens a resource as a draft, which customers do not see.",
  access: "Write",
  reach: "member",
  input: z.object({ slug: ResourceSlug, kind: ResourceKind, title: Title, summary: Summary }),
  output: z.object({ slug: z.string() }),
  async handle({ db, caller, input }) {
    const at = now();
    if (await db.resource.findUnique({ where: { slug: input.slug }, select: { id: true } })) {
      throw new MunimentError("Conflict", t("A resource with this short name exists already. Choose another."), { fields: [{ field: "slug", message: t("Taken already.") }] });
    }
    const written = { kind: input.kind, title: input.title, summary: input.summary, body: "", language: "en", programs: [], topics: [] };
    const { searchText, ...facts } = listedFacts(written);
    const id = uuidv7({ msecs: at.getTime() });
    await db.resource.create({ data: { id, slug: input.slug, state: "DRAFT", ...facts, searchText, createdAt: at } });
    await db.resourceDraft.create({ data: { resourceId: id, ...written, save: 1, savedAt: at, savedByName: caller.name } });
    return { slug: input.slug };
  },
  record: ({ input }) => ({ resources: [resourceResource(input.slug)], parameters: { kind: input.kind, title: input.title } }),
});
