import { createServer } from "node:tls";
import type { Socket } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { config, parseConfig, setConfig, type Config } from "@/lib/config/config";
import { rawPool } from "@/lib/database/client";
import { ownerPool } from "@/lib/database/testing";
import { atTime } from "@/lib/operations/clock";
import { perform } from "@/lib/operations/perform";
import type { Post, PostResult } from "@/lib/outbound/post-signed";
import { selfSigned } from "@/lib/outbound/testing-certificate";
import { outcomeOf, rows, useWorld } from "@/lib/testing/world";
import { listReports } from "@/lib/reports/list-reports";
import { keepLog } from "@/lib/audit/log/keep-log";
import { addForwarding } from "./add-forwarding";
import { pauseForwarding, removeForwarding, retryDeadLetter } from "./change-forwarding";
import { forwardEvents, forwarder, type Carriers } from "./forward-events";
import { listForwarding } from "./list-forwarding";
import { readTarget, sendSyslog } from "./send-syslog";
import { octetCounted, syslogMessage } from "./syslog";

const world = useWorld();
let before: Config;
const { key, cert } = selfSigned();
let keeper: ReturnType<typeof keepLog>;
beforeAll(() => {
  before = config();
  setConfig(parseConfig({ DATA_DIR: before.dataDir, BASE_URL: "https://evidence.example.com", OUTBOUND_PRIVATE_NETWORKS: "127.0.0.0/8, ::1" }));
  keeper = keepLog({ pool: rawPool(), dataDir: before.dataDir, origin: "evidence.example.com/log" });
});
afterAll(async () => {
  await keeper.stop();
  setConfig(before);
});
beforeEach(async () => {
  for (const table of ["forwarding_dead_letter", "forwarding_destination"]) await ownerPool().query(`DELETE FROM ${table}`);
});

