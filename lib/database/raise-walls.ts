import { createHash } from "node:crypto";
import pg from "pg";
import { roleOf, withPlainClient } from "./connection";
import type { DatabaseConnection } from "./connection";
import { DatabaseStartError } from "./errors";
import { rightsOn, settableIn, trustedFunctions, walls, type Right } from "./walls";

const name = (identifier: string): string => pg.escapeIdentifier(identifier);
const rightSql = (table: string, right: Right): string => {
  const columns = right === "INSERT" ? settableIn(table) : undefined;
  return columns ? `INSERT (${columns.map(name).join(", ")})` : right;
};

/** All statements, for an application role. They leave the same walls behind whatever stood there before. */
function statements(role: string, schema: string, maintain: boolean, policies: readonly { table: string; policy: string }[]): string[] {
  const to = name(role);
  return [
    `GRANT USAGE ON SCHEMA ${name(schema)} TO ${to}`,
    ...policies.map(({ table, policy }) => `DROP POLICY ${name(policy)} ON ${name(table)}`),
    ...Object.entries(walls).flatMap(([table, wall]) => {
      const on = name(table);
      const granted = [`REVOKE ALL ON ${on} FROM ${to}`, `GRANT ${[...rightsOn(table).map((right) => rightSql(table, right)), ...(maintain ? ["MAINTAIN"] : [])].join(", ")} ON ${on} TO ${to}`];
      if ("shared" in wall) return [...granted, `ALTER TABLE ${on} DISABLE ROW LEVEL SECURITY`];
      const force = wall.ownerPasses === undefined ? "FORCE" : "NO FORCE";
      const policy = wall.writes
        ? [`CREATE POLICY wall_reads ON ${on} FOR SELECT USING (${wall.sees})`, `CREATE POLICY wall_adds ON ${on} FOR INSERT WITH CHECK (${wall.writes})`,
          `CREATE POLICY wall_changes ON ${on} FOR UPDATE USING (${wall.writes})`, `CREATE POLICY wall_removes ON ${on} FOR DELETE USING (${wall.writes})`]
        : [`CREATE POLICY wall ON ${on} USING (${wall.sees})`];
      return [...granted, `ALTER TABLE ${on} ENABLE ROW LEVEL SECURITY, ${force} ROW LEVEL SECURITY`, ...policy];
    }),
    `GRANT SELECT ON _prisma_migrations TO ${to}`,
    `GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${name(schema)} TO ${to}`,
    ...trustedFunctions.map((signature) => `GRANT EXECUTE ON FUNCTION ${signature} TO ${to}`),
  ];
}

/**
 * Puts row-level security and the application role's rights in place, as `walls.ts` has them, where they are not already. The owner's work, after migrating.
 * Throws {@link DatabaseStartError} when the role does not exist.
 */
export async function raiseWalls(owner: DatabaseConnection, applicationRole: string): Promise<void> {
  await withPlainClient(owner, async (client) => {
    await client.query("BEGIN");
    await client.query("SELECT pg_advisory_xact_lock(7202612)");
    const role = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [applicationRole]);
    if (role.rows.length === 0) throw new DatabaseStartError(`The database has no role ${applicationRole}: DATABASE_URL must name the application's own role.`);
    const { rows: policies } = await client.query<{ table: string; policy: string }>(
      `SELECT tablename AS table, policyname AS policy FROM pg_policies WHERE schemaname = current_schema() ORDER BY 1, 2`,
    );
    const { rows: found } = await client.query<{ schema: string; maintain: boolean }>(
      // PostgreSQL 17 has the right to ANALYZE without owning.
      "SELECT current_schema() AS schema, current_setting('server_version_num')::int >= 170000 AS maintain",
    );
    const { schema = "public", maintain = false } = found[0] ?? {};
    const wanted = statements(applicationRole, schema, maintain, []);
    const digest = `Walls ${createHash("sha256").update(wanted.join("\n")).digest("hex")}`;
    const { rows } = await client.query<{ mark: string | null }>("SELECT obj_description('organization'::regclass, 'pg_class') AS mark");
    if (rows[0]?.mark !== digest) {
      for (const statement of statements(applicationRole, schema, maintain, policies)) await client.query(statement);
      await client.query(`COMMENT ON TABLE organization IS ${pg.escapeLiteral(digest)}`);
    }
    await client.query("COMMIT");
  });
}

const remedy = "See \"A PostgreSQL of your own\" in docs/operators.md.";

/**
 * Makes sure that the role which the portal works as is held back by the walls: no superuser, no BYPASSRLS, no REPLICATION, not the owner and not able to become it, with
 * row-level security on every tenant's table. Throws {@link DatabaseStartError} that says which it is and what to do.
 */
export async function checkWalls(application: DatabaseConnection): Promise<void> {
  const role = roleOf(application);
  const refuse = (reason: string): never => {
    throw new DatabaseStartError(`The portal cannot work as the database role ${role}: ${reason} ${remedy}`);
  };
  await withPlainClient(application, async (client) => {
    const { rows: own } = await client.query<{ super: boolean; bypass: boolean; copies: boolean; makes: boolean }>(
      // Before PostgreSQL 16 whoever creates roles can make himself a member of the owner.
      "SELECT rolsuper AS super, rolbypassrls AS bypass, rolreplication AS copies, rolcreaterole AND current_setting('server_version_num')::int < 160000 AS makes FROM pg_roles WHERE rolname = current_user",
    );
    if (own[0]?.super) refuse("it is a superuser, whom no row-level security holds back. Make a role of its own for DATABASE_URL.");
    if (own[0]?.bypass) refuse("it has BYPASSRLS. Take that away: ALTER ROLE ... NOBYPASSRLS.");
    if (own[0]?.copies) refuse("it has REPLICATION, which copies every tenant's rows. Take that away: ALTER ROLE ... NOREPLICATION.");
    if (own[0]?.makes) refuse("it has CREATEROLE, with which it could become the owner of the tables. Take that away: ALTER ROLE ... NOCREATEROLE.");
    const { rows: tables } = await client.query<{ table: string; secured: boolean; policies: number; owned: boolean; readable: boolean }>(
      `SELECT c.relname AS table, c.relrowsecurity AS secured, (SELECT count(*)::int FROM pg_policy p WHERE p.polrelid = c.oid) AS policies,
         pg_has_role(current_user, c.relowner, 'MEMBER') AS owned, has_table_privilege(current_user, c.oid, 'SELECT') AS readable
       FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')`,
    );
    if (tables.some(({ owned }) => owned)) refuse("it owns the tables, or can become their owner. Name the owner in DATABASE_OWNER_URL, and another role in DATABASE_URL.");
    const found = new Map(tables.map((table) => [table.table, table]));
    const { rows: given } = await client.query<{ table: string; column: string }>(
      `SELECT table_name AS table, column_name AS column FROM information_schema.column_privileges
       WHERE table_schema = current_schema() AND grantee = current_user AND privilege_type = 'INSERT' AND table_name = ANY ($1)`, [Object.keys(walls).filter(settableIn)]);
    const over = given.find(({ table, column }) => !settableIn(table)?.includes(column));
    if (over) refuse(`it can set ${over.column} of what it adds to ${over.table}, which is the database's to give. Run: DATABASE_OWNER_URL=... npm run db:migrate`);
    for (const [table, wall] of Object.entries(walls)) {
      const state = found.get(table);
      const stands = state?.readable && ("shared" in wall || (state.secured && state.policies > 0));
      if (!stands) refuse(`the table ${table} is not walled for it. Run: DATABASE_OWNER_URL=... npm run db:migrate`);
    }
  });
}
