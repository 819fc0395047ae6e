import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { AccountId } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { managedOrganization } from "../in-reach";
import { RoleDescription, RoleName } from "./models";
import { refuseTakenName } from "./role-name";
import { t } from "@/lib/texts/text";

export const maxRoles = 200;

/** Makes a role in an account. It can do nothing until a policy is attached to it, and nobody can assume it until it is granted. */
export const createRole = operation({
  name: "access:CreateRole",
  summary: "Makes a role in an account; policies are attached to it and people are granted it for a time.",
  access: "Permissions",
  reach: "member",
  stepUp: true,
  input: z.object({ accountId: AccountId, name: RoleName, description: RoleDescription.default("") }),
  output: z.object({ roleId: z.uuid() }),
  async resource({ db, caller, input }) {
    const account = await db.account.findUnique({ where: { id: input.accountId }, select: { id: true, name: true, organizationId: true } });
    if (!account) throw new MunimentError("ResourceNotFound");
    await managedOrganization(db, caller, account.organizationId);
    return account;
  },
  async handle({ db, caller, input, resource: account }) {
    await refuseTakenName(db, account.id, input.name);
    if ((await db.role.count({ where: { account: { organizationId: account.organizationId }, deletedAt: null } })) >= maxRoles) throw new MunimentError("Conflict", t("An organization has {most} roles at most.", { most: maxRoles }));
    const at = now();
    const roleId = uuidv7({ msecs: at.getTime() });
    await db.role.create({ data: { id: roleId, accountId: account.id, name: input.name, description: input.description, createdAt: at, createdBy: caller.personId } });
    return { roleId };
  },
  record: ({ input, resource, output }) => ({ resources: [`role/${output.roleId}`, `account/${resource.id}`], parameters: { name: input.name } }),
});
