import { isMember, type Caller, type MemberCaller } from "@/lib/operations/caller";
import type { OperationName, Reach } from "@/lib/operations/operation";
import { isDecidedPerReport, noResource, reportResource } from "./actions";
import { compile, type Filter } from "./compile";
import { evaluate, explain, type AccessRequest } from "./evaluate";
import { factsOfCaller, factsOfReport, type ReportFacts } from "./report-facts";

export type Decision = { allowed: true } | { allowed: false; reason: string };

const systemGrants: ReadonlyMap<string, readonly string[]> = new Map([
  ["backup", ["backup:TakeBackup", "backup:RecordRestore"]],
  ["verify-trail", ["audit:ConfirmLog"]],
  ["reset-person", ["identity:CreateRescueLink"]],
  ["setup", ["identity:CreateSetupLink"]],
  ["delivery", ["reports:CompleteDownload"]],
  ["witness", ["audit:RecordFork"]],
  ["mail", ["notifications:CompleteMessage"]],
  ["retention", ["audit:PruneEvents"]],
  ["starter-content", ["resources:PublishStarterContent"]],
  ["record-agreement", ["agreements:RecordOfflineAgreement"]],
  ["publish-report", ["reports:CreateSeries", "reports:PublishVersion", "reports:PutTerms"]],
  ["import-reports", ["publishing:CheckImport", "publishing:ImportRow"]],
  ["publishing", ["publishing:CompletePreparation", "publishing:ImportRow", "publishing:PublishDraft", "publishing:RemindOwner"]],
]);

/** The reports about which policies allow this caller an action, whatever the tenant rules say besides. */
export const reportsAllowed = (caller: MemberCaller, action: OperationName): Filter => compile(caller.access.layers, action, factsOfCaller(caller));

export function requestOf(caller: MemberCaller, action: string, report?: ReportFacts): AccessRequest {
  const facts = factsOfCaller(caller);
  return report ? { action, resource: reportResource(report.series), facts: { ...facts, ...factsOfReport(report) } } : { action, resource: noResource, facts };
}

/**
 * The one place where it is decided whether a caller may run an operation. Default deny.
 * Operations of reach `anyone`, `session` and `self` concern nobody but the caller: reaching them is enough.
 * Where each report is decided for itself and none is given, the answer is whether any report could be allowed at all.
 */
export function decide(caller: Caller, operation: { name: OperationName; reach: Reach; door?: string }, report?: ReportFacts): Decision {
  if (caller.kind === "system") {
    const allowed = (systemGrants.get(caller.name) ?? []).includes(operation.name);
    return allowed ? { allowed } : { allowed: false, reason: `The ${caller.name} process may not call ${operation.name}.` };
  }
  if (operation.door === "internal") return { allowed: false, reason: `${operation.name} is for the portal itself.` };
  if (operation.reach !== "member" && operation.reach !== "staff") return { allowed: true };
  if (!isMember(caller)) return { allowed: false, reason: "No account was chosen." };
  if (isDecidedPerReport(operation.name) && !report) {
    return reportsAllowed(caller, operation.name) === false ? { allowed: false, reason: `Nothing allows ${operation.name} for any report.` } : { allowed: true };
  }
  const request = requestOf(caller, operation.name, report);
  if (evaluate(caller.access.layers, request)) return { allowed: true };
  // Pages ask whether, and not why, many times each.
  return { allowed: false, get reason() { return explain(caller.access.layers, request).reason; } };
}

/** For pages that show or hide an action: the same answer as `perform` would give, before it looks at a report or about the one given. */
export const may = (caller: Caller, operation: { name: OperationName; reach: Reach }, report?: ReportFacts): boolean => decide(caller, operation, report).allowed;
