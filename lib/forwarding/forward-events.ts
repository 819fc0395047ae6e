import { v7 as uuidv7 } from "uuid";
import { config } from "@/lib/config/config";
import { problems } from "@/lib/outbound/problems";
import { log } from "@/lib/config/log";
import { database, rawPool } from "@/lib/database/client";
import { Prisma } from "@/lib/database/generated/client";
import { asSystem } from "@/lib/database/scope";
import { now } from "@/lib/operations/clock";
import { postSigned, type PostResult } from "@/lib/outbound/post-signed";
import { eventColumns, eventJoins, type TrailEvent } from "@/lib/audit/event-row";
import { eventOfLeaf } from "@/lib/audit/log/log-store";
import { batchSize, openWebhook, refusedTries, troubledTries, waitAfterMs, type ForwardingKind } from "./models";
import { readTarget, sendSyslog } from "./send-syslog";
import { syslogMessage } from "./syslog";

/** How long one worker has a receiver for itself. Whatever ends the process, it is free again then. */
const claimMs = 5 * 60_000;

type Destination = { id: string; name: string; kind: ForwardingKind; address: string; sealed: Uint8Array | null; browsing: boolean; next: string; attempts: number };
type Placed = TrailEvent & { idx: bigint };

/** How pieces leave: by the network, or in tests by hand. */
export type Carriers = Readonly<{ post: typeof postSigned; syslog: typeof sendSyslog }>;
const network: Carriers = { post: postSigned, syslog: sendSyslog };

async function claim(): Promise<Destination[]> {
  const at = now();
  const { rows } = await rawPool().query<Destination>(
    `UPDATE forwarding_destination SET claimed_until = $2 WHERE id IN (SELECT id FROM forwarding_destination
       WHERE removed_at IS NULL AND paused_at IS NULL AND next_attempt_at <= $1 AND (claimed_until IS NULL OR claimed_until <= $1)
         AND (next < (SELECT size FROM log_state WHERE id = 1) OR EXISTS (SELECT 1 FROM forwarding_dead_letter l WHERE l.destination_id = forwarding_destination.id AND l.state = 'RETRYING'))
       FOR UPDATE SKIP LOCKED)
     RETURNING id::text AS id, name, kind::text AS kind, address, sealed, browsing, next::text AS next, attempts`,
    [at, new Date(at.getTime() + claimMs)],
  );
  return rows;
}

/** The events from one place of the log until before another, in the log's order. */
function eventsOf(from: bigint, to: bigint, browsing: boolean): Promise<Placed[]> {
  return database().$queryRaw<Placed[]>(Prisma.sql`
    SELECT l.idx, ${eventColumns} FROM log_leaf l ${Prisma.raw(eventOfLeaf)} ${eventJoins}
    WHERE l.idx >= ${from} AND l.idx < ${to} AND e.id IS NOT NULL ${browsing ? Prisma.empty : Prisma.sql`AND NOT e.browsing`} ORDER BY l.idx`);
}

function send({ id, kind, address, sealed }: Destination, events: readonly Placed[], carriers: Carriers): Promise<PostResult> {
  const placed = events.map(({ idx, ...event }) => ({ event, index: Number(idx) }));
  if (kind === "WEBHOOK") {
    const webhook = openWebhook(id, sealed ?? new Uint8Array());
    const name = `${id}-${placed[0]?.index ?? 0}-${placed.at(-1)?.index ?? 0}`;
    return carriers.post({ ...webhook, id: name, body: JSON.stringify({ type: "audit.events", events: placed.map(({ event, index }) => ({ ...event, logEntry: index })) }) });
  }
  const target = readTarget(address);
  if (!target) return Promise.resolve({ sent: false, permanent: false, problem: problems.unreadable });
  const host = new URL(config().baseUrl).hostname;
  return carriers.syslog({ ...target, tls: kind === "SYSLOG_TLS" }, placed.map(({ event, index }) => syslogMessage(event, index, host)));
}

