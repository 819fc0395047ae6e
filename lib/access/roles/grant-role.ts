import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { config } from "@/lib/config/config";
import type { Db } from "@/lib/database/client";
import { Email, PersonName, Uuid } from "@/lib/identity/models";
import { expireResetLinks } from "@/lib/identity/expire-reset-links";
import { keepOnceShown } from "@/lib/identity/once-shown";
import { hashToken, newToken } from "@/lib/identity/token";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { formatDateTime } from "@/lib/texts/format-date";
import { managedRole } from "../in-reach";
import { Days, Moment, periodOf } from "./models";
import { t } from "@/lib/texts/text";

const invitationValidMs = 7 * 86_400_000;
export const maxGrants = 200;

/** A second grant of one role to one person for the same time would only be confusing. */
async function refuseOverlap(db: Db, roleId: string, email: string, period: { fromAt: Date; untilAt: Date }): Promise<void> {
  const there = await db.roleGrant.findFirst({
    where: { roleId, email, endedAt: null, untilAt: { gt: period.fromAt }, fromAt: { lt: period.untilAt } },
    select: { fromAt: true, untilAt: true },
  });
  if (!there) return;
  const stretch = { from: formatDateTime(there.fromAt.toISOString()).replace(/ UTC$/, ""), until: formatDateTime(there.untilAt.toISOString()) };
  throw new MunimentError("Conflict", t("This person has the role already from {from} until {until}. End that grant first.", stretch), { fields: [{ field: "email", message: t("Granted already.") }] });
}

/**
 * Lets a person assume a role for a time. Members of the organization can do so at once; anyone else gets an invitation, whose link is shown once:
 * the answer is the same whether or not the portal knows the address.
 */
export const grantRole = operation({
  name: "access:GrantRole",
  summary: "Lets a person assume a role from one time until another; outside people are invited by a link.",
  access: "Permissions",
  reach: "member",
  stepUp: true,
  input: z.object({
    roleId: Uuid,
    email: Email,
    name: PersonName,
    /** A day or time, now if not said. */
    from: Moment.optional(),
    /** A last day, or a time; or else `days`. */
    until: Moment.optional(),
    days: Days.optional(),
    note: z.string().trim().max(300).default(""),
  }),
  output: z.object({ grantId: z.uuid(), fromAt: z.date(), untilAt: z.date(), link: z.string().nullable() }),
  resource: ({ db, caller, input }) => managedRole(db, caller, input.roleId),
  async handle({ db, caller, input, resource: role }) {
    if (caller.role) throw new MunimentError("AccessDenied", t("Nobody passes roles on while working in one. Leave the role first."));
    const period = periodOf(input);
    await db.$queryRaw`SELECT id FROM role WHERE id = ${role.id}::uuid FOR UPDATE`;
    await refuseOverlap(db, role.id, input.email, period);
    const at = now();
    if ((await db.roleGrant.count({ where: { roleId: role.id, endedAt: null, untilAt: { gt: at } } })) >= maxGrants) throw new MunimentError("Conflict", t("A role is granted {most} times at most. End a grant first.", { most: maxGrants }));
    const here = { account: { organizationId: role.account.organizationId } };
    // Whom the organization knows: its members, and whoever has accepted a role of it before.
    const member = await db.person.findFirst({ where: { email: input.email, OR: [{ memberships: { some: here } }, { roleGrants: { some: { role: here } } }] }, select: { id: true, name: true } });
    const grantId = uuidv7({ msecs: at.getTime() });
    await db.roleGrant.create({
      data: { id: grantId, roleId: role.id, personId: member?.id ?? null, email: input.email, name: member?.name ?? input.name, note: input.note, ...period, createdAt: at, createdBy: caller.personId },
    });
    if (member) {
      // From here on they also work where those who gave the links may have no say.
      await expireResetLinks(db, { personId: member.id });
      return { grantId, ...period, link: null };
    }
    const token = newToken();
    const invitationId = uuidv7({ msecs: at.getTime() });
    const expiresAt = new Date(Math.min(period.untilAt.getTime(), Math.max(at.getTime(), period.fromAt.getTime()) + invitationValidMs));
    await db.invitation.create({
      data: { id: invitationId, tokenHash: hashToken(token), email: input.email, name: input.name, accountId: role.account.id, group: "role", grantId, invitedBy: caller.personId, createdAt: at, expiresAt },
    });
    const link = `${config().baseUrl}/invitation/${token}`;
    await keepOnceShown(db, caller.sessionId, { kind: "invitation", link, name: input.name, email: input.email, expiresAt: expiresAt.toISOString() });
    return { grantId, ...period, link };
  },
  record: ({ input, resource, output }) => ({
    resources: [`role/${resource.id}`, `grant/${output.grantId}`, `account/${resource.account.id}`],
    parameters: { role: resource.name, email: input.email, from: output.fromAt.toISOString(), until: output.untilAt.toISOString(), invited: output.link !== null },
  }),
});
