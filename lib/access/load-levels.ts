import type { Db } from "@/lib/database/client";
import { groups, type Group } from "@/lib/operations/caller";
import type { AttachedPolicy } from "./evaluate";
import { policyOf } from "./load-access";
import { layerNames } from "./layer-name";

const policy = {
  select: { id: true, name: true, organization: { select: { kind: true } }, versions: { orderBy: { version: "desc" }, take: 1, select: { version: true, document: true } } },
} as const;

type Row = { id: string; name: string; organization: { kind: "OPERATOR" | "CUSTOMER" }; versions: { version: number; document: string }[] };

const attached = ({ id, name, versions: [newest] }: Row): AttachedPolicy & { id: string } => ({ id, name, version: newest?.version ?? 0, policy: policyOf(id, newest?.version ?? 0, newest?.document ?? "") });

const byName = (a: AttachedPolicy, b: AttachedPolicy): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

/** A guardrail where it is attached. `operators`: by a policy of the operator's own. */
export type Guardrail = AttachedPolicy & { id: string; operators: boolean };

/** One level of the tree with its guardrails. `key` tells levels apart. */
export type GuardrailLevel = Readonly<{ key: string; name: string; policies: readonly Guardrail[] }>;

/**
 * The guardrails that hold in a place, level by level from the root down, whether or not an account stands there.
 * @param units from the top down
 */
export async function loadLevels(db: Db, organizationId: string, units: readonly { id: string; name: string }[], accountId: string | null): Promise<GuardrailLevel[]> {
  const rows = await db.guardrailAttachment.findMany({
    where: { OR: [{ organizationId, unitId: null, accountId: null }, { unitId: { in: units.map(({ id }) => id) } }, ...(accountId === null ? [] : [{ accountId }])] },
    select: { unitId: true, accountId: true, policy },
  });
  const level = (key: string, name: string, match: (row: (typeof rows)[number]) => boolean): GuardrailLevel => ({
    key,
    name,
    policies: rows.filter(match).map((row) => ({ ...attached(row.policy), operators: row.policy.organization.kind === "OPERATOR" })).sort(byName),
  });
  return [
    level(organizationId, layerNames.root, (row) => row.unitId === null && row.accountId === null),
    ...units.map(({ id, name }) => level(id, layerNames.unit(name), (row) => row.unitId === id)),
    ...(accountId === null ? [] : [level(accountId, layerNames.account, (row) => row.accountId === accountId)]),
  ];
}

/** What the groups of an organization may do beside their built-in policies. */
export async function loadGroupPolicies(db: Db, organizationId: string): Promise<ReadonlyMap<Group, readonly AttachedPolicy[]>> {
  const rows = await db.policyAttachment.findMany({ where: { organizationId, group: { not: null } }, select: { group: true, policy } });
  return new Map(groups.map((group) => [group, rows.filter((row) => row.group === group).map((row) => attached(row.policy)).sort(byName)]));
}

/** The policies that an organization gave to single members of an account: they are worth nothing in another organization. */
export async function loadPersonalPolicies(db: Db, accountId: string, organizationId: string): Promise<{ person: string; policy: string; policyId: string }[]> {
  const rows = await db.policyAttachment.findMany({
    where: { accountId, policy: { organizationId } },
    orderBy: [{ membership: { person: { name: "asc" } } }, { policy: { name: "asc" } }],
    select: { policy: { select: { id: true, name: true } }, membership: { select: { person: { select: { name: true } } } } },
  });
  return rows.map(({ policy: { id, name }, membership }) => ({ person: membership?.person.name ?? "", policy: name, policyId: id }));
}
