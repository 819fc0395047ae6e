import pg from "pg";
import { readRunFacts } from "@/lib/database/data-folder";
import { connectionToRunning } from "@/lib/database/embedded";
import { dataDir } from "./people";

/** Lets the last factor of a person's sessions be of ten minutes ago: no test can wait that long. */
export async function letFactorAge(email: string): Promise<void> {
  const facts = readRunFacts(dataDir());
  if (!facts?.database) throw new Error("the portal has no database of its own");
  const client = new pg.Client(await connectionToRunning(dataDir(), facts.database));
  await client.connect();
  try {
    await client.query("SELECT set_config('muniment.scope', 'system', false)");
    await client.query("UPDATE session SET factor_at = factor_at - interval '10 minutes' WHERE revoked_at IS NULL AND person_id = (SELECT id FROM person WHERE email = $1)", [email]);
  } finally {
    await client.end();
  }
}
