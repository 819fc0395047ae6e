import { spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import path from "node:path";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { config } from "@/lib/config/config";
import { database } from "@/lib/database/client";
import { createTestDatabase, type TestDatabase } from "@/lib/database/testing";
import { atTime } from "@/lib/operations/clock";
import { rows, useWorld } from "@/lib/testing/world";
import { composeMail } from "./compose-mail";
import { claimMs, deliverMessages } from "./deliver-messages";
import { smtpTransport } from "./mail-transport";
import { queueMessages } from "./queue-message";

const rounds = process.env["LONG_TESTS"] === "1" ? 25 : 1;
const from = "Evidence portal <evidence@operator.example>";

let connection: TestDatabase;
useWorld(() => {
  beforeAll(async () => {
    connection = await createTestDatabase();
  });
  afterAll(() => connection.drop());
});

/** A mail server that takes its time, so that the process is killed before, within and after a message, and that remembers what it said yes to. */
const taken: string[] = [];
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS", "AUTH"],
  onData(stream, _session, callback) {
    let raw = "";
    stream.on("data", (piece: Buffer) => (raw += piece.toString("utf8")));
    stream.on("end", () => {
      taken.push(/^Message-ID: <([^@]+)@/im.exec(raw)?.[1] ?? "");
      setTimeout(() => callback(null), randomInt(0, 15));
    });
  },
});
let url = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.server.address();
  url = `smtp://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
});
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

test(`${rounds} times killed while it sends mail: every message is sent, and none again of which the portal knew that it was taken`, { timeout: 60_000 + rounds * 20_000 }, async () => {
  const words = composeMail({ paragraphs: ["Words."], sender: "Operator", reason: "Because." });
  for (let round = 0; round < rounds; round += 1) {
    taken.length = 0;
    const ids = await queueMessages(database(), Array.from({ length: 40 }, (_, n) => ({ to: `person-${n}@alpha.example`, subject: `Letter ${n}`, ...words, about: "agreement/baa:2" })));
    const work = JSON.stringify({ connection: connection.application, dataDir: config().dataDir, url, from });
    const child = spawn(process.execPath, ["--import", "tsx", path.resolve("lib/notifications/testing-crash-child.ts"), work], { stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, MUNIMENT_LOG: "none" } });
    const ended = once(child, "exit");
    await once(child.stdout, "data");
    setTimeout(() => child.kill("SIGKILL"), randomInt(5, 250));
    await ended;

    const known = (await rows("SELECT id::text AS id FROM message WHERE state = 'SENT' AND id = ANY ($1::uuid[])", [ids])).map(({ id }) => String(id));
    expect(known.filter((id) => !taken.includes(id)), "nothing counts as sent that the mail server has not taken").toEqual([]);
    const before = [...taken];
    const transport = smtpTransport(url, from);
    const later = new Date(Date.now() + claimMs + 1000);
    while ((await atTime(later, () => deliverMessages(transport))) > 0);
    transport.close();
    expect(await rows("SELECT 1 FROM message WHERE state <> 'SENT' AND id = ANY ($1::uuid[])", [ids]), "what the killed process had taken for itself is free again").toEqual([]);
    expect([...new Set(taken)].sort(), "every message was sent").toEqual([...ids].sort());
    const again = taken.slice(before.length);
    expect(again.filter((id) => known.includes(id)), "none that was known to be sent is sent again").toEqual([]);
    expect(taken.length - new Set(taken).size, "twice at most those that were on their way").toBeLessThanOrEqual(8);
  }
});
