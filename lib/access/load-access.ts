import { agreementStretches } from "@/lib/agreements/in-force";
import type { Db } from "@/lib/database/client";
import { Prisma } from "@/lib/database/generated/client";
import { asSystem } from "@/lib/database/scope";
import type { AccountScope, CallerAccess, Standing } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { accessGrantPolicy } from "./access-grant";
import type { AttachedPolicy } from "./evaluate";
import { layerNames } from "./layer-name";
import { layersOf, layersOfRole, type TreeLevel } from "./layers";
import { isPolicy, parsePolicy, type Policy } from "./policy";

type Row = { level: "role" | "person" | "group" | "root" | "unit" | "account"; unit_id: string | null; unit_name: string | null; policy_id: string | null; name: string | null; version: number | null; document: string | null };

const maxKept = 2_000;
const maxGrants = 500;
const kept = { revision: -1n, access: new Map<string, CallerAccess>() };
const documents = new Map<string, Policy>();

/** What can no longer be read, because an operation that it names is gone, must not open anything: it denies all, and says so when it is explained. */
const unreadable: Policy = {
  id: null,
  statements: [{ sid: "This document cannot be read", effect: "Deny", action: { not: false, patterns: ["*"] }, resource: { not: false, patterns: ["*"] }, conditions: [] }],
};

/** A version of a document as it was read, kept by its key. What cannot be read denies all. */
export function policyOf(id: string, version: number, document: string): Policy {
  const key = `${id}:${version}`;
  const known = documents.get(key);
  if (known) return known;
  const read = parsePolicy(document);
  const policy = isPolicy(read) ? read : unreadable;
  if (documents.size >= maxKept) documents.clear();
  documents.set(key, policy);
  return policy;
}

export const noAccess: CallerAccess = { layers: [], agreements: [] };

type AccountKey = Pick<AccountScope, "id" | "organizationId" | "organizationKind" | "management">;
/** A member of an account, or whoever works in one of its roles: `group` is `role` then, and only then there is a role. */
export type MemberKey = Readonly<{ personId: string; group: Standing; account: AccountKey; role?: Readonly<{ id: string; name: string }> | null }>;

export function isMemberKey<K extends { group: Standing | null; account: AccountKey | null }>(key: K): key is K & { group: Standing; account: NonNullable<K["account"]> } {
  return key.group !== null && key.account !== null;
}

/** What was approved for a person in an account and is not over yet: as policies what the account's administrators gave, as shares what the operator did. */
async function readGrants(db: Db, personId: string, accountId: string): Promise<{ policies: AttachedPolicy[]; shares: NonNullable<CallerAccess["shares"]>[number][] }> {
  const approved = await db.accessRequest.findMany({
    where: { personId, accountId, state: "APPROVED", endedAt: null, untilAt: { gt: now() } },
    orderBy: { untilAt: "asc" },
    take: maxGrants,
    select: { seriesId: true, action: true, untilAt: true, toOperator: true, ruleId: true },
  });
  const ruleIds = approved.flatMap(({ ruleId }) => ruleId ?? []);
  const rules = ruleIds.length === 0 ? [] : await asSystem("the rules by which access was given, also the operator's", () => db.approvalRule.findMany({ where: { id: { in: ruleIds } }, select: { id: true, kind: true, value: true } }));
  const running = approved.flatMap(({ ruleId, untilAt, ...given }) => {
    const rule = rules.find(({ id }) => id === ruleId);
    // What a rule gave that cannot be read must not open anything.
    if (untilAt === null || (ruleId !== null && rule === undefined)) return [];
    return [{ ...given, untilAt, agreement: rule?.kind === "AGREEMENT" ? rule.value : null }];
  });
  return {
    policies: running.flatMap(({ seriesId, action, untilAt, toOperator, agreement }) => (toOperator ? [] : [accessGrantPolicy(seriesId === null ? { action: action ?? "" } : { series: seriesId }, untilAt, agreement)])),
    shares: running.flatMap(({ seriesId, untilAt, toOperator, agreement }) => (seriesId === null || !toOperator ? [] : [{ series: seriesId, until: untilAt, agreement }])),
  };
}

