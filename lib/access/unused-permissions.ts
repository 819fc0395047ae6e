import { firstIdAt } from "@/lib/audit/event-ids";
import type { Db } from "@/lib/database/client";
import { Prisma } from "@/lib/database/generated/client";
import { groups, type AccountScope, type Group } from "@/lib/operations/caller";
import { actionNames, isDecidedPerReport, noResource, type Action } from "./actions";
import { compile } from "./compile";
import { evaluate } from "./evaluate";
import { groupGrants } from "./groups";
import { readAccess } from "./load-access";
import { factsOfCaller } from "./report-facts";

export type ReviewedMember = { personId: string; group: Group; account: AccountScope };
export type PermissionUse = { allowed: readonly Action[]; used: readonly Action[]; unused: readonly Action[] };

/** Done by commands and by the portal itself: nobody's permission to lose. */
const notByPeople: ReadonlySet<string> = new Set<Action>([
  "agreements:RecordOfflineAgreement",
  "backup:RecordRestore",
  "backup:TakeBackup",
  "identity:CreateRescueLink",
  "identity:CreateSetupLink",
  "audit:ConfirmLog",
  "audit:PruneEvents",
  "publishing:CompletePreparation",
  "publishing:ImportRow",
  "publishing:RemindOwner",
  "reports:CompleteDownload",
  "reports:PublishVersion",
]);

/** What a member may do at some time: with a fresh factor, and for a report at least one that could be. */
async function allowedActions(db: Db, member: ReviewedMember, at: Date): Promise<Action[]> {
  const access = await readAccess(db, member);
  const facts = factsOfCaller({ factorAt: at, address: "", group: member.group, account: member.account, access });
  return actionNames.filter((action) => {
    if (notByPeople.has(action)) return false;
    if (isDecidedPerReport(action)) return compile(access.layers, action, facts) !== false;
    return evaluate(access.layers, { action, resource: noResource, facts });
  });
}

/** What each member may do, and which of it they did since a day: one look into an index for each permission, however long the trail is. */
export async function permissionUse(db: Db, members: readonly ReviewedMember[], since: Date, at: Date): Promise<PermissionUse[]> {
  const allowed = await Promise.all(members.map((member) => allowedActions(db, member, at)));
  const asked = members.flatMap(({ personId, account }, index) => (allowed[index] ?? []).map((action) => ({ personId, accountId: account.id, action })));
  const found = await db.$queryRaw<{ person_id: string; account_id: string; operation: string }[]>(Prisma.sql`
    SELECT w.person_id::text, w.account_id, w.operation
    FROM unnest(${asked.map(({ personId }) => personId)}::uuid[], ${asked.map(({ accountId }) => accountId)}::text[], ${asked.map(({ action }) => action)}::text[]) AS w(person_id, account_id, operation)
    WHERE EXISTS (SELECT 1 FROM audit_event e WHERE e.person_id = w.person_id AND e.account_id = w.account_id AND e.operation = w.operation AND e.outcome = 'Success' AND e.id > ${firstIdAt(since)}::uuid)`);
  const done = new Set(found.map(({ person_id, account_id, operation }) => `${person_id} ${account_id} ${operation}`));
  return members.map(({ personId, account }, index) => {
    const may = allowed[index] ?? [];
    const isUsed = (action: Action) => done.has(`${personId} ${account.id} ${action}`);
    return { allowed: may, used: may.filter(isUsed), unused: may.filter((action) => !isUsed(action)) };
  });
}

const covers = (group: Group, action: string): boolean => groupGrants[group].some((grant) => grant === action || (grant.endsWith(":*") && action.startsWith(grant.slice(0, -1))));
const reachOf = (group: Group): number => actionNames.filter((action) => covers(group, action)).length;

/** The least group among some that allows all that was used, if it is less than the present one. */
export function lesserGroup(present: Group, used: readonly string[], among: readonly Group[]): Group | null {
  const fitting = groups.filter((group) => among.includes(group) && reachOf(group) < reachOf(present) && used.every((action) => covers(group, action)));
  return fitting.toSorted((a, b) => reachOf(a) - reachOf(b))[0] ?? null;
}
