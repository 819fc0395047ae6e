import { createHash } from "node:crypto";
import { reportsAllowed } from "@/lib/access/decide";
import { bothOf, filterSql, type Filter } from "@/lib/access/compile";
import { Prisma } from "@/lib/database/generated/client";
import { sharedNow } from "@/lib/access/access-grant";
import type { MemberCaller } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";

/** Operator staff see whatever is in the catalogue. */
export const isStaff = (caller: MemberCaller): boolean => caller.account.organizationKind === "OPERATOR";

type Settled = { at: number; filter: Filter; key: string };

// A list asks several times in one request, whose caller is one object.
const settled = new WeakMap<MemberCaller, Settled>();
const settledForMs = 1_000;

/** Series that the operator shares with this person on request, as long as it lasts. */
const sharedWith = (caller: MemberCaller): string[] => sharedNow(caller.access, now().getTime());

const digests = new WeakMap<object, string>();

function digestOf(filter: Filter): string {
  if (typeof filter === "boolean") return String(filter);
  const known = digests.get(filter) ?? createHash("sha256").update(JSON.stringify(filter)).digest("base64url");
  digests.set(filter, known);
  return known;
}

/** What lists show: a report that one may both see listed and open. */
function listable(caller: MemberCaller): Settled {
  const at = now().getTime();
  const known = settled.get(caller);
  if (known && Math.abs(at - known.at) < settledForMs) return known;
  const filter = bothOf(reportsAllowed(caller, "reports:ListReports"), reportsAllowed(caller, "reports:GetReportMetadata"));
  const tenant = isStaff(caller) ? "staff" : [caller.account.organizationId, ...sharedWith(caller)].join(" ");
  const key = filter === true ? tenant : `${tenant} ${digestOf(filter)}`;
  const found = { at, filter, key };
  settled.set(caller, found);
  return found;
}

/** Callers with the same key see the same catalogue: what a cached count is valid for. */
export const visibilityKey = (caller: MemberCaller): string => listable(caller).key;

/** The condition under which a version `v` stands in this caller's lists: it exists for the caller, and policies allow it. */
export function listedTo(caller: MemberCaller): Prisma.Sql {
  const { filter } = listable(caller);
  return filter === true ? visibleTo(caller) : Prisma.sql`${visibleTo(caller)} AND ${filterSql(filter)}`;
}

/** The condition under which a version `v` exists for this caller: published, and shared with everyone, with the caller's organization, or for a time with the caller alone. */
export function visibleTo(caller: MemberCaller): Prisma.Sql {
  if (isStaff(caller)) return Prisma.sql`v.state = 'PUBLISHED'`;
  const shared = sharedWith(caller);
  const alsoShared = shared.length === 0 ? Prisma.empty : Prisma.sql`OR v.series_id = ANY(${shared}::text[])`;
  // OFFSET 0 keeps the planner from reading all that is shared with the organization for the sake of one page.
  return Prisma.sql`v.state = 'PUBLISHED' AND (v.audience = 'EVERYONE' OR EXISTS (
    SELECT 1 FROM series_audience sa WHERE sa.series_id = v.series_id AND sa.organization_id = ${caller.account.organizationId}::uuid OFFSET 0) ${alsoShared})`;
}
