import { createHash } from "node:crypto";
import type { MigrationList } from "@prisma/schema-engine-wasm/schema_engine_bg";
import type pg from "pg";
import { withPlainClient } from "./connection";
import type { DatabaseConnection } from "./connection";
import { DatabaseStartError } from "./errors";
import { NO_FILTERS, readMigrations, readSchema, withSchemaEngine } from "./schema-engine";

/** Two processes that start at the same time on one database: the second waits here until the first has migrated. */
const MIGRATION_LOCK = 7_202_611;

/**
 * Applies the migrations that the database lacks and returns their names. The same table and checksums as `prisma migrate deploy`.
 * Throws {@link DatabaseStartError} when the database was made by a newer version, when an applied migration was edited or one failed.
 */
export async function migrate(connection: DatabaseConnection, prismaFolder?: string): Promise<string[]> {
  const migrationsList = await readMigrations(prismaFolder);
  return withPlainClient(connection, async (client) => {
    await client.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
    if (await isUpToDate(client, migrationsList)) return [];
    await requireRoom(client);
    return withSchemaEngine(connection, async (engine) => {
      const found = await engine.diagnoseMigrationHistory({ migrationsList, optInToShadowDatabase: false, filters: NO_FILTERS });
      const history = found.history;
      if (history && history.diagnostic !== "databaseIsBehind") {
        throw new DatabaseStartError(
          `The database has migrations that this version does not know (${history.unpersistedMigrationNames.join(", ")}). ` +
            "It was made by a newer version: start that one, or restore a backup.",
        );
      }
      if (found.editedMigrationNames.length > 0) {
        throw new DatabaseStartError(`Migrations were changed after they had been applied: ${found.editedMigrationNames.join(", ")}`);
      }
      const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: NO_FILTERS });
      return appliedMigrationNames;
    });
  });
}

/** Throws {@link DatabaseStartError} unless every migration is applied. For a role that may not apply them: it changes nothing. */
export async function requireMigrated(connection: DatabaseConnection, prismaFolder?: string): Promise<void> {
  const migrationsList = await readMigrations(prismaFolder);
  const ready = await withPlainClient(connection, async (client) => {
    try {
      return await isUpToDate(client, migrationsList);
    } catch (error) {
      // 42501: the table of migrations is there, and not yet for this role.
      if ((error as { code?: string }).code === "42501") return false;
      throw error;
    }
  });
  if (!ready) throw new DatabaseStartError("The database is not as this version needs it. Set DATABASE_OWNER_URL, or run once: DATABASE_OWNER_URL=... npm run db:migrate");
}

/** Without this the engine would say the same in words of its own. */
async function requireRoom(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ role: string; may: boolean }>(
    "SELECT current_user AS role, COALESCE(has_schema_privilege(current_schema(), 'CREATE'), FALSE) AS may",
  );
  const [found] = rows;
  if (found?.may) return;
  throw new DatabaseStartError(`The role ${found?.role ?? ""} may not make tables in this database: make it the database's owner (ALTER DATABASE ... OWNER TO ${found?.role ?? ""}). See "A PostgreSQL of your own" in docs/operators.md.`);
}

// Loading the engine costs half a second, which an ordinary start need not pay.
async function isUpToDate(client: pg.Client, { migrationDirectories }: MigrationList): Promise<boolean> {
  const table = await client.query("SELECT 1 FROM pg_tables WHERE tablename = '_prisma_migrations' AND schemaname = current_schema()");
  if (table.rows.length === 0) return false;
  const { rows } = await client.query<{ name: string; checksum: string; finished: boolean }>(
    "SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished FROM _prisma_migrations WHERE rolled_back_at IS NULL",
  );
  const checksums = new Map(
    migrationDirectories.map(({ path, migrationFile: { content } }) => [path, createHash("sha256").update(content.value).digest("hex")]),
  );
  return rows.length === checksums.size && rows.every((row) => row.finished && checksums.get(row.name) === row.checksum);
}

/**
 * The SQL that would lead from the tables of a live database to `prisma/schema`; empty when they agree.
 *
 * The engine does not see triggers, functions, views, checks, partial indexes and indexes on expressions: handwritten migrations may add
 * them freely. It sees tables, columns, plain indexes and keys: those stand in `prisma/schema`, a search column as
 * `Unsupported("tsvector")?`. The one thing it would undo without need, the expression of a generated column, is left out here.
 */
export async function diffToSchema(connection: DatabaseConnection, prismaFolder?: string): Promise<string> {
  const files = await readSchema(prismaFolder);
  const sql = await withSchemaEngine(connection, async (engine) => {
    const result = await engine.diff({
      from: { tag: "schemaDatasource", files, configDir: process.cwd() },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: null,
      filters: NO_FILTERS,
    });
    return result.stdout ?? "";
  });
  return withoutGeneratedColumns(sql, await generatedColumns(connection));
}

async function generatedColumns(connection: DatabaseConnection): Promise<ReadonlySet<string>> {
  const { rows } = await withPlainClient(connection, (client) =>
    client.query<{ name: string }>(
      `SELECT c.relname || '.' || a.attname AS name FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
       WHERE a.attgenerated <> '' AND c.relnamespace = current_schema()::regnamespace`,
    ),
  );
  return new Set(rows.map((row) => row.name));
}

const TABLE_CHANGE = /^-- AlterTable\nALTER TABLE "(?<table>[^"]+)" (?<clauses>[\s\S]+);$/;

/** Takes `DROP DEFAULT` of generated columns (named `table.column`) out of the engine's script. */
export function withoutGeneratedColumns(sql: string, generated: ReadonlySet<string>): string {
  const statements = sql.trim().split(/\n\n+/);
  const kept = statements.flatMap((statement) => {
    const { table, clauses } = TABLE_CHANGE.exec(statement)?.groups ?? {};
    if (table === undefined || clauses === undefined) return [statement];
    const wanted = clauses.split(",\n").filter((clause) => {
      const column = /^ALTER COLUMN "([^"]+)" DROP DEFAULT$/.exec(clause.trim())?.[1];
      return column === undefined || !generated.has(`${table}.${column}`);
    });
    return wanted.length === 0 ? [] : [`-- AlterTable\nALTER TABLE "${table}" ${wanted.join(",\n")};`];
  });
  const script = kept.join("\n\n");
  return script === "-- This is an empty migration." ? "" : script;
}
