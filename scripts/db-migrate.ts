import { config } from "@/lib/config/config";
import { migrate } from "@/lib/database/migrate";
import { takeDatabase } from "@/lib/database/run";
import { runCommand } from "./command";

await runCommand(async () => {
  const { databaseUrl } = config();
  const taken = databaseUrl ? undefined : await takeDatabase();
  try {
    const connection = taken?.connection ?? { connectionString: databaseUrl ?? "" };
    const applied = await migrate(connection);
    console.log(applied.length === 0 ? "The database is up to date." : `Applied:\n${applied.map((name) => `  ${name}`).join("\n")}`);
  } finally {
    await taken?.release();
  }
  return undefined;
});
