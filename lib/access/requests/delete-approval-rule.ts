import { z } from "zod";
import { Nothing, Uuid } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { managedOrganization } from "../in-reach";

/** Takes a rule away. What it approved goes on until its end. */
export const deleteApprovalRule = operation({
  name: "access:DeleteApprovalRule",
  summary: "Takes a rule away; what it approved goes on until its end.",
  access: "Permissions",
  reach: "member",
  stepUp: true,
  input: z.object({ ruleId: Uuid }),
  output: Nothing,
  async resource({ db, caller, input }) {
    const rule = await db.approvalRule.findFirst({ where: { id: input.ruleId, deletedAt: null } });
    if (!rule) throw new MunimentError("ResourceNotFound");
    await managedOrganization(db, caller, rule.organizationId);
    return rule;
  },
  async handle({ db, resource: rule }) {
    const { count } = await db.approvalRule.updateMany({ where: { id: rule.id, deletedAt: null }, data: { deletedAt: now() } });
    if (count !== 1) throw new MunimentError("ResourceNotFound");
    return {};
  },
  record: ({ resource }) => ({ resources: [`rule/${resource.id}`, `organization/${resource.organizationId}`], parameters: { kind: resource.kind, value: resource.value, days: resource.days } }),
});
