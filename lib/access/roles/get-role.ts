import { z } from "zod";
import { Uuid } from "@/lib/identity/models";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { managedRole } from "../in-reach";
import { describeRoles, RoleSeen } from "./describe-roles";

/** One role with its policies and grants. */
export const getRole = operation({
  name: "access:GetRole",
  summary: "A role with its policies and grants.",
  access: "Read",
  reach: "member",
  browsing: true,
  input: z.object({ roleId: Uuid }),
  output: RoleSeen,
  resource: ({ db, caller, input }) => managedRole(db, caller, input.roleId),
  async handle({ db, resource }) {
    const [role] = await describeRoles(db, { id: resource.id }, 1);
    if (!role) throw new MunimentError("ResourceNotFound");
    return role;
  },
  record: ({ resource }) => ({ resources: [`role/${resource.id}`, `account/${resource.account.id}`] }),
});