type Sent = { type: string; events: { id: string; operation: string; logEntry: number }[] };
const root = () => world.as("root");
/** Until everything committed so far stands in the log. */
async function logged(): Promise<number> {
  for (;;) {
    const [row] = await rows("SELECT (SELECT count(*) FROM audit_event)::int AS events, (SELECT size FROM log_state)::int AS size");
    if (row?.["events"] === row?.["size"]) return Number(row?.["size"]);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
const webhook = async (fromStart = true, browsing = false) => perform(await root(), addForwarding, { name: "SIEM", kind: "WEBHOOK", address: "https://127.0.0.1/in", fromStart, browsing });
const carriers = (post: (sent: Sent, raw: Post) => PostResult): Carriers => ({ post: (raw) => Promise.resolve(post(JSON.parse(raw.body) as Sent, raw)), syslog: sendSyslog });
const drain = async (by: Carriers): Promise<void> => {
  while ((await forwardEvents(by)) > 0);
};
const answered = (problem: string, permanent = false): PostResult => ({ sent: false, permanent, answered: true, problem });

describe("a receiver", () => {
  test("gets every event once, in the log's order, from the first on, browsing left out; two workers do not send the same", async () => {
    await webhook();
    await perform(await world.as("alpha-auditor"), listReports, {});
    await logged();
    const got: number[] = [];
    const by = carriers(({ events }) => (got.push(...events.map(({ logEntry }) => logEntry)) > 0 ? { sent: true } : { sent: true }));
    await Promise.all([drain(by), drain(by)]);
    const expected = await rows("SELECT l.idx::int AS idx FROM log_leaf l JOIN audit_event e ON e.id = l.event_id WHERE NOT e.browsing ORDER BY l.idx");
    expect(got).toEqual(expected.map(({ idx }) => idx));
    const { destinations } = await perform(await root(), listForwarding, {});
    expect(destinations).toMatchObject([{ name: "SIEM", address: "127.0.0.1", problem: "" }]);
  });

  test("that is away misses nothing: it is waited for, ever longer, and gets it all when it is back", async () => {
    await webhook(false);
    await perform(await world.as("alpha-auditor"), listReports, {});
    await logged();
    const away = carriers(() => ({ sent: false, permanent: false, problem: "connect ECONNREFUSED" }));
    let at = Date.now() + 1000;
    for (let round = 0; round < 14; round += 1) {
      await atTime(new Date(at), () => forwardEvents(away));
      const [row] = await rows("SELECT next_attempt_at AS at, attempts FROM forwarding_destination");
      expect(row?.["attempts"]).toBe(round + 1);
      const next = (row?.["at"] as Date).getTime();
      expect(next).toBeGreaterThan(at);
      at = next;
    }
    expect(await rows("SELECT 1 FROM forwarding_dead_letter"), "nothing is put aside while nobody answers").toEqual([]);
    const got: string[] = [];
    await atTime(new Date(at), () => drain(carriers(({ events }) => (got.push(...events.map(({ operation }) => operation)), { sent: true }))));
    expect(got).toContain("audit:AddForwarding");
  });

  test("that refuses one event gets the others; the refused one waits among the dead letters until somebody has it tried again", async () => {
    await webhook();
    await logged();
    const [poison] = await rows("SELECT e.id::text AS id FROM audit_event e JOIN log_leaf l ON l.event_id = e.id WHERE NOT e.browsing ORDER BY l.idx OFFSET 3 LIMIT 1");
    const got = new Set<string>();
    const picky = carriers(({ events }) => {
      if (events.some(({ id }) => id === poison?.["id"])) return answered("It answered 400.", true);
      for (const { id } of events) got.add(id);
      return { sent: true };
    });
    for (let minutes = 0; minutes < 60; minutes += 10) await atTime(new Date(Date.now() + minutes * 60_000), () => drain(picky));
    const { deadLetters } = await perform(await root(), listForwarding, {});
    expect(deadLetters).toMatchObject([{ state: "DEAD", events: 1, problem: "It answered 400." }]);
    const all = await rows("SELECT count(*)::int AS n FROM audit_event e JOIN log_leaf l ON l.event_id = e.id WHERE NOT e.browsing AND l.idx < (SELECT next FROM forwarding_destination)");
    expect(got.size).toBe(Number(all[0]?.["n"]) - 1);
    await perform(await root(), retryDeadLetter, { deadLetterId: deadLetters[0]?.deadLetterId ?? "" });
    const late: string[] = [];
    await atTime(new Date(Date.now() + 120 * 60_000), () => drain(carriers(({ events }) => (late.push(...events.map(({ id }) => id)), { sent: true }))));
    expect(late).toContain(poison?.["id"]);
    expect((await perform(await root(), listForwarding, {})).deadLetters).toMatchObject([{ state: "SENT" }]);
  });

  test("that is paused or removed gets nothing; one that goes on gets what it missed", async () => {
    const { forwardingId } = await webhook(false);
    await perform(await root(), pauseForwarding, { forwardingId, paused: true });
    await logged();
    let pieces = 0;
    const by = carriers(() => ((pieces += 1), { sent: true }));
    await drain(by);
    expect(pieces).toBe(0);
    await perform(await root(), pauseForwarding, { forwardingId, paused: "false" });
    await drain(by);
    expect(pieces).toBeGreaterThan(0);
    await perform(await root(), removeForwarding, { forwardingId });
    await logged();
    pieces = 0;
    await drain(by);
    expect(pieces).toBe(0);
    expect(await rows("SELECT 1 FROM forwarding_destination WHERE sealed IS NOT NULL")).toEqual([]);
  });

  test("that is in trouble or was given a wrong key for a day has nothing put aside: it is waited for, and gets everything in order", async () => {
    await webhook();
    await logged();
    const posts: number[] = [];
    for (let round = 0; round < 40; round += 1) {
      const answer = [503, 401, 404, 429][round % 4] ?? 500;
      await atTime(new Date(Date.now() + round * 40 * 60_000), () => forwardEvents(carriers(({ events }) => (posts.push(events.length), answered(`It answered ${answer}.`)))));
    }
    expect(posts).toHaveLength(40);
    expect(Math.min(...posts), "always the whole piece").toBeGreaterThan(1);
    expect(await rows("SELECT 1 FROM forwarding_dead_letter")).toEqual([]);
  });

  test("all that it refused is tried again with one word; what it cannot take at that moment stays waiting to be tried", async () => {
    const { forwardingId } = await webhook();
    await logged();
    const refusing = carriers(() => answered("It answered 422.", true));
    for (let round = 0; round < 4; round += 1) await atTime(new Date(Date.now() + round * 600_000), () => forwardEvents(refusing));
    const [dead] = await rows("SELECT count(*)::int AS n FROM forwarding_dead_letter WHERE state = 'DEAD'");
    expect(dead?.["n"]).toBeGreaterThan(3);
    expect((await perform(await root(), listForwarding, {})).destinations).toMatchObject([{ refused: dead?.["n"] }]);
    await perform(await root(), retryDeadLetter, { forwardingId });
    await atTime(new Date(Date.now() + 86_400_000), () => forwardEvents(carriers(() => answered("It answered 503."))));
    expect(await rows("SELECT count(*)::int AS n FROM forwarding_dead_letter WHERE state = 'RETRYING'")).toEqual([dead]);
    await atTime(new Date(Date.now() + 2 * 86_400_000), () => drain(carriers(() => ({ sent: true }))));
    expect(await rows("SELECT DISTINCT state::text FROM forwarding_dead_letter")).toEqual([{ state: "SENT" }]);
    expect(await outcomeOf(perform(await root(), retryDeadLetter, {}))).toBe("ValidationException");
  });

  test("whose secret cannot be opened says so and is let go, and the others get theirs", async () => {
    const { forwardingId } = await webhook();
    await perform(await root(), addForwarding, { name: "Other", kind: "WEBHOOK", address: "https://127.0.0.1/other", fromStart: true, browsing: false });
    await ownerPool().query("UPDATE forwarding_destination SET sealed = '\\x00' WHERE id = $1", [forwardingId]);
    await logged();
    expect(await forwardEvents(carriers(() => ({ sent: true })))).toBeGreaterThan(0);
    const [row] = await rows("SELECT claimed_until AS claim, problem, attempts FROM forwarding_destination WHERE id = $1", [forwardingId]);
    expect(row).toMatchObject({ claim: null, attempts: 1, problem: expect.stringContaining("cannot be opened") as string });
  });

  test("that is slow keeps no other waiting", async () => {
    await webhook();
    await perform(await root(), addForwarding, { name: "Quick", kind: "WEBHOOK", address: "https://127.0.0.1/quick", fromStart: true, browsing: false });
    const size = await logged();
    let letGo = (): void => undefined;
    const stuck = new Promise<void>((resolve) => (letGo = resolve));
    let caughtUp = (): void => undefined;
    const done = new Promise<void>((resolve) => (caughtUp = resolve));
    const all = forwarder({
      syslog: sendSyslog,
      async post({ url, body }) {
        if (!url.endsWith("/quick")) await stuck;
        else if ((JSON.parse(body) as Sent).events.some(({ logEntry }) => logEntry >= size - 1)) caughtUp();
        return { sent: true };
      },
    });
    await all.look();
    await done;
    letGo();
    await all.end();
    expect(await rows("SELECT 1 FROM forwarding_destination WHERE next < $1 OR claimed_until IS NOT NULL", [size])).toEqual([]);
  });

  test("that somebody else has sent on meanwhile does not go back", async () => {
    const { forwardingId } = await webhook();
    const size = await logged();
    const by: Carriers = {
      syslog: sendSyslog,
      async post() {
        await ownerPool().query("UPDATE forwarding_destination SET next = $2, claimed_until = now() + interval '1 hour' WHERE id = $1", [forwardingId, size + 500]);
        return { sent: false, permanent: false, problem: "It hung up." };
      },
    };
    await forwardEvents(by);
    expect(await rows("SELECT next::int, problem FROM forwarding_destination")).toEqual([{ next: size + 500, problem: "" }]);
  });

  test.each([
    ["SYSLOG_TLS", "siem"], ["SYSLOG_TLS", "siem:0"], ["SYSLOG_TLS", "siem:99999"], ["SYSLOG_TCP", "https://siem:514"], ["SYSLOG_TCP", "10.0.0.1:514"], ["SYSLOG_TLS", "[fe80::1]:6514"],
    ["WEBHOOK", "http://siem.example/"], ["WEBHOOK", "https://192.168.0.7/"], ["WEBHOOK", "siem.example:443"],
  ] as const)("as %s at %s is refused with a sentence", async (kind, address) => {
    expect(await outcomeOf(perform(await root(), addForwarding, { name: "X", kind, address }))).toBe("ValidationException");
  });
});

describe("syslog", () => {
  const event = {
    id: "x", at: new Date("2026-11-22T10:00:00.123Z"), operation: "reports:GetReport", outcome: "AccessDenied", browsing: false, actorKind: "person", personId: null, personName: "Ärztin\n", personEmail: "", accountId: null, accountName: null,
    organizationId: null, organizationName: null, sessionId: null, roleId: null, roleName: "", factor: null, factorAge: null, address: "", userAgent: "", requestId: "", correlationId: "", resources: [], parameters: {}, erased: false,
  };

  test("has the header of RFC 5424, and its length in bytes in front", () => {
    const message = syslogMessage(event, 41, "evidence.example.com");
    expect(message).toMatch(/^<108>1 2026-11-22T10:00:00\.123Z evidence\.example\.com muniment - reports:GetReport \[origin software="Muniment"\]\[meta sequenceId="42"\] \{/);
    expect(message, "one line").not.toContain("\n");
    const framed = octetCounted([message, message]).toString("utf8");
    expect(framed).toBe(`${Buffer.byteLength(message)} ${message}`.repeat(2));
    expect(readTarget("[2001:4860::8]:6514")).toEqual({ host: "2001:4860::8", port: 6514 });
  });

  test("over TLS reaches a receiver whole, and only one whose certificate is vouched for", async () => {
    const pieces: Buffer[] = [];
    const sockets = new Set<Socket>();
    const server = createServer({ key, cert }, (socket) => {
      sockets.add(socket);
      socket.on("data", (piece: Buffer) => pieces.push(piece));
      socket.on("error", () => undefined);
    });
    server.on("tlsClientError", () => undefined);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const messages = Array.from({ length: 500 }, (_, index) => syslogMessage(event, index, "h"));
    expect(await sendSyslog({ host: "localhost", port, tls: true, ca: cert }, messages)).toEqual({ sent: true });
    expect(Buffer.concat(pieces).equals(octetCounted(messages))).toBe(true);
    pieces.length = 0;
    expect(await sendSyslog({ host: "localhost", port, tls: true }, messages)).toMatchObject({ sent: false });
    expect(pieces).toEqual([]);
    for (const socket of sockets) socket.destroy();
    await new Promise<void>((resolve) => server.close(() => resolve()));
    expect(await sendSyslog({ host: "localhost", port, tls: false }, messages)).toMatchObject({ sent: false });
  });
});
