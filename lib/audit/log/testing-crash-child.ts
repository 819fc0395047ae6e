import { randomBytes } from "node:crypto";
import { parseConfig, setConfig } from "@/lib/config/config";
import { database, openDatabase, rawPool } from "@/lib/database/client";
import type { DatabaseConnection } from "@/lib/database/connection";
import { asSystem } from "@/lib/database/scope";
import { systemCaller } from "@/lib/operations/caller";
import { recordEvent } from "../record-event";
import { keepLog } from "./keep-log";

/** A server that writes and keeps its log until it is killed. It says what it was told is committed ("+id") and what it rolled back ("-id"). */
const [connection = "", dataDir = ""] = process.argv.slice(2);

class TakenBack extends Error {}

async function write(): Promise<void> {
  for (;;) {
    let id = "";
    const back = (randomBytes(1)[0] ?? 0) < 64;
    try {
      await database().$transaction(async (db) => {
        id = await recordEvent(db, { caller: systemCaller("delivery"), operation: "reports:CompleteDownload", outcome: "Success", browsing: false, parameters: { back } });
        // The operation's own write. Its event stands and falls with it.
        await db.$executeRaw`INSERT INTO crash_operation (event_id) VALUES (${id}::uuid)`;
        if (back) throw new TakenBack();
      });
      process.stdout.write(`+${id}\n`);
    } catch (error) {
      if (error instanceof TakenBack) process.stdout.write(`-${id}\n`);
    }
  }
}

setConfig(parseConfig({ DATA_DIR: dataDir, PORT: "0" }));
openDatabase(JSON.parse(connection) as DatabaseConnection, { connections: 8 });
keepLog({ pool: rawPool(), dataDir, origin: "crash.example/log" });
process.stdout.write("ready\n");
await asSystem("writing until killed", () => Promise.all(Array.from({ length: 4 }, write)));
