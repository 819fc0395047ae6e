import { z } from "zod";
import type { Db } from "@/lib/database/client";
import { Uuid } from "@/lib/identity/models";

/** What a draft is for: the id of a policy, or a new one. */
export const DraftPlace = z.union([z.literal("new"), Uuid]);

/** Far more than a policy may have: what is too long to be saved must not be lost either. In UTF-16 units. */
export const maxDraftLength = 200_000;
export const maxDrafts = 50;

/** Throws a person's draft away, if there is one: once it is saved, it is no draft any more. */
export async function dropDraft(db: Db, personId: string, place: string): Promise<void> {
  await db.policyDraft.deleteMany({ where: { personId, place } });
}
