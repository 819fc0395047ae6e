import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import type { SqlQuery, SqlResultSet } from "@prisma/driver-adapter-utils";
import pg from "pg";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import type { MigrationList, SchemaContainer, SchemaEngine } from "@prisma/schema-engine-wasm/schema_engine_bg";
import { acrossTenants } from "./connection";
import type { DatabaseConnection } from "./connection";

const NO_FILTERS = { externalTables: [], externalEnums: [] };

let loaded: Promise<void> | undefined;

async function loadEngine(): Promise<void> {
  const resolve = createRequire(import.meta.url).resolve;
  const file = path.join(path.dirname(resolve("@prisma/schema-engine-wasm/schema_engine_bg")), "schema_engine_bg.wasm");
  const imports = bindings as unknown as WebAssembly.ModuleImports;
  const { instance } = await WebAssembly.instantiate(await readFile(file), { "./schema_engine_bg.js": imports });
  bindings.__wbg_set_wasm(instance.exports);
  const start = instance.exports["__wbindgen_start"];
  if (typeof start === "function") Reflect.apply(start, undefined, []);
}

/** The folder with `schema/` and `migrations/` of this project. */
export function defaultPrismaFolder(): string {
  return path.resolve("prisma");
}

/** Reads `prisma/migrations` in the order in which the migrations are applied. */
export async function readMigrations(prismaFolder = defaultPrismaFolder()): Promise<MigrationList> {
  const baseDir = path.join(prismaFolder, "migrations");
  const entries = await readdir(baseDir, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
  const lockfile = await readFile(path.join(baseDir, "migration_lock.toml"), "utf8").catch(() => null);
  return {
    baseDir,
    lockfile: { path: "./migration_lock.toml", content: lockfile },
    shadowDbInitScript: "",
    migrationDirectories: await Promise.all(
      names.map(async (name) => ({
        path: name,
        migrationFile: {
          path: "migration.sql",
          content: { tag: "ok" as const, value: await readFile(path.join(baseDir, name, "migration.sql"), "utf8") },
        },
      })),
    ),
  };
}

/** The files of the Prisma schema, as the engine wants them. */
export async function readSchema(prismaFolder = defaultPrismaFolder()): Promise<SchemaContainer[]> {
  const folder = path.join(prismaFolder, "schema");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".prisma")).sort();
  return Promise.all(names.map(async (name) => ({ path: path.join(folder, name), content: await readFile(path.join(folder, name), "utf8") })));
}

/** The type `"char"`: one letter, used in PostgreSQL's own catalogue. */
const INTERNAL_CHAR = 18;
const BPCHAR = 1042;

/**
 * Mends two things in Prisma's adapter. It knows no `"char"` and refuses such columns, but the engine reads them to describe a database
 * and wants them as characters: so they pass the adapter as text and get their real type afterwards. And it cuts a script at every
 * semicolon, also inside function bodies: here the server gets the whole script and takes all of it or nothing.
 */
class CatalogueAdapter extends PrismaPg {
  override async connect(): ReturnType<PrismaPg["connect"]> {
    const adapter = await super.connect();
    const pool = adapter.underlyingDriver();
    const letters = new WeakMap<object, number[]>();
    const ask = pool.query.bind(pool) as (input: unknown) => Promise<pg.QueryResult>;
    const askAsText = async (input: unknown): Promise<pg.QueryResult> => {
      const result = await ask(input);
      const columns = result.fields.flatMap((field, index) => (field.dataTypeID === INTERNAL_CHAR ? [index] : []));
      for (const column of columns) Object.assign(result.fields[column] ?? {}, { dataTypeID: BPCHAR });
      letters.set(result.rows, columns);
      return result;
    };
    Object.assign(pool, { query: askAsText });
    const queryRaw = adapter.queryRaw.bind(adapter);
    return Object.assign(adapter, {
      executeScript: async (script: string): Promise<void> => void (await ask(script)),
      queryRaw: async (query: SqlQuery): Promise<SqlResultSet> => {
        const result = await queryRaw(query);
        for (const column of letters.get(result.rows) ?? []) result.columnTypes[column] = ColumnTypeEnum.Character;
        return result;
      },
    });
  }
}

/** Runs `use` with Prisma's schema engine (WebAssembly, in this process) connected to one database, then lets both go. */
export async function withSchemaEngine<T>(connection: DatabaseConnection, use: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  loaded ??= loadEngine();
  await loaded;
  const pool = new pg.Pool({ ...acrossTenants(connection), max: 1 });
  const factory = bindMigrationAwareSqlAdapterFactory(new CatalogueAdapter(pool));
  const engine = await bindings.SchemaEngine.new({ datamodels: undefined }, () => undefined, factory);
  try {
    return await use(engine);
  } finally {
    engine.free();
    await pool.end();
  }
}

export { NO_FILTERS };
