import { createHash } from "node:crypto";
import { canonicalJson, type Json } from "@/lib/audit/log/canonical-json";
import { findCoverageChanges } from "@/lib/agreements/find-coverage-changes";
import { loadGroupPolicies, loadLevels, loadPersonalPolicies, type GuardrailLevel } from "@/lib/access/load-levels";
import { powersOf } from "@/lib/access/powers-of";
import type { Db } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import type { Group, MemberCaller } from "@/lib/operations/caller";
import { groups } from "@/lib/operations/caller";
import { MunimentError } from "@/lib/operations/errors";
import type { Preview, TreeChange } from "./change";
import { loadWhatWasGiven } from "./end-what-was-given";
import { findConcerned, type Concerned } from "./find-concerned";
import { lockTrees } from "./load-tree";
import { resolveChange, type Resolved } from "./resolve-change";
import { t } from "@/lib/texts/text";

/** A change with everything that is needed to make it. `concerned` are the people who are told. */
export type Plan = { resolved: Resolved; preview: Preview; concerned: readonly Concerned[] };

/** The group that a member has after the account went to be an organization of its own, or came from being one. */
export function groupAfter(kind: TreeChange["kind"], group: Group): Group {
  if ((kind === "leave" || kind === "remove") && group === "account-admin") return "organization-admin";
  return kind === "join" && group === "organization-admin" ? "account-admin" : group;
}

function guardrailChanges(before: readonly GuardrailLevel[], after: readonly GuardrailLevel[]): Preview["guardrails"] {
  const flat = (levels: readonly GuardrailLevel[]) => levels.flatMap(({ key, name, policies }) => policies.map((policy) => ({ key: `${key} ${policy.id}`, policy: policy.name, level: name })));
  const [old, fresh] = [flat(before), flat(after)];
  const without = (list: typeof old, other: typeof old) => list.filter(({ key }) => !other.some((one) => one.key === key)).map(({ policy, level }) => ({ policy, level }));
  return { applied: without(fresh, old), ceased: without(old, fresh), kept: old.filter(({ key }) => fresh.some((one) => one.key === key)).length };
}

/** What the levels come to in a digest: the versions that hold, level by level. */
const levelsKey = (levels: readonly GuardrailLevel[]): Json => levels.map(({ key, name, policies }) => [key, name, policies.map(({ id, version }) => `${id}:${version}`)]);

async function groupsOf(db: Db, accountIds: readonly string[]): Promise<{ group: Group; people: number }[]> {
  const rows = await db.$queryRaw<{ group: string; people: bigint }[]>`
    SELECT "group", count(DISTINCT person_id) AS people FROM membership WHERE account_id = ANY(${[...accountIds]}::text[]) GROUP BY "group"`;
  return groups.flatMap((group) => rows.filter((row) => row.group === group).map(({ people }) => ({ group, people: Number(people) })));
}

/**
 * Finds out what a change would do, and whether it can be made at all.
 * @throws MunimentError whatever stands in the way of the change, in a sentence that says what to do
 */
export function planChange(db: Db, caller: MemberCaller, change: TreeChange): Promise<Plan> {
  return across(change, () => plan(db, caller, change));
}

/** An invitation shows the tree that it leads to, which is another organization's: the invitation itself was found as the account's own. */
const across = <T>(change: TreeChange, work: () => Promise<T>): Promise<T> => (change.kind === "join" ? asSystem("an invitation shows the tree that it leads to", work) : work());

async function plan(db: Db, caller: MemberCaller, change: TreeChange): Promise<Plan> {
  const resolved = await resolveChange(db, caller, change);
  const { subject, from, to, accountIds } = resolved;
  const accountId = subject.kind === "ACCOUNT" ? subject.id : null;
  const crossing = to === null || to.organizationId !== from.organizationId;
  const before = await loadLevels(db, from.organizationId, from.units, accountId);
  const after = to === null ? [] : (await loadLevels(db, to.organizationId, to.units, accountId)).map((level) => (crossing && level.key === accountId ? { ...level, policies: level.policies.filter(({ operators }) => operators) } : level));
  const guardrails = guardrailChanges(before, after);
  const groupsBefore = await loadGroupPolicies(db, from.organizationId);
  const groupsAfter = to === null ? new Map<Group, []>() : crossing ? await loadGroupPolicies(db, to.organizationId) : groupsBefore;
  const members = await groupsOf(db, accountIds);
  const powers = members.map(({ group, people }): Preview["powers"][number] => {
    const then = groupAfter(change.kind, group);
    const old = from.suspended ? new Set<string>() : powersOf(caller, { group, organizationKind: from.kind, management: from.management, groupPolicies: groupsBefore.get(group) ?? [], levels: before });
    const fresh = to === null || to.suspended ? new Set<string>() : powersOf(caller, { group: then, organizationKind: to.kind, management: to.management, groupPolicies: groupsAfter.get(then) ?? [], levels: after });
    return { group, groupAfter: then, people, before: old.size, after: fresh.size, lost: [...old].filter((name) => !fresh.has(name)), gained: [...fresh].filter((name) => !old.has(name)) };
  });
  const personal = crossing && accountId !== null && from.kind === "CUSTOMER" ? await loadPersonalPolicies(db, accountId, from.organizationId) : [];
  const ends = crossing && accountId !== null ? await loadWhatWasGiven(db, accountId, from.organizationId) : { roles: [], invitations: 0, access: 0, requests: 0 };
  const coverage = crossing && accountId !== null ? await findCoverageChanges(db, accountId, from.organizationId, to?.organizationId ?? null) : [];
  const { concerned, told } = await findConcerned(db, resolved);
  const shown = {
    kind: change.kind,
    subject,
    from: { organizationId: from.organizationId, organization: from.organization, units: from.units.map(({ name }) => name) },
    to: to && { organizationId: resolved.founds ? null : to.organizationId, organization: to.organization, units: to.units.map(({ name }) => name) },
    guardrails,
    personal: personal.map(({ person, policy }) => ({ person, policy })),
    ends,
    coverage,
    suspended: { before: from.suspended, after: to?.suspended ?? false },
  };
  const matters: Json = {
    ...shown,
    levels: [levelsKey(before), resolved.founds ? [] : levelsKey(after)],
    places: [from.units.map(({ id }) => id), to?.units.map(({ id }) => id) ?? null],
    groups: powers.map(({ group, before: old, after: fresh }) => [group, old, fresh]),
    accountIds: accountIds.toSorted(),
  };
  const digest = createHash("sha256").update(canonicalJson(matters)).digest("hex");
  const people = new Set(concerned.filter(({ member }) => member).map(({ personId }) => personId)).size;
  return { resolved, concerned, preview: { ...shown, digest, accounts: accountIds.length, people, powers, told } };
}

/**
 * What a change does that somebody looked at before: under the locks of the trees it touches, so that of two changes at once the second sees what the
 * first has done. @throws MunimentError Conflict where it is no longer what was shown
 */
export async function confirmedPlan(db: Db, caller: MemberCaller, change: TreeChange, digest: string): Promise<Plan> {
  await across(change, async () => {
    const { from, to, founds } = await resolveChange(db, caller, change);
    await lockTrees(db, to === null || founds ? [from.organizationId] : [from.organizationId, to.organizationId]);
  });
  const planned = await planChange(db, caller, change);
  if (planned.preview.digest !== digest) throw new MunimentError("Conflict", t("Something was changed after you looked at what this would do, so nothing was done. Look again, then confirm."));
  return planned;
}
