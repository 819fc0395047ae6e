import type { Db } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import type { MemberCaller } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { msg, t } from "@/lib/texts/text";

export type FoundAccountInvitation = {
  id: string;
  accountId: string;
  unitId: string | null;
  organization: { id: string; name: string; kind: "OPERATOR" | "CUSTOMER" };
};

const gone = msg("This invitation was answered, taken back or has run out. Ask the organization for a new one.");

/** The open invitation to the account that the caller works in. @throws MunimentError ResourceNotFound; Conflict where it is no longer open */
export async function accountInvitationFor(db: Db, caller: MemberCaller, invitationId: string): Promise<FoundAccountInvitation> {
  const invitation = await asSystem("the organization that invites an account is none of its own yet", () => db.accountInvitation.findFirst({
    where: { id: invitationId, accountId: caller.account.id },
    select: { id: true, accountId: true, unitId: true, acceptedAt: true, declinedAt: true, revokedAt: true, expiresAt: true, organization: { select: { id: true, name: true, kind: true } } },
  }));
  if (!invitation) throw new MunimentError("ResourceNotFound");
  const { acceptedAt, declinedAt, revokedAt, expiresAt, ...found } = invitation;
  if (acceptedAt || declinedAt || revokedAt || expiresAt <= now()) throw new MunimentError("Conflict", t(gone));
  return found;
}

/** Marks an open invitation as answered, once. @throws MunimentError Conflict where another was quicker */
export async function answerInvitation(db: Db, id: string, answer: { acceptedAt: Date } | { declinedAt: Date } | { revokedAt: Date }): Promise<void> {
  const answered = await db.accountInvitation.updateMany({ where: { id, acceptedAt: null, declinedAt: null, revokedAt: null }, data: answer });
  if (answered.count !== 1) throw new MunimentError("Conflict", t(gone));
}
