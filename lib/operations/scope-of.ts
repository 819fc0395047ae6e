import type { Scope } from "@/lib/database/scope";
import { isMember, type Caller } from "./caller";
import type { Reach } from "./operation";

/** For whom the database is asked when a caller performs an operation of a reach: what row-level security lets through. */
export function scopeOf(caller: Caller, reach: Reach): Scope {
  if (caller.kind === "system") return { kind: "system", why: caller.name };
  // Whoever follows a link or signs in is nobody yet, also where another person's session is still in the browser.
  if (reach === "anyone" || caller.kind === "anonymous") return { kind: "door" };
  const { personId } = caller;
  if (!isMember(caller)) return { kind: "person", personId };
  const { id: accountId, organizationId, organizationKind, management } = caller.account;
  return organizationKind === "OPERATOR" ? { kind: "staff", personId, organizationId, accountId } : { kind: "member", personId, organizationId, accountId, management };
}
