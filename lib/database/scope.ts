import { AsyncLocalStorage } from "node:async_hooks";

/**
 * For whom the database is asked: what row-level security lets through.
 * `system`: the portal's own work and commands, everything. `staff`: the operator's people, everything but others' secrets. `door`: who is not known yet
 * (signing in, invitations, set-up): people, sessions and the tree, no reports and no agreements. `person`: known, but in no account: what is their own.
 * `member`: at work in an account of an organization.
 */
export type Scope =
  | Readonly<{ kind: "system"; why: string }>
  | Readonly<{ kind: "door" }>
  | Readonly<{ kind: "staff"; personId: string; organizationId: string; accountId: string }>
  | Readonly<{ kind: "person"; personId: string }>
  | Readonly<{ kind: "member"; personId: string; organizationId: string; accountId: string; management: boolean }>;

// The server entry and the pages that Next bundles are two copies of this module in one process.
const shared: { [key: symbol]: AsyncLocalStorage<Scope> | undefined } = globalThis;
const KEY = Symbol.for("muniment.database-scope");
const storage = (shared[KEY] ??= new AsyncLocalStorage<Scope>());

const ambientKey = Symbol.for("muniment.database-ambient-scope");
const ambient: { [key: symbol]: Scope | undefined } = globalThis;

/** Does all work of `work` that reaches the database in a scope. The innermost one counts. */
export function withScope<T>(scope: Scope, work: () => Promise<T>): Promise<T> {
  // Awaited inside: a Prisma call begins when it is awaited, not when it is made.
  return storage.run(scope, async () => await work());
}

/** {@link withScope} for the portal's own work, with the reason: what reads or writes across tenants says so here. */
export function asSystem<T>(why: string, work: () => Promise<T>): Promise<T> {
  return withScope({ kind: "system", why }, work);
}

/** The scope of the work that is being done; undefined: none, and the database shows nothing. */
export function currentScope(): Scope | undefined {
  return storage.getStore() ?? ambient[ambientKey];
}

/** The scope of work that has none of its own: for tests, which look at the tables between operations. */
export function setAmbientScope(scope: Scope | undefined): void {
  ambient[ambientKey] = scope;
}

/** What row-level security reads, in the order of {@link setScopeSql}: kind, person, organization, account, whether that one is the management account. */
export function settingsOf(scope: Scope): readonly string[] {
  switch (scope.kind) {
    case "system":
    case "door":
      return [scope.kind, "", "", "", ""];
    case "person":
      return [scope.kind, scope.personId, "", "", ""];
    case "staff":
      return [scope.kind, scope.personId, scope.organizationId, scope.accountId, ""];
    case "member":
      return [scope.kind, scope.personId, scope.organizationId, scope.accountId, scope.management ? "yes" : ""];
  }
}

/** Sets the scope to the end of the transaction. The settings are of Muniment's own making: PostgreSQL gives no meaning to them. */
export const setScopeSql =
  "SELECT set_config('muniment.scope', $1, true), set_config('muniment.person', $2, true), set_config('muniment.organization', $3, true), " +
  "set_config('muniment.account', $4, true), set_config('muniment.management', $5, true)";
