import { z } from "zod";
import { asSystem } from "@/lib/database/scope";
import { isGroup } from "@/lib/operations/caller";
import { operation } from "@/lib/operations/operation";
import { standingName } from "../groups";
import { ruleInWords } from "./approve-by-rule";

/** The rules by which requests for reports are approved by themselves: the organization's own, which everyone there may know, and the operator's. */
export const listApprovalRules = operation({
  name: "access:ListApprovalRules",
  summary: "The rules by which requests for reports are approved by themselves.",
  access: "List",
  reach: "member",
  browsing: true,
  input: z.object({}),
  output: z.object({ rules: z.array(z.object({ ruleId: z.uuid(), kind: z.enum(["DOMAIN", "GROUP", "AGREEMENT"]), value: z.string(), days: z.int(), words: z.string(), operators: z.boolean() })) }),
  async handle({ db, caller }) {
    const rules = await asSystem("the operator's rules", () => db.approvalRule.findMany({ where: { OR: [{ organizationId: caller.account.organizationId }, { organization: { kind: "OPERATOR" } }], deletedAt: null }, include: { organization: { select: { kind: true } } }, orderBy: [{ kind: "asc" }, { value: "asc" }], take: 100 }));
    return { rules: rules.map(({ id, kind, value, days, organization }) => ({ operators: organization.kind === "OPERATOR", ruleId: id, kind, value, days, words: ruleInWords({ kind, value }, (group) => (isGroup(group) ? standingName(group, null) : group)) })) };
  },
});
