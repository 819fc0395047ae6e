import { z } from "zod";
import { parseConfig, setConfig } from "@/lib/config/config";
import { openDatabase } from "@/lib/database/client";
import type { DatabaseConnection } from "@/lib/database/connection";
import { setAmbientScope } from "@/lib/database/scope";
import { deliverMessages } from "./deliver-messages";
import { smtpTransport } from "./mail-transport";

const Work = z.object({ connection: z.custom<DatabaseConnection>(), dataDir: z.string(), url: z.string(), from: z.string() });

/** A process that sends what is in the outbox, and is killed while it does. */
const { connection, dataDir, url, from } = Work.parse(JSON.parse(process.argv[2] ?? ""));
setConfig(parseConfig({ DATA_DIR: dataDir, PORT: "0" }));
openDatabase(connection, { connections: 4 });
setAmbientScope({ kind: "system", why: "a test" });

const transport = smtpTransport(url, from);
process.stdout.write("begins\n");
while ((await deliverMessages(transport)) > 0);
process.exit(0);
