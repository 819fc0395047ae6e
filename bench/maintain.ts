import { parseConfig } from "@/lib/config/config";
import { withPlainClient } from "@/lib/database/connection";
import { ownerOf } from "@/lib/database/run";

/** What PostgreSQL does by itself within the minute, done now: of a running installation, as the owner of its tables. */
export async function maintain(dataDir: string): Promise<void> {
  await withPlainClient(await ownerOf(parseConfig({ DATA_DIR: dataDir })), (client) => client.query("VACUUM (ANALYZE)"));
}
