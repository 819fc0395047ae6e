import { z } from "zod";
import { Nothing, Uuid } from "@/lib/identity/models";
import { operation } from "@/lib/operations/operation";
import { organizationInReach } from "./account-in-reach";
import { EntityName } from "./models";

/** Gives an organization another name. What was signed under the old one keeps it. */
export const renameOrganization = operation({
  name: "organizations:RenameOrganization",
  summary: "Gives an organization another name.",
  access: "Write",
  reach: "member",
  input: z.object({ organizationId: Uuid.optional(), name: EntityName }),
  output: Nothing,
  resource: ({ db, caller, input }) => organizationInReach(db, caller, input.organizationId),
  async handle({ db, input, resource }) {
    await db.organization.update({ where: { id: resource.id }, data: { name: input.name } });
    return {};
  },
  record: ({ input, resource }) => ({ resources: [`organization/${resource.id}`], parameters: { from: resource.name, to: input.name } }),
});
