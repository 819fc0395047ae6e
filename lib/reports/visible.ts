import { Prisma } from "@/lib/database/generated/client";
import type { MemberCaller } from "@/lib/operations/caller";

/** Operator staff see whatever is in the catalogue. */
export const isStaff = (caller: MemberCaller): boolean => caller.account.organizationKind === "OPERATOR";

/** Callers with the same key see the same catalogue: what a cached count is valid for. */
export const visibilityKey = (caller: MemberCaller): string => (isStaff(caller) ? "staff" : caller.account.organizationId);

/** The condition under which a version `v` exists for this caller: published, and shared with everyone or with the caller's organization. */
export function visibleTo(caller: MemberCaller): Prisma.Sql {
  if (isStaff(caller)) return Prisma.sql`v.state = 'PUBLISHED'`;
  // OFFSET 0 keeps the planner from reading all that is shared with the organization for the sake of one page.
  return Prisma.sql`v.state = 'PUBLISHED' AND (v.audience = 'EVERYONE' OR EXISTS (
    SELECT 1 FROM series_audience sa WHERE sa.series_id = v.series_id AND sa.organization_id = ${caller.account.organizationId}::uuid OFFSET 0))`;
}