/** What has a say in what a member, or a role, may do in an account, and the agreements that cover it. */
export async function readAccess(db: Db, { personId, group, account, role }: MemberKey): Promise<CallerAccess> {
  const holder = role
    ? Prisma.sql`SELECT 0 AS place, 0 AS up, 'role' AS level, NULL::uuid AS unit_id, NULL AS unit_name, policy_id FROM policy_attachment WHERE role_id = ${role.id}::uuid`
    : Prisma.sql`SELECT 1 AS place, 0 AS up, 'person' AS level, NULL::uuid AS unit_id, NULL AS unit_name, policy_id FROM policy_attachment WHERE person_id = ${personId}::uuid AND account_id = ${account.id}
      UNION ALL SELECT 2, 0, 'group', NULL, NULL, policy_id FROM policy_attachment WHERE organization_id = ${account.organizationId}::uuid AND "group" = ${group}`;
  const rows = await db.$queryRaw<Row[]>(Prisma.sql`
    WITH RECURSIVE chain AS (
      SELECT u.id, u.parent_id, u.name, 0 AS up FROM account a JOIN organizational_unit u ON u.id = a.unit_id WHERE a.id = ${account.id}
      UNION ALL SELECT p.id, p.parent_id, p.name, c.up + 1 FROM chain c JOIN organizational_unit p ON p.id = c.parent_id WHERE c.up < 16
    ), attached AS (
      ${holder}
      UNION ALL SELECT 3, 0, 'root', NULL, NULL, g.policy_id FROM (SELECT 1) AS one
        LEFT JOIN guardrail_attachment g ON g.organization_id = ${account.organizationId}::uuid AND g.unit_id IS NULL AND g.account_id IS NULL
      UNION ALL SELECT 4, c.up, 'unit', c.id, c.name, g.policy_id FROM chain c LEFT JOIN guardrail_attachment g ON g.unit_id = c.id
      UNION ALL SELECT 5, 0, 'account', NULL, NULL, g.policy_id FROM (SELECT 1) AS one LEFT JOIN guardrail_attachment g ON g.account_id = ${account.id}
    )
    SELECT t.level, t.unit_id::text, t.unit_name, p.id::text AS policy_id, p.name, v.version, v.document FROM attached t
      LEFT JOIN policy p ON p.id = t.policy_id
      LEFT JOIN LATERAL (SELECT version, document FROM policy_version WHERE policy_id = p.id ORDER BY version DESC LIMIT 1) v ON TRUE
    ORDER BY t.place, t.up DESC, p.name, p.id`);
  const person: AttachedPolicy[] = [];
  const ofRole: AttachedPolicy[] = [];
  const ofGroup: AttachedPolicy[] = [];
  // Units are told apart by their ids: one may bear the name of the unit above it, and an allow is needed from each.
  const levels = new Map<string, TreeLevel & { policies: AttachedPolicy[] }>();
  for (const row of rows) {
    const { level, policy_id: id, name, version, document } = row;
    const policy = id !== null && name !== null ? [{ id, name, version: version ?? 0, policy: policyOf(id, version ?? 0, document ?? "") }] : [];
    if (level === "role") ofRole.push(...policy);
    else if (level === "person") person.push(...policy);
    else if (level === "group") ofGroup.push(...policy);
    else {
      const key = `${level} ${row.unit_id ?? ""}`;
      const known = levels.get(key);
      if (known) known.policies.push(...policy);
      else levels.set(key, { name: level === "root" ? layerNames.root : level === "account" ? layerNames.account : layerNames.unit(row.unit_name ?? ""), policies: policy });
    }
  }
  const agreements = await agreementStretches(db, account);
  if (group === "role") return { layers: layersOfRole(role?.name ?? "", ofRole, account, [...levels.values()]), agreements };
  const { policies, shares } = await readGrants(db, personId, account.id);
  person.push(...policies);
  return { layers: layersOf(group, account, { person, group: ofGroup, levels: [...levels.values()] }), agreements, shares };
}

/**
 * {@link readAccess}, kept as long as the revision stays the same. The revision must have been read before, never after:
 * then what is kept under it is at least as new as it says.
 */
export async function loadAccess(db: Db, revision: bigint, member: MemberKey): Promise<CallerAccess> {
  if (kept.revision !== revision || kept.access.size >= maxKept) {
    kept.revision = revision;
    kept.access = new Map();
  }
  const into = kept.access;
  const key = member.role ? `role ${member.role.id}` : `${member.account.id} ${member.personId} ${member.group}`;
  const known = into.get(key);
  if (known) return known;
  const access = await readAccess(db, member);
  into.set(key, access);
  return access;
}
