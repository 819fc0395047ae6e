import type { Db } from "@/lib/database/client";
import { groups, type Group } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { hashToken } from "./token";

type Found = { id: string; email: string; name: string; group: Group; expiresAt: Date; account: { id: string; name: string; organizationId: string; organization: { name: string } } };

/** The open invitation behind a link. @throws MunimentError LinkInvalid, the same for unknown, used, taken back and expired */
export async function findInvitation(db: Db, token: string): Promise<Found> {
  const invitation = await db.invitation.findUnique({
    where: { tokenHash: hashToken(token) },
    include: { account: { select: { id: true, name: true, organizationId: true, organization: { select: { name: true } } } } },
  });
  const group = groups.find((known) => known === invitation?.group);
  if (!invitation || !group || invitation.acceptedAt || invitation.revokedAt || invitation.expiresAt <= now()) {
    throw new MunimentError("LinkInvalid", "This invitation has expired, was taken back or was used already. Ask the person who invited you for a new one.");
  }
  return { id: invitation.id, email: invitation.email, name: invitation.name, group, expiresAt: invitation.expiresAt, account: invitation.account };
}
