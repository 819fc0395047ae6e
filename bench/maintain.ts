import { readRunFacts } from "@/lib/database/data-folder";
import { withPlainClient } from "@/lib/database/connection";
import { ownerOfRunning } from "@/lib/database/embedded";

/** What PostgreSQL does by itself within the minute, done now: of a running installation, as the owner of its tables. */
export async function maintain(dataDir: string): Promise<void> {
  const address = readRunFacts(dataDir)?.database;
  if (!address) throw new Error(`nothing runs on ${dataDir}`);
  await withPlainClient(await ownerOfRunning(dataDir, address), (client) => client.query("VACUUM (ANALYZE)"));
}