async function putAside(destination: Destination, event: Placed, problem: string): Promise<void> {
  const at = now();
  await database().forwardingDeadLetter.create({ data: { id: uuidv7({ msecs: at.getTime() }), destinationId: destination.id, fromIdx: event.idx, toIdx: event.idx + 1n, events: 1, state: "DEAD", problem, createdAt: at } });
  log.warn("forwarding.put-aside", { destination: destination.id, entry: Number(event.idx) });
}

/** After a piece was refused too often: each event for itself, so that only those that are refused are put aside. Stops, and answers why, where the receiver is gone. */
async function oneByOne(destination: Destination, events: readonly Placed[], carriers: Carriers): Promise<{ through: bigint | null; problem: string }> {
  let through: bigint | null = null;
  for (const event of events) {
    const result = await send(destination, [event], carriers);
    if (!result.sent && result.answered !== true) return { through, problem: result.problem };
    if (!result.sent) await putAside(destination, event, result.problem);
    through = event.idx + 1n;
    await database().forwardingDestination.update({ where: { id: destination.id }, data: { next: through } });
  }
  return { through, problem: "" };
}

async function retryLetters(destination: Destination, carriers: Carriers): Promise<void> {
  for (const letter of await database().forwardingDeadLetter.findMany({ where: { destinationId: destination.id, state: "RETRYING" }, orderBy: { fromIdx: "asc" }, take: 50 })) {
    const events = await eventsOf(letter.fromIdx, letter.toIdx, true);
    const result = events.length === 0 ? ({ sent: true } as const) : await send(destination, events, carriers);
    await database().forwardingDeadLetter.update({ where: { id: letter.id }, data: result.sent ? { state: "SENT", settledAt: now() } : { state: "DEAD", problem: result.problem } });
  }
}

/** One piece for one receiver. @returns how many places of the log it went on by */
async function forward(destination: Destination, carriers: Carriers): Promise<number> {
  await retryLetters(destination, carriers);
  const from = BigInt(destination.next);
  const size = (await database().logState.findFirst({ select: { size: true } }))?.size ?? 0n;
  const to = from + BigInt(batchSize) < size ? from + BigInt(batchSize) : size;
  if (to <= from) return settle(destination, from, from, null);
  const events = await eventsOf(from, to, destination.browsing);
  const result = events.length === 0 ? null : await send(destination, events, carriers);
  if (result === null || result.sent) return settle(destination, from, to, result);
  const tries = destination.attempts + 1;
  const tooOften = result.answered === true && tries >= (result.permanent ? refusedTries : troubledTries);
  if (!tooOften) return settle(destination, from, from, result, tries);
  const { through, problem } = await oneByOne(destination, events, carriers);
  return problem === "" ? settle(destination, from, to, null) : settle(destination, from, through ?? from, { sent: false, permanent: false, problem }, tries);
}

async function settle(destination: Destination, from: bigint, next: bigint, result: PostResult | null, attempts = 0): Promise<number> {
  const at = now();
  const failed = result !== null && !result.sent;
  await database().forwardingDestination.update({
    where: { id: destination.id },
    data: {
      next, attempts, claimedUntil: null, problem: failed ? result.problem : "",
      nextAttemptAt: failed ? new Date(at.getTime() + waitAfterMs(Math.max(1, attempts))) : at,
      ...(result?.sent ? { lastSentAt: at } : {}),
    },
  });
  if (failed) log.warn("forwarding.to-be-tried-again", { destination: destination.id, attempts });
  return Number(next - from);
}

/**
 * Sends what is new in the log to every receiver, each in the log's order. What was sent is written down after the receiver took it: a process that ends in
 * between sends it again, never not at all. A receiver that cannot be reached is waited for; what it refuses as it is goes to the dead letters.
 * @returns how many places of the log the receivers went on by, together
 */
export function forwardEvents(carriers: Carriers = network): Promise<number> {
  return asSystem("sending events on to the operator's receivers", async () => {
    const done = await Promise.all((await claim()).map((destination) => forward(destination, carriers)));
    return done.reduce((sum, one) => sum + one, 0);
  });
}
