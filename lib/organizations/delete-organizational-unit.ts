import { z } from "zod";
import { Uuid } from "@/lib/identity/models";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { unitInTree } from "./in-reach";
import { lockTrees } from "./load-tree";
import { t, tn } from "@/lib/texts/text";

/** Deletes a unit in which nothing stands any more. Its guardrails go with it. */
export const deleteOrganizationalUnit = operation({
  name: "organizations:DeleteOrganizationalUnit",
  summary: "Deletes an empty unit, with the guardrails attached to it.",
  access: "Permissions",
  reach: "member",
  stepUp: true,
  input: z.object({ unitId: Uuid }),
  output: z.object({ organizationId: Uuid }),
  resource: ({ db, caller, input }) => unitInTree(db, caller, input.unitId),
  async handle({ db, resource }) {
    await lockTrees(db, [resource.organization.id]);
    const accounts = await db.account.count({ where: { unitId: resource.id } });
    const units = await db.organizationalUnit.count({ where: { parentId: resource.id } });
    if (accounts + units > 0) {
      const held = { accounts: tn(accounts, "{n} account", "{n} accounts"), units: tn(units, "{n} unit", "{n} units") };
      const inside = accounts === 0 ? held.units : units === 0 ? held.accounts : t("{accounts} and {units}", held);
      throw new MunimentError("Conflict", t("{unit} still holds {inside}. Move or close what is in it first.", { unit: resource.name, inside }));
    }
    await db.guardrailAttachment.deleteMany({ where: { unitId: resource.id } });
    const deleted = await db.organizationalUnit.deleteMany({ where: { id: resource.id } });
    if (deleted.count === 0) throw new MunimentError("ResourceNotFound");
    return { organizationId: resource.organization.id };
  },
  record: ({ resource }) => ({ resources: [`unit/${resource.id}`, `organization/${resource.organization.id}`], parameters: { name: resource.name } }),
});
