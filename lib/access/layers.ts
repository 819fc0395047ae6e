import type { AccountScope, Group } from "@/lib/operations/caller";
import { customerCeiling, groupPolicies, memberAccountCeiling } from "./built-in-policies";
import { layerNames } from "./layer-name";
import type { AttachedPolicy, Layer } from "./evaluate";

/** A level of the tree above an account, from the root down, with what is attached to it. */
export type TreeLevel = Readonly<{ name: string; policies: readonly AttachedPolicy[] }>;
export type Attachments = Readonly<{ person: readonly AttachedPolicy[]; group: readonly AttachedPolicy[]; levels: readonly TreeLevel[] }>;
export const noAttachments: Attachments = { person: [], group: [], levels: [] };

/** The operator's groups count in the operator's accounts alone, organization admins in the management account alone. */
export function groupCounts(group: Group, account: Pick<AccountScope, "organizationKind" | "management">): boolean {
  if (group === "root" || group === "publisher") return account.organizationKind === "OPERATOR";
  return group !== "organization-admin" || account.management;
}

/** What may be done at most in an account: what the portal sets, then the tree from the root down. */
function limitsOf(account: Pick<AccountScope, "organizationKind" | "management">, levels: readonly TreeLevel[]): Layer[] {
  const ceilings = account.organizationKind === "OPERATOR" ? [] : [customerCeiling, ...(account.management ? [] : [memberAccountCeiling])];
  return [
    ...ceilings.map((ceiling): Layer => ({ kind: "guardrail", name: layerNames.portal(ceiling.name), policies: [ceiling] })),
    ...levels.map(({ name, policies }): Layer => ({ kind: "guardrail", name, policies })),
  ];
}

/** Everything that has a say in what a role may do in its account: the role's policies and the guardrails, nothing of the person who assumed it. */
export function layersOfRole(name: string, policies: readonly AttachedPolicy[], account: Pick<AccountScope, "organizationKind" | "management">, levels: readonly TreeLevel[]): readonly Layer[] {
  return [{ kind: "identity", name: layerNames.role(name), policies }, ...limitsOf(account, levels)];
}

/** Everything that has a say in what a member may do in an account, in the order in which it is explained. */
export function layersOf(group: Group, account: Pick<AccountScope, "organizationKind" | "management">, attached: Attachments): readonly Layer[] {
  const own = [...(groupCounts(group, account) ? [groupPolicies[group]] : []), ...attached.group, ...attached.person];
  return [{ kind: "identity", name: layerNames.own, policies: own }, ...limitsOf(account, attached.levels)];
}
