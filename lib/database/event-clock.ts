import pg from "pg";
import type { DatabaseConnection } from "./connection";
import { roleOf, withPlainClient } from "./connection";
import { DatabaseStartError } from "./errors";

/**
 * Whether the portal's role may write events of another time than now. `kept`: it may not, which is so in production. `free`: it may, for the demo, whose loader writes a past, and for tests.
 * It is the owner of the tables who frees it and no setting of a session, so the portal's role cannot do it by itself; and a start in production takes it back, or refuses to work.
 */
export type EventClock = "kept" | "free";

const isFree = "SELECT has_function_privilege($1, 'event_time_is_free()', 'EXECUTE') AS free";

/** The owner's work, after migrating. */
export async function setEventClock(owner: DatabaseConnection, applicationRole: string, clock: EventClock): Promise<void> {
  await withPlainClient(owner, async (client) => {
    const { rows } = await client.query<{ free: boolean }>(isFree, [applicationRole]);
    if (rows[0]?.free === (clock === "free")) return;
    const role = pg.escapeIdentifier(applicationRole);
    await client.query(clock === "free" ? `GRANT EXECUTE ON FUNCTION event_time_is_free() TO ${role}` : `REVOKE ALL ON FUNCTION event_time_is_free() FROM ${role}, PUBLIC`);
  });
}

/** @throws DatabaseStartError where the portal's role may write events of any time */
export async function checkEventClock(application: DatabaseConnection): Promise<void> {
  await withPlainClient(application, async (client) => {
    const { rows } = await client.query<{ free: boolean }>(isFree, [roleOf(application)]);
    if (rows[0]?.free) throw new DatabaseStartError("This database lets the portal write events of any time, as a demo does. Run: DATABASE_OWNER_URL=... npm run db:migrate");
  });
}
