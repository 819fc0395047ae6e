import type { Db } from "@/lib/database/client";
import { groups, type Standing } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { hashToken } from "./token";
import { t } from "@/lib/texts/text";

/** Into an account as a member of a group, or with the group `role` into a role without becoming a member. */
type Found = { id: string; email: string; name: string; group: Standing; grant: { id: string; roleName: string; fromAt: Date; untilAt: Date } | null; expiresAt: Date; account: { id: string; name: string; organizationId: string; organization: { name: string } } };

/** The open invitation behind a link. @throws MunimentError LinkInvalid, the same for unknown, used, taken back and expired */
export async function findInvitation(db: Db, token: string): Promise<Found> {
  const invitation = await db.invitation.findUnique({
    where: { tokenHash: hashToken(token) },
    include: { grant: { include: { role: { select: { name: true } } } }, account: { select: { id: true, name: true, organizationId: true, organization: { select: { name: true } } } } },
  });
  const grant = invitation?.grant ? { id: invitation.grant.id, roleName: invitation.grant.role.name, fromAt: invitation.grant.fromAt, untilAt: invitation.grant.untilAt } : null;
  const group = grant ? ("role" as const) : groups.find((known) => known === invitation?.group);
  if (!invitation || !group || invitation.acceptedAt || invitation.revokedAt || invitation.expiresAt <= now()) {
    throw new MunimentError("LinkInvalid", t("This invitation has expired, was taken back or was used already. Ask the person who invited you for a new one."));
  }
  return { id: invitation.id, email: invitation.email, name: invitation.name, group, grant, expiresAt: invitation.expiresAt, account: invitation.account };
}
