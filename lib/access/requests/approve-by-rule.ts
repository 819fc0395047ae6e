import { inForceAt } from "@/lib/agreements/in-force";
import type { Db } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import { groups, isGroup, type MemberCaller } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { groupNames } from "../groups";
import { msg, t, tn, translated } from "@/lib/texts/text";

export type RuleKind = "DOMAIN" | "GROUP" | "AGREEMENT";
export type Rule = { id: string; kind: RuleKind; value: string; days: number };

export type Asking = Readonly<{ email: string; group: string; agreements: readonly string[] }>;

/** Whether a rule is about somebody: the whole domain of the address, the group, or an agreement that is active for the account. */
export function fitsRule(rule: Pick<Rule, "kind" | "value">, asking: Asking): boolean {
  if (rule.kind === "DOMAIN") return asking.email.slice(asking.email.lastIndexOf("@") + 1) === rule.value;
  return rule.kind === "GROUP" ? asking.group === rule.value : asking.agreements.includes(rule.value);
}

/** The rule in words, as it stands in the record and on requests that it approved: in English, whoever reads it. {@link sayRule} says it to people. */
export function ruleInWords({ kind, value }: Pick<Rule, "kind" | "value">, groupName: (group: string) => string): string {
  if (kind === "DOMAIN") return `Addresses at ${value}`;
  return kind === "GROUP" ? `Members of the group ${groupName(value)}` : `Accounts with an active ${value}`;
}

/** Who decided, where a rule did. */
export const ruleName = msg("A rule");
export const ruleReason = (words: string, days: number): string => `${words}: approved by itself for ${days} days.`;

/** {@link ruleInWords} in the reader's language. */
export function sayRule({ kind, value }: Pick<Rule, "kind" | "value">): string {
  if (kind === "DOMAIN") return t("Addresses at {domain}", { domain: value });
  return kind === "GROUP" ? t("Members of the group {group}", { group: isGroup(value) ? translated(groupNames[value]) : value }) : t("Accounts with an active {agreement}", { agreement: value });
}

/** {@link ruleReason} in the reader's language; anything else as it is. */
export function sayRuleReason(reason: string): string {
  const [, before = "", value = "", days = ""] = /^(Addresses at|Members of the group|Accounts with an active) (.+): approved by itself for (\d+) days\.$/s.exec(reason) ?? [];
  if (before === "") return reason;
  const group = groups.find((one) => groupNames[one] === value) ?? value;
  const rule = sayRule(before === "Addresses at" ? { kind: "DOMAIN", value } : before === "Members of the group" ? { kind: "GROUP", value: group } : { kind: "AGREEMENT", value });
  return tn(Number(days), "{rule}: approved by itself for {n} days.", "{rule}: approved by itself for {n} days.", { rule });
}

/** Of the rules that fit, the one that approves for longest; null where none does. Those of the operator where the operator decides, else the organization's. */
export async function ruleFor(db: Db, caller: MemberCaller, toOperator: boolean): Promise<Rule | null> {
  const whose = toOperator ? { organization: { kind: "OPERATOR" as const } } : { organizationId: caller.account.organizationId };
  const rules = await asSystem("the operator's rules", () => db.approvalRule.findMany({ where: { ...whose, deletedAt: null }, orderBy: [{ days: "desc" }, { id: "asc" }], take: 100 }));
  const agreements = inForceAt(caller.access.agreements, now().getTime());
  return rules.find((rule) => fitsRule(rule, { email: caller.email, group: caller.group, agreements })) ?? null;
}
