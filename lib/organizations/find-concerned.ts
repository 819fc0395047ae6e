import type { Db } from "@/lib/database/client";
import type { Preview } from "./change";
import type { Resolved } from "./resolve-change";
import { t } from "@/lib/texts/text";

/** A person who is told of a change. `member`: works in an account that moves. */
export type Concerned = { personId: string; name: string; email: string; member: boolean };

/** The people whom a change concerns: the members of what moves, and the admins of the organizations that it touches; each once. */
export async function findConcerned(db: Db, { accountIds, from, to, founds }: Resolved): Promise<{ concerned: Concerned[]; told: Preview["told"] }> {
  const members = await db.$queryRaw<Omit<Concerned, "member">[]>`
    SELECT DISTINCT p.id::text AS "personId", p.name, p.email FROM membership m JOIN person p ON p.id = m.person_id WHERE m.account_id = ANY(${[...accountIds]}::text[]) ORDER BY p.name LIMIT 5000`;
  const organizations = [{ id: from.organizationId, name: from.organization }, ...(to === null || founds || to.organizationId === from.organizationId ? [] : [{ id: to.organizationId, name: to.organization }])];
  const admins = await db.$queryRaw<(Omit<Concerned, "member"> & { organizationId: string })[]>`
    SELECT DISTINCT p.id::text AS "personId", p.name, p.email, a.organization_id::text AS "organizationId"
    FROM membership m JOIN person p ON p.id = m.person_id JOIN account a ON a.id = m.account_id
    WHERE a.organization_id = ANY(${organizations.map(({ id }) => id)}::text[]::uuid[]) AND m."group" = 'organization-admin' ORDER BY p.name LIMIT 1000`;
  const known = new Set(members.map(({ personId }) => personId));
  const others = [...new Map(admins.filter(({ personId }) => !known.has(personId)).map(({ personId, name, email }) => [personId, { personId, name, email, member: false }])).values()];
  return {
    concerned: [...members.map((member) => ({ ...member, member: true })), ...others],
    told: [
      { who: accountIds.length === 1 ? t("who work in the account") : t("who work in these accounts"), count: members.length },
      ...organizations.map(({ id, name }) => ({ who: t("who administer {organization}", { organization: name }), count: admins.filter(({ organizationId }) => organizationId === id).length })),
    ].filter(({ count }) => count > 0),
  };
}
