import { config } from "@/lib/config/config";
import { prepareDatabase, takeDatabase } from "@/lib/database/run";
import { runCommand } from "./command";

await runCommand(async () => {
  const { databaseUrl, databaseOwnerUrl, mode } = config();
  if (databaseUrl && !databaseOwnerUrl) return "Set DATABASE_OWNER_URL to the address of the role that owns the tables: DATABASE_URL is the portal's own role, which may not change them.";
  // Beside a portal that runs on a database of its own: the data folder is left to it.
  const taken = databaseUrl ? undefined : await takeDatabase();
  try {
    const own = { connection: { connectionString: databaseUrl ?? "" }, owner: { connectionString: databaseOwnerUrl ?? "" } };
    const applied = await prepareDatabase(taken ?? own, mode === "demo" ? "free" : "kept");
    console.log(applied.length === 0 ? "The database is up to date." : `Applied:\n${applied.map((name) => `  ${name}`).join("\n")}`);
  } finally {
    await taken?.release();
  }
  return undefined;
});
