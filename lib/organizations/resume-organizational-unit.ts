import { z } from "zod";
import { Nothing, Uuid } from "@/lib/identity/models";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { unitInTree } from "./in-reach";
import { lockTrees } from "./load-tree";
import { t } from "@/lib/texts/text";

/** Opens a suspended unit again. Accounts and units below that are suspended themselves stay so. */
export const resumeOrganizationalUnit = operation({
  name: "organizations:ResumeOrganizationalUnit",
  summary: "Opens a suspended unit again.",
  access: "Permissions",
  reach: "member",
  stepUp: true,
  input: z.object({ unitId: Uuid }),
  output: Nothing,
  resource: ({ db, caller, input }) => unitInTree(db, caller, input.unitId),
  async handle({ db, resource }) {
    await lockTrees(db, [resource.organization.id]);
    const resumed = await db.organizationalUnit.updateMany({ where: { id: resource.id, NOT: { suspendedAt: null } }, data: { suspendedAt: null } });
    if (resumed.count === 0) throw new MunimentError("Conflict", t("{unit} is not suspended itself. If its accounts are shut, resume the unit above it.", { unit: resource.name }));
    return {};
  },
  record: ({ resource }) => ({ resources: [`unit/${resource.id}`, `organization/${resource.organization.id}`] }),
});
