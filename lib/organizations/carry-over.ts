import type { Db } from "@/lib/database/client";
import { groups } from "@/lib/operations/caller";
import type { TreeChange } from "./change";
import { placeAccount, type Standing } from "./place-account";
import { groupAfter } from "./plan-change";

/**
 * Takes an account from its organization into another. The old organization's say ends: its guardrails on the account and the policies that it gave to
 * members go, or it could still change what they may do. Guardrails by the operator's policies go along. Admins become those of the new place.
 */
export async function carryOver(db: Db, kind: TreeChange["kind"], accountId: string, from: string, to: string, standing: Standing): Promise<void> {
  await db.guardrailAttachment.deleteMany({ where: { accountId, policy: { organizationId: from } } });
  await db.guardrailAttachment.updateMany({ where: { accountId }, data: { organizationId: to } });
  await db.policyAttachment.deleteMany({ where: { accountId, policy: { organizationId: from } } });
  for (const group of groups) {
    const becomes = groupAfter(kind, group);
    if (becomes === group) continue;
    await db.membership.updateMany({ where: { accountId, group }, data: { group: becomes } });
    await db.invitation.updateMany({ where: { accountId, group, acceptedAt: null }, data: { group: becomes } });
  }
  await placeAccount(db, accountId, to, standing);
}
