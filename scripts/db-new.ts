import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { diffToSchema, migrate } from "@/lib/database/migrate";
import { withScratchDatabase } from "@/lib/database/scratch";
import { runCommand } from "./command";

const LOCK_FILE = '# Written by npm run db:new.\nprovider = "postgresql"\n';

await runCommand(async () => {
  const words = process.argv.slice(2).filter((word) => !word.startsWith("--")).join(" ");
  const empty = process.argv.includes("--empty");
  const name = words.toLowerCase().replace(/[^a-z0-9]+/g, "_").replace(/^_+|_+$/g, "");
  if (!name) return "Give the migration a name: npm run db:new -- add_agreements (with --empty for handwritten SQL alone)";
  const sql = await withScratchDatabase(async (connection) => {
    await migrate(connection);
    return diffToSchema(connection);
  });
  if (!sql && !empty) {
    console.log("prisma/schema and the migrations agree: there is nothing to write.");
    return undefined;
  }
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const folder = path.join("prisma", "migrations", `${stamp}_${name}`);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, "migration.sql"), sql ? `${sql}\n` : "");
  await writeFile(path.join("prisma", "migrations", "migration_lock.toml"), LOCK_FILE);
  console.log(`Written: ${path.join(folder, "migration.sql")}`);
  return undefined;
});
