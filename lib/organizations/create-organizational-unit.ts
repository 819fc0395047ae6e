import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { Uuid } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { operation } from "@/lib/operations/operation";
import { organizationInReach } from "./account-in-reach";
import { loadTree, lockTrees } from "./load-tree";
import { EntityName } from "./models";

/** Adds an organizational unit below the root or below another unit, five deep at most. */
export const createOrganizationalUnit = operation({
  name: "organizations:CreateOrganizationalUnit",
  summary: "Adds an organizational unit to an organization, up to five deep.",
  access: "Write",
  reach: "member",
  input: z.object({ organizationId: Uuid.optional(), parentId: Uuid.optional(), name: EntityName }),
  output: z.object({ unitId: z.uuid() }),
  resource: ({ db, caller, input }) => organizationInReach(db, caller, input.organizationId),
  async handle({ db, input, resource: organization }) {
    await lockTrees(db, [organization.id]);
    (await loadTree(db, organization.id)).checkNewUnit(input.parentId ?? null, input.name);
    const at = now();
    const unitId = uuidv7({ msecs: at.getTime() });
    await db.organizationalUnit.create({ data: { id: unitId, organizationId: organization.id, parentId: input.parentId ?? null, name: input.name, createdAt: at } });
    return { unitId };
  },
  record: ({ input, resource, output }) => ({ resources: [`unit/${output.unitId}`, `organization/${resource.id}`], parameters: { name: input.name } }),
});
