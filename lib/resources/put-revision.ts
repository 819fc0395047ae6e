import type { Db } from "@/lib/database/client";
import type { Written } from "./models";
import { listedFacts } from "./searchable";

type Publication = { at: Date; by: { personId: string | null; name: string }; note: string };

/** Writes the next revision and puts it in force. The caller holds the resource's row. Answers with the number. */
export async function putRevision(db: Db, resource: { id: string }, written: Written, { at, by, note }: Publication): Promise<number> {
  const last = await db.resourceRevision.findFirst({ where: { resourceId: resource.id }, orderBy: { revision: "desc" }, select: { revision: true } });
  const revision = (last?.revision ?? 0) + 1;
  await db.resourceRevision.create({ data: { resourceId: resource.id, revision, ...written, note, publishedAt: at, publishedBy: by.personId, publishedByName: by.name } });
  await db.resource.update({ where: { id: resource.id }, data: { ...listedFacts(written), state: "PUBLISHED", revision, publishedAt: at } });
  return revision;
}
