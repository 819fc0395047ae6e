import { z } from "zod";
import { Nothing, Uuid } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { managedRole } from "../in-reach";
import { endGrants } from "./end-grants";
import { t } from "@/lib/texts/text";

/** Ends a grant before its time. Whoever works in the role works as themselves again with the next request. */
export const endGrant = operation({
  name: "access:EndGrant",
  summary: "Ends the grant of a role before its time, at once.",
  access: "Permissions",
  reach: "member",
  stepUp: true,
  input: z.object({ grantId: Uuid }),
  output: Nothing,
  async resource({ db, caller, input }) {
    const grant = await db.roleGrant.findUnique({ where: { id: input.grantId }, select: { id: true, roleId: true, personId: true, email: true } });
    if (!grant) throw new MunimentError("ResourceNotFound");
    return { grant, role: await managedRole(db, caller, grant.roleId) };
  },
  async handle({ db, caller, resource: { grant } }) {
    if ((await endGrants(db, { id: grant.id }, caller.personId, now())) !== 1) throw new MunimentError("Conflict", t("This grant has ended already."));
    return {};
  },
  record: ({ resource: { grant, role } }) => ({
    resources: [`role/${role.id}`, `grant/${grant.id}`, `account/${role.account.id}`, ...(grant.personId ? [`person/${grant.personId}`] : [])],
    parameters: { role: role.name, email: grant.email },
  }),
});
