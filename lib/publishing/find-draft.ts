import type { Db } from "@/lib/database/client";
import { MunimentError } from "@/lib/operations/errors";
import { t } from "@/lib/texts/text";

/** Drafts are the operator's, and its staff work on them together. @throws MunimentError ResourceNotFound, also for those that were thrown away */
export async function findDraft(db: Db, draftId: string) {
  const draft = await db.draft.findUnique({ where: { id: draftId } });
  if (!draft || draft.state === "DISCARDED") throw new MunimentError("ResourceNotFound", t("There is no such draft. It may have been thrown away."));
  return draft;
}

export type Draft = Awaited<ReturnType<typeof findDraft>>;

/** A draft that can still be changed: prepared, or to be. @throws MunimentError Conflict */
export function openDraft(draft: Draft): Draft {
  if (draft.state === "PUBLISHED") throw new MunimentError("Conflict", t("This draft was published already, as version {version}. A version never changes: upload a new one.", { version: String(draft.version ?? "?") }));
  if (draft.state === "REFUSED") throw new MunimentError("Conflict", t("This document was refused. Upload another one."));
  return draft;
}
