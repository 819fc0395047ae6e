import type { Group, MemberCaller } from "@/lib/operations/caller";
import { actionNames } from "./actions";
import { decide } from "./decide";
import type { AttachedPolicy } from "./evaluate";
import { layersOf, type TreeLevel } from "./layers";

export type Position = {
  group: Group;
  organizationKind: "OPERATOR" | "CUSTOMER";
  management: boolean;
  groupPolicies: readonly AttachedPolicy[];
  levels: readonly TreeLevel[];
};

/** The operations that a member of a group may call in a position, with the factor, the time and the address of the person who asks. */
export function powersOf(asking: MemberCaller, { group, organizationKind, management, groupPolicies, levels }: Position): ReadonlySet<string> {
  const account = { ...asking.account, organizationKind, management };
  const layers = layersOf(group, account, { person: [], group: groupPolicies, levels });
  const member: MemberCaller = { ...asking, account, group, access: { layers, agreements: asking.access.agreements } };
  return new Set(actionNames.filter((name) => decide(member, { name, reach: "member" }).allowed));
}
