import type { Caller } from "@/lib/operations/caller";
import type { OperationName, Reach } from "@/lib/operations/operation";
import { groupGrants } from "./groups";

export type Decision = { allowed: true } | { allowed: false; reason: string };

const systemGrants: ReadonlyMap<string, readonly string[]> = new Map([
  ["setup", ["identity:CreateSetupLink"]],
  ["delivery", ["reports:CompleteDownload"]],
  ["record-agreement", ["agreements:RecordOfflineAgreement"]],
  ["publish-report", ["reports:CreateSeries", "reports:PublishVersion", "reports:PutTerms"]],
]);

function grants(list: readonly string[], name: OperationName): boolean {
  const service = name.slice(0, name.indexOf(":"));
  return list.includes(name) || list.includes(`${service}:*`);
}

/**
 * The one place where it is decided whether a caller may run an operation. Default deny.
 * Operations of reach `anyone`, `session` and `self` concern nobody but the caller: reaching them is enough.
 */
export function decide(caller: Caller, operation: { name: OperationName; reach: Reach; door?: string }): Decision {
  if (caller.kind === "system") {
    const allowed = grants(systemGrants.get(caller.name) ?? [], operation.name);
    return allowed ? { allowed } : { allowed: false, reason: `The ${caller.name} process may not call ${operation.name}.` };
  }
  if (operation.door === "internal") return { allowed: false, reason: `${operation.name} is for the portal itself.` };
  if (operation.reach !== "member" && operation.reach !== "staff") return { allowed: true };
  if (caller.kind !== "person" || caller.group === null || caller.account === null) return { allowed: false, reason: "No account was chosen." };
  if (caller.group === "root" || caller.group === "publisher") {
    if (caller.account.organizationKind !== "OPERATOR") return { allowed: false, reason: `${caller.group} is a group of the operator alone.` };
  }
  if (caller.group === "organization-admin" && !caller.account.management) {
    return { allowed: false, reason: "Organization admins work in the management account." };
  }
  if (grants(groupGrants[caller.group], operation.name)) return { allowed: true };
  return { allowed: false, reason: `The group ${caller.group} does not include ${operation.name}.` };
}

/** For pages that show or hide an action: the same answer as `perform` would give before it looks at the resource. */
export const may = (caller: Caller, operation: { name: OperationName; reach: Reach }): boolean => decide(caller, operation).allowed;
