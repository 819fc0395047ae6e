import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DatabaseConnection } from "./connection";
import { withPlainClient } from "./connection";
import { diffToSchema, migrate, withoutGeneratedColumns } from "./migrate";
import { readMigrations } from "./schema-engine";
import { createTestDatabase } from "./testing";
import type { TestDatabase } from "./testing";

let migrated: TestDatabase;
const ask = (connection: DatabaseConnection, sql: string) => withPlainClient(connection, (client) => client.query(sql));

beforeAll(async () => {
  migrated = await createTestDatabase();
});
afterAll(() => migrated.drop());

describe("schema, migrations and database agree", () => {
  test("after all migrations nothing is missing to prisma/schema", async () => {
    expect(await diffToSchema(migrated.connection)).toBe("");
  });

  test("the database remembers every migration of the folder with its checksum, and a second run applies none", async () => {
    const { rows } = await ask(migrated.connection, "SELECT migration_name AS name FROM _prisma_migrations ORDER BY migration_name");
    const { migrationDirectories } = await readMigrations();
    expect(rows.map((row: { name: string }) => row.name)).toEqual(migrationDirectories.map((directory) => directory.path));
    expect(await migrate(migrated.connection)).toEqual([]);
  });

  test("a table and a column that no migration made are found", async () => {
    const drifted = await migrated.cloneAnother();
    await ask(drifted, "CREATE TABLE stray (id int PRIMARY KEY); ALTER TABLE organization ADD COLUMN stray text");
    const sql = await diffToSchema(drifted);
    expect(sql).toContain('DROP TABLE "stray"');
    expect(sql).toContain('ALTER TABLE "organization" DROP COLUMN "stray"');
  });

  test("what Prisma cannot express may be added by hand: triggers, functions, checks, partial and expression indexes, generated columns", async () => {
    const handmade = await migrated.cloneAnother();
    await ask(
      handmade,
      `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no; never'; END $$;
       CREATE TRIGGER refuse BEFORE DELETE ON organization FOR EACH ROW EXECUTE FUNCTION refuse();
       ALTER TABLE organization ADD CONSTRAINT named CHECK (name <> '');
       CREATE INDEX by_lower_name ON organization (lower(name));
       CREATE INDEX of_customers ON organization (name) WHERE kind = 'CUSTOMER';`,
    );
    expect(await diffToSchema(handmade)).toBe("");
  });
});

test("only the default of a generated column is left out of a script", () => {
  const script = `-- DropIndex\nDROP INDEX "i";\n\n-- AlterTable\nALTER TABLE "a" DROP COLUMN "old",\nALTER COLUMN "search" DROP DEFAULT;\n\n-- AlterTable\nALTER TABLE "b" ALTER COLUMN "search" DROP DEFAULT;`;
  expect(withoutGeneratedColumns(script, new Set(["a.search", "b.search"]))).toBe(
    `-- DropIndex\nDROP INDEX "i";\n\n-- AlterTable\nALTER TABLE "a" DROP COLUMN "old";`,
  );
  expect(withoutGeneratedColumns(script, new Set(["a.search"]))).toContain('ALTER TABLE "b" ALTER COLUMN "search" DROP DEFAULT');
  expect(withoutGeneratedColumns("-- This is an empty migration.", new Set())).toBe("");
});
