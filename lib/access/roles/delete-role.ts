import { z } from "zod";
import { Uuid } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { managedRole } from "../in-reach";
import { endGrants } from "./end-grants";
import { t } from "@/lib/texts/text";

/** Deletes a role for good: its grants end at once and its policies are detached. The trail keeps its name. */
export const deleteRole = operation({
  name: "access:DeleteRole",
  summary: "Deletes a role: its grants end at once and its policies are detached.",
  access: "Permissions",
  reach: "member",
  stepUp: true,
  input: z.object({ roleId: Uuid, confirmName: z.string().max(200) }),
  output: z.object({ ended: z.int() }),
  resource: ({ db, caller, input }) => managedRole(db, caller, input.roleId),
  async handle({ db, caller, input, resource: role }) {
    if (input.confirmName.trim().normalize("NFC") !== role.name) {
      throw new MunimentError("ValidationException", t("Type the name of the role as it is shown."), { fields: [{ field: "confirmName", message: t("Type {name}.", { name: role.name }) }] });
    }
    const at = now();
    const { count } = await db.role.updateMany({ where: { id: role.id, deletedAt: null }, data: { deletedAt: at } });
    if (count !== 1) throw new MunimentError("ResourceNotFound");
    const ended = await endGrants(db, { roleId: role.id }, caller.personId, at);
    await db.policyAttachment.deleteMany({ where: { roleId: role.id } });
    return { ended };
  },
  record: ({ resource, output }) => ({ resources: [`role/${resource.id}`, `account/${resource.account.id}`], parameters: { name: resource.name, ended: output.ended } }),
});
