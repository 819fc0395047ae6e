import type { Db } from "@/lib/database/client";
import { Prisma } from "@/lib/database/generated/client";
import type { MemberCaller } from "@/lib/operations/caller";

/** How many controls a version has on its list, and how many of them the caller's account has not settled. */
export async function countUserControls(db: Db, caller: MemberCaller, { seriesId, version }: { seriesId: string; version: number }): Promise<{ total: number; open: number }> {
  const rows = await db.$queryRaw<{ total: number; open: number }[]>(Prisma.sql`
    SELECT count(*)::int AS total, count(*) FILTER (WHERE k.state IS NULL OR k.state = 'OPEN')::int AS open
    FROM user_control c LEFT JOIN user_control_check k ON k.control_id = c.id AND k.account_id = ${caller.account.id}
    WHERE c.series_id = ${seriesId} AND c.version = ${version} AND c.retired_at IS NULL`);
  return rows[0] ?? { total: 0, open: 0 };
}
