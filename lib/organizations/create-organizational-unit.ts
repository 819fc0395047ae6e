import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { Uuid } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { organizationInReach } from "./account-in-reach";
import { EntityName } from "./models";

export const maxUnitDepth = 5;

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
    let depth = 1;
    for (let parent = input.parentId; parent !== undefined; depth += 1) {
      const unit: { parentId: string | null } | null = await db.organizationalUnit.findFirst({ where: { id: parent, organizationId: organization.id }, select: { parentId: true } });
      if (!unit) throw new MunimentError("ResourceNotFound");
      if (depth >= maxUnitDepth) throw new MunimentError("Conflict", "Units nest five deep at most. Choose a unit further up.");
      parent = unit.parentId ?? undefined;
    }
    const at = now();
    const unitId = uuidv7({ msecs: at.getTime() });
    const same = await db.organizationalUnit.findFirst({ where: { organizationId: organization.id, parentId: input.parentId ?? null, name: input.name }, select: { id: true } });
    if (same) throw new MunimentError("Conflict", "A unit of this name exists here already.");
    await db.organizationalUnit.create({ data: { id: unitId, organizationId: organization.id, parentId: input.parentId ?? null, name: input.name, createdAt: at } });
    return { unitId };
  },
  record: ({ input, resource, output }) => ({ resources: [`unit/${output.unitId}`, `organization/${resource.id}`], parameters: { name: input.name } }),
});
