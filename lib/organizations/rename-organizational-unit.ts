import { z } from "zod";
import { Nothing, Uuid } from "@/lib/identity/models";
import { operation } from "@/lib/operations/operation";
import { unitInTree } from "./in-reach";
import { loadTree, lockTrees } from "./load-tree";
import { EntityName } from "./models";

/** Gives a unit another name, unlike those of its siblings. */
export const renameOrganizationalUnit = operation({
  name: "organizations:RenameOrganizationalUnit",
  summary: "Gives a unit another name.",
  access: "Write",
  reach: "member",
  input: z.object({ unitId: Uuid, name: EntityName }),
  output: Nothing,
  resource: ({ db, caller, input }) => unitInTree(db, caller, input.unitId),
  async handle({ db, input, resource }) {
    await lockTrees(db, [resource.organization.id]);
    const tree = await loadTree(db, resource.organization.id);
    tree.checkName(tree.unit(resource.id).parentId, input.name, resource.id);
    await db.organizationalUnit.update({ where: { id: resource.id }, data: { name: input.name } });
    return {};
  },
  record: ({ input, resource }) => ({ resources: [`unit/${resource.id}`, `organization/${resource.organization.id}`], parameters: { from: resource.name, to: input.name } }),
});
