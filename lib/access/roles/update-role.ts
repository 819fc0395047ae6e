import { z } from "zod";
import { Nothing, Uuid } from "@/lib/identity/models";
import { operation } from "@/lib/operations/operation";
import { managedRole } from "../in-reach";
import { RoleDescription, RoleName } from "./models";
import { refuseTakenName } from "./role-name";

/** Gives a role another name and description. Events keep the name it had. */
export const updateRole = operation({
  name: "access:UpdateRole",
  summary: "Changes the name and description of a role.",
  access: "Permissions",
  reach: "member",
  stepUp: true,
  input: z.object({ roleId: Uuid, name: RoleName, description: RoleDescription.default("") }),
  output: Nothing,
  resource: ({ db, caller, input }) => managedRole(db, caller, input.roleId),
  async handle({ db, input, resource: role }) {
    await refuseTakenName(db, role.account.id, input.name, role.id);
    await db.role.update({ where: { id: role.id }, data: { name: input.name, description: input.description } });
    return {};
  },
  record: ({ input, resource }) => ({ resources: [`role/${resource.id}`, `account/${resource.account.id}`], parameters: { from: resource.name, to: input.name } }),
});
