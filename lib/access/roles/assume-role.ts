import { z } from "zod";
import { exchangeSession } from "@/lib/identity/exchange-session";
import { IssuedSession, Uuid } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { formatDateTime } from "@/lib/texts/format-date";
import { grantStateOf } from "./models";
import { t } from "@/lib/texts/text";


/**
 * Goes on in a role, in place of the person's own permissions, until the grant ends, the role is left or the session ends. The session gets a new token.
 * Step-up: a factor used in the last five minutes.
 */
export const assumeRole = operation({
  name: "access:AssumeRole",
  summary: "Goes on in a granted role, in place of one's own permissions, until it ends or is left.",
  access: "Write",
  reach: "self",
  door: "session",
  stepUp: true,
  input: z.object({ grantId: Uuid }),
  output: IssuedSession.extend({ role: z.object({ id: z.uuid(), name: z.string(), until: z.date() }) }),
  async resource({ db, caller, input }) {
    const grant = await db.roleGrant.findFirst({
      where: { id: input.grantId, personId: caller.personId },
      include: { role: { include: { account: { select: { id: true, organizationId: true } } } } },
    });
    if (!grant) throw new MunimentError("ResourceNotFound");
    return grant;
  },
  async handle({ db, caller, resource: grant }) {
    const state = grantStateOf({ ...grant, endedAt: grant.endedAt ?? grant.role.deletedAt }, now());
    if (state === "UPCOMING") throw new MunimentError("Conflict", t("This role can be assumed from {at}.", { at: formatDateTime(grant.fromAt.toISOString()) }));
    if (state !== "RUNNING") throw new MunimentError("Conflict", t("This role has ended for you. Ask the administrator who gave it to you if you still need it."));
    if (caller.role?.grantId === grant.id) throw new MunimentError("Conflict", t("You work in this role already."));
    const session = await exchangeSession(db, caller, grant.id);
    return { ...session, role: { id: grant.role.id, name: grant.role.name, until: grant.untilAt } };
  },
  record: ({ resource: grant }) => ({
    resources: [`role/${grant.role.id}`, `grant/${grant.id}`, `account/${grant.role.account.id}`],
    parameters: { role: grant.role.name, until: grant.untilAt.toISOString() },
    // It concerns those whose role it is, wherever the person comes from.
    account: grant.role.account,
  }),
});
