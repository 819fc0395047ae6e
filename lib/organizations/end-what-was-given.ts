import { endGrants } from "@/lib/access/roles/end-grants";
import { expireResetLinks } from "@/lib/identity/expire-reset-links";
import type { Db } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import { now } from "@/lib/operations/clock";
import type { Preview } from "./change";

const because = "what an organization gave in an account ends with its say there";

const waiting = (accountId: string, at: Date) => ({ accountId, state: "OPEN" as const, expiresAt: { gt: at } });
const running = (accountId: string, at: Date) => ({ accountId, state: "APPROVED" as const, endedAt: null, untilAt: { gt: at } });

/** What {@link endWhatWasGiven} would end: roles with the policies that they lose and the grants that end, by name, open invitations of members, requests. */
export function loadWhatWasGiven(db: Db, accountId: string, organizationId: string): Promise<Preview["ends"]> {
  return asSystem(because, async () => {
    const at = now();
    const roles = await db.role.findMany({
      where: { accountId, deletedAt: null },
      orderBy: [{ name: "asc" }, { id: "asc" }],
      select: {
        name: true,
        policies: { where: { policy: { organizationId } }, select: { policy: { select: { name: true } } } },
        _count: { select: { grants: { where: { endedAt: null, untilAt: { gt: at } } } } },
      },
    });
    return {
      roles: roles.map(({ name, policies, _count }) => ({ role: name, policies: policies.map(({ policy }) => policy.name).sort(), grants: _count.grants })).filter(({ policies, grants }) => policies.length + grants > 0),
      invitations: await db.invitation.count({ where: { accountId, grantId: null, acceptedAt: null, revokedAt: null, expiresAt: { gt: at } } }),
      access: await db.accessRequest.count({ where: running(accountId, at) }),
      requests: await db.accessRequest.count({ where: waiting(accountId, at) }),
    };
  });
}

/**
 * Ends everything in an account by which its organization, or one that it goes away from, lets people in or lets them do more: open invitations, grants of
 * roles and the policies that the organization attached to them, reset links, access on request, and requests that nobody could decide any more.
 */
export function endWhatWasGiven(db: Db, accountId: string, organizationId: string, by: string): Promise<void> {
  return asSystem(because, async () => {
    const at = now();
    // Invitations first: whoever is accepting one at this moment is waited for.
    await db.invitation.updateMany({ where: { accountId, acceptedAt: null, revokedAt: null }, data: { revokedAt: at } });
    await expireResetLinks(db, { accountIds: [accountId] });
    await endGrants(db, { role: { accountId } }, by, at);
    await db.policyAttachment.deleteMany({ where: { role: { accountId }, policy: { organizationId } } });
    await db.accessRequest.updateMany({ where: running(accountId, at), data: { endedAt: at, endedBy: by } });
    await db.accessRequest.updateMany({ where: { accountId, state: "OPEN" }, data: { state: "WITHDRAWN" } });
  });
}
