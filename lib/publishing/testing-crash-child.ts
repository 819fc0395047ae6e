import { readFile } from "node:fs/promises";
import { deserialize } from "node:v8";
import { z } from "zod";
import { parseConfig, setConfig } from "@/lib/config/config";
import { openDatabase } from "@/lib/database/client";
import type { DatabaseConnection } from "@/lib/database/connection";
import { setAmbientScope } from "@/lib/database/scope";
import type { MemberCaller } from "@/lib/operations/caller";
import { perform } from "@/lib/operations/perform";
import { prepareNext } from "./prepare-drafts";
import { receivePart } from "./receive-part";

const Work = z.object({ task: z.enum(["upload", "prepare"]), connection: z.custom<DatabaseConnection>(), dataDir: z.string(), draftId: z.string(), file: z.string(), caller: z.string() });

/** A process that receives a document, or prepares one, and is killed while it does. It says `+` and a number for what it has acknowledged. */
const { task, connection, dataDir, draftId, file, caller } = Work.parse(JSON.parse(process.argv[2] ?? ""));
setConfig(parseConfig({ DATA_DIR: dataDir, PORT: "0" }));
openDatabase(connection, { connections: 4 });
setAmbientScope({ kind: "system", why: "a test" });

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 16_384) yield await Promise.resolve(bytes.subarray(at, at + 16_384));
}

say("+0");
if (task === "prepare") await prepareNext();
else {
  const who = deserialize(Buffer.from(caller, "base64")) as MemberCaller;
  const document = await readFile(file);
  for (let received = 0; received < document.length; ) {
    const answer = await perform(who, receivePart, { draftId, offset: received, source: pieces(document.subarray(received, received + 131_072)) });
    received = answer.received;
    say(`+${received}`);
  }
}
say("done");
