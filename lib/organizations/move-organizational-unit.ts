import { z } from "zod";
import { Uuid } from "@/lib/identity/models";
import { operation } from "@/lib/operations/operation";
import { unitInTree } from "./in-reach";
import { Place, PreviewDigest } from "./models";
import { confirmedPlan } from "./plan-change";
import { placeText } from "./place-text";
import { tellChange } from "./tell-change";

/** Hangs a unit, with everything below it, below another unit or at the root, as previewed. */
export const moveOrganizationalUnit = operation({
  name: "organizations:MoveOrganizationalUnit",
  summary: "Hangs a unit with everything below it below another unit, exactly as previewed.",
  access: "Permissions",
  reach: "member",
  stepUp: true,
  input: z.object({ unitId: Uuid, to: Place, preview: PreviewDigest }),
  output: z.object({ organizationId: Uuid, unitId: Uuid }),
  resource: ({ db, caller, input }) => unitInTree(db, caller, input.unitId),
  async handle({ db, caller, input, resource }) {
    const plan = await confirmedPlan(db, caller, { kind: "move-unit", unitId: input.unitId, to: input.to }, input.preview);
    await tellChange(db, caller, plan);
    await db.organizationalUnit.update({ where: { id: input.unitId }, data: { parentId: input.to } });
    return { organizationId: resource.organization.id, unitId: input.unitId };
  },
  record: ({ input, resource }) => ({ resources: [`unit/${resource.id}`, `organization/${resource.organization.id}`], parameters: { from: placeText(resource.parentId), to: placeText(input.to) } }),
});
