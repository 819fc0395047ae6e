import type { Db } from "@/lib/database/client";
import { MunimentError } from "@/lib/operations/errors";
import { isTopic, type Written } from "./models";
import { t } from "@/lib/texts/text";

/** A resource in any state, with its draft. @throws MunimentError ResourceNotFound */
export async function findResource(db: Db, slug: string) {
  const resource = await db.resource.findUnique({ where: { slug }, include: { draft: true } });
  if (!resource) throw new MunimentError("ResourceNotFound", t("There is no resource of this short name."));
  return resource;
}
export type FoundResource = Awaited<ReturnType<typeof findResource>>;

/** {@link findResource}, held until the transaction ends: revisions have no gaps and no twins. */
export async function lockResource(db: Db, slug: string): Promise<FoundResource> {
  await db.$queryRaw`SELECT id FROM resource WHERE slug = ${slug} FOR UPDATE`;
  return findResource(db, slug);
}

type Stored = { kind: Written["kind"]; title: string; summary: string; body: string; language: string; programs: string[]; topics: string[] };

/** A stored text in the shape in which it is written. A topic that there is no more is left out. */
export const writtenOf = ({ kind, title, summary, body, language, programs, topics }: Stored): Written => ({ kind, title, summary, body, language, programs, topics: topics.filter(isTopic) });
