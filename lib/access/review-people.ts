import type { Db } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import { Prisma } from "@/lib/database/generated/client";

export type ReviewScope = Readonly<{ organizationId: string; staff: boolean; rpId: string; at: Date; unusedSince: Date; longSince: Date }>;
export type ReviewSection = "factors" | "dormant" | "admins" | "keys";
export type ReviewRow = { person_id: string; name: string; email: string; account_id: string; account_name: string; group: string; at: Date | null; key_id: string | null; key_name: string | null; created_at: Date };

const lastFactor = Prisma.sql`GREATEST(
  (SELECT max(GREATEST(t.confirmed_at, t.last_used_at)) FROM totp_factor t WHERE t.person_id = p.id AND t.confirmed_at IS NOT NULL),
  (SELECT max(GREATEST(k.created_at, k.last_used_at)) FROM passkey k WHERE k.person_id = p.id))`;

/** The memberships, or keys, that a section is about. */
function sectionQuery(section: ReviewSection, scope: ReviewScope): { from: Prisma.Sql; at: Prisma.Sql; where: Prisma.Sql } {
  const members = Prisma.sql`membership m JOIN account a ON a.id = m.account_id JOIN person p ON p.id = m.person_id`;
  switch (section) {
    case "factors":
      return { from: members, at: lastFactor, where: Prisma.sql`COALESCE(${lastFactor}, p.created_at) < ${scope.longSince}` };
    case "dormant":
      return { from: members, at: Prisma.sql`p.last_sign_in_at`, where: Prisma.sql`COALESCE(p.last_sign_in_at, p.created_at) < ${scope.unusedSince}` };
    case "admins": {
      const admins = scope.staff ? Prisma.sql`TRUE` : Prisma.sql`m."group" IN ('organization-admin', 'account-admin')`;
      return { from: members, at: Prisma.sql`p.last_sign_in_at`, where: Prisma.sql`${admins} AND NOT EXISTS (SELECT 1 FROM passkey k WHERE k.person_id = p.id AND k.rp_id = ${scope.rpId})` };
    }
    case "keys":
      return {
        from: Prisma.sql`${members} JOIN access_key x ON x.person_id = m.person_id AND x.account_id = m.account_id`,
        at: Prisma.sql`x.last_used_at`,
        where: Prisma.sql`x.revoked_at IS NULL AND (x.expires_at IS NULL OR x.expires_at > ${scope.at}) AND (COALESCE(x.last_used_at, x.created_at) < ${scope.unusedSince} OR x.rotated_at < ${scope.longSince})`,
      };
  }
}

// Who used which factor when is behind a wall that opens to its person alone; here it is asked of one organization, and no more of it than the time.
const why = "when the people of an organization last used a factor";

/** One page of a section, by name. */
export function reviewPage(db: Db, section: ReviewSection, scope: ReviewScope, skip: number, take: number): Promise<ReviewRow[]> {
  const { from, at, where } = sectionQuery(section, scope);
  const key = section === "keys" ? Prisma.sql`x.id::text AS key_id, x.name AS key_name, x.rotated_at AS created_at` : Prisma.sql`NULL AS key_id, NULL AS key_name, m.created_at`;
  return asSystem(why, () => db.$queryRaw<ReviewRow[]>(Prisma.sql`
    SELECT p.id::text AS person_id, p.name, p.email, a.id AS account_id, a.name AS account_name, m."group", ${at} AS at, ${key}
    FROM ${from} WHERE a.organization_id = ${scope.organizationId}::uuid AND ${where} ORDER BY p.name, p.id, a.name, a.id, key_id LIMIT ${take} OFFSET ${skip}`));
}

export async function reviewCount(db: Db, section: ReviewSection, scope: ReviewScope): Promise<number> {
  const { from, where } = sectionQuery(section, scope);
  const rows = await asSystem(why, () => db.$queryRaw<{ count: number }[]>(Prisma.sql`SELECT count(*)::int AS count FROM ${from} WHERE a.organization_id = ${scope.organizationId}::uuid AND ${where}`));
  return rows[0]?.count ?? 0;
}
