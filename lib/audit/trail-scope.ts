import { Prisma } from "@/lib/database/generated/client";
import type { MemberCaller } from "@/lib/operations/caller";

/** Which events a caller may see: operator staff all, organization admins their organization's, account admins their account's, everyone their own. */
export function trailScope(caller: MemberCaller): Prisma.Sql {
  if (caller.group === "root" || caller.group === "publisher") return Prisma.sql`TRUE`;
  const own = Prisma.sql`e.person_id = ${caller.personId}::uuid`;
  if (caller.group === "organization-admin") return Prisma.sql`(e.organization_id = ${caller.account.organizationId}::uuid OR ${own})`;
  if (caller.group === "account-admin") return Prisma.sql`(e.account_id = ${caller.account.id} OR ${own})`;
  return own;
}

/** In words, for the page. */
export function trailScopeName(caller: MemberCaller): "everything" | "organization" | "account" | "own" {
  if (caller.group === "root" || caller.group === "publisher") return "everything";
  if (caller.group === "organization-admin") return "organization";
  return caller.group === "account-admin" ? "account" : "own";
}
