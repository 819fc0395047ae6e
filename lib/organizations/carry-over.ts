import type { Db } from "@/lib/database/client";
import { groups } from "@/lib/operations/caller";
import type { TreeChange } from "./change";
import { endWhatWasGiven } from "./end-what-was-given";
import { placeAccount, type Standing } from "./place-account";
import { groupAfter } from "./plan-change";

/**
 * Takes an account from its organization into another. The old organization's say ends: its guardrails on the account and the policies that it gave to
 * members and roles go, or it could still change what they may do; so do grants of roles, open invitations and access on request, which the new
 * organization never decided. Guardrails by the operator's policies go along. Admins become those of the new place.
 * @param by the person who makes the change
 */
export async function carryOver(db: Db, kind: TreeChange["kind"], accountId: string, from: string, to: string, by: string, standing: Standing): Promise<void> {
  await db.guardrailAttachment.deleteMany({ where: { accountId, policy: { organizationId: from } } });
  await db.guardrailAttachment.updateMany({ where: { accountId }, data: { organizationId: to } });
  await db.policyAttachment.deleteMany({ where: { accountId, policy: { organizationId: from } } });
  await endWhatWasGiven(db, accountId, from, by);
  for (const group of groups) {
    const becomes = groupAfter(kind, group);
    if (becomes === group) continue;
    await db.membership.updateMany({ where: { accountId, group }, data: { group: becomes } });
  }
  await placeAccount(db, accountId, to, standing);
}
