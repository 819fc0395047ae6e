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
import { batchSize, openWebhook, refusedTries, waitAfterMs, type ForwardingKind } from "./models";
import { readTarget, sendSyslog } from "./send-syslog";
import { syslogMessage } from "./syslog";

/** How long one worker has a receiver for itself without saying that it still does. Whatever ends the process, it is free again then. */
const claimMs = 5 * 60_000;

type Destination = { id: string; name: string; kind: ForwardingKind; address: string; sealed: Uint8Array | null; browsing: boolean; next: string; attempts: number; claimedUntil: Date };
type Placed = TrailEvent & { idx: bigint };

/** How pieces leave: by the network, or in tests by hand. */
export type Carriers = Readonly<{ post: typeof postSigned; syslog: typeof sendSyslog }>;
const network: Carriers = { post: postSigned, syslog: sendSyslog };

/** Takes the receivers that something is there for, or the one of them with this id, where no other worker has it. */
async function claim(only: string | null): Promise<Destination[]> {
  const at = now();
  const { rows } = await rawPool().query<Destination>(
    `UPDATE forwarding_destination SET claimed_until = $2 WHERE id IN (SELECT id FROM forwarding_destination
       WHERE removed_at IS NULL AND paused_at IS NULL AND next_attempt_at <= $1 AND (claimed_until IS NULL OR claimed_until <= $1) AND ($3::uuid IS NULL OR id = $3)
         AND (next < (SELECT size FROM log_state WHERE id = 1) OR EXISTS (SELECT 1 FROM forwarding_dead_letter l WHERE l.destination_id = forwarding_destination.id AND l.state = 'RETRYING'))
       FOR UPDATE SKIP LOCKED)
     RETURNING id::text AS id, name, kind::text AS kind, address, sealed, browsing, next::text AS next, attempts, claimed_until AS "claimedUntil"`,
    [at, new Date(at.getTime() + claimMs), only],
  );
  return rows;
}

/** Says that it is still at it, and what went since. @returns false where the receiver was paused, removed or taken over in the meantime: it is let go then */
async function renew(destination: Destination, next: bigint): Promise<boolean> {
  const until = new Date(Math.max(now().getTime() + claimMs, destination.claimedUntil.getTime() + 1));
  const { rowCount } = await rawPool().query(
    "UPDATE forwarding_destination SET next = greatest(next, $3::bigint), claimed_until = $4 WHERE id = $1 AND claimed_until = $2 AND removed_at IS NULL AND paused_at IS NULL",
    [destination.id, destination.claimedUntil, next, until],
  );
  destination.claimedUntil = until;
  return rowCount === 1;
}

/** The events from one place of the log until before another, in the log's order. */
function eventsOf(from: bigint, to: bigint, browsing: boolean): Promise<Placed[]> {
  return database().$queryRaw<Placed[]>(Prisma.sql`
    SELECT l.idx, ${eventColumns} FROM log_leaf l ${Prisma.raw(eventOfLeaf)} ${eventJoins}
    WHERE l.idx >= ${from} AND l.idx < ${to} AND e.id IS NOT NULL ${browsing ? Prisma.empty : Prisma.sql`AND NOT e.browsing`} ORDER BY l.idx`);
}

function opened(id: string, sealed: Uint8Array | null): ReturnType<typeof openWebhook> | null {
  try {
    return openWebhook(id, sealed ?? new Uint8Array());
  } catch {
    return null;
  }
}

function send({ id, kind, address, sealed }: Destination, events: readonly Placed[], carriers: Carriers): Promise<PostResult> {
  const placed = events.map(({ idx, ...event }) => ({ event, index: Number(idx) }));
  if (kind === "WEBHOOK") {
    const webhook = opened(id, sealed);
    if (!webhook) return Promise.resolve({ sent: false, permanent: false, problem: problems.sealed });
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

/** After a piece was refused too often: each event for itself, so that only those that are refused for good are put aside. Stops, and answers why, at any other trouble. */
async function oneByOne(destination: Destination, from: bigint, events: readonly Placed[], carriers: Carriers): Promise<{ through: bigint; problem: string; left: boolean }> {
  let through = from;
  for (const event of events) {
    const result = await send(destination, [event], carriers);
    if (!result.sent && !result.permanent) return { through, problem: result.problem, left: false };
    if (!result.sent) await putAside(destination, event, result.problem);
    through = event.idx + 1n;
    if (!(await renew(destination, through))) return { through, problem: "", left: true };
  }
  return { through, problem: "", left: false };
}

/** What somebody wants tried again, the oldest first. @returns what went wrong where the receiver is in trouble: the rest is tried again later; false where it was let go */
async function retryLetters(destination: Destination, carriers: Carriers): Promise<PostResult | false> {
  for (;;) {
    const letter = await database().forwardingDeadLetter.findFirst({ where: { destinationId: destination.id, state: "RETRYING" }, orderBy: [{ fromIdx: "asc" }, { id: "asc" }] });
    if (!letter) return { sent: true };
    const events = await eventsOf(letter.fromIdx, letter.toIdx, true);
    const result: PostResult = events.length === 0 ? { sent: false, permanent: true, problem: problems.removed } : await send(destination, events, carriers);
    if (!result.sent && !result.permanent) return result;
    await database().forwardingDeadLetter.update({ where: { id: letter.id }, data: result.sent ? { state: "SENT", settledAt: now() } : { state: "DEAD", problem: result.problem } });
    if (!(await renew(destination, BigInt(destination.next)))) return false;
  }
}

async function sendPiece(destination: Destination, carriers: Carriers): Promise<number> {
  const from = BigInt(destination.next);
  const again = await retryLetters(destination, carriers);
  if (again === false) return 0;
  if (!again.sent) return settle(destination, from, from, again, destination.attempts + 1);
  const size = (await database().logState.findFirst({ select: { size: true } }))?.size ?? 0n;
  const to = from + BigInt(batchSize) < size ? from + BigInt(batchSize) : size;
  if (to <= from) return settle(destination, from, from, null);
  const events = await eventsOf(from, to, destination.browsing);
  const result = events.length === 0 ? null : await send(destination, events, carriers);
  if (result === null || result.sent) return settle(destination, from, to, result);
  const tries = destination.attempts + 1;
  if (!result.permanent || tries < refusedTries) return settle(destination, from, from, result, tries);
  const { through, problem, left } = await oneByOne(destination, from, events, carriers);
  if (left) return Number(through - from);
  return problem === "" ? settle(destination, from, to, null) : settle(destination, from, through, { sent: false, permanent: false, problem }, tries);
}

/** One piece for one receiver. What goes wrong here is its affair alone. @returns how many places of the log it went on by */
async function forward(destination: Destination, carriers: Carriers): Promise<number> {
  try {
    return await sendPiece(destination, carriers);
  } catch (error) {
    log.error("forwarding.failed", { destination: destination.id, reason: error instanceof Error ? error.name : "unknown" });
    const from = BigInt(destination.next);
    // Where this does not work either, the claim runs out by itself.
    return settle(destination, from, from, { sent: false, permanent: false, problem: problems.uncalled }, destination.attempts + 1).catch(() => 0);
  }
}

/** Writes down how it went, and lets the receiver go. What somebody else has sent on meanwhile stays sent. */
async function settle(destination: Destination, from: bigint, next: bigint, result: PostResult | null, attempts = 0): Promise<number> {
  const at = now();
  const failed = result !== null && !result.sent;
  const { rowCount } = await rawPool().query(
    `UPDATE forwarding_destination SET next = greatest(next, $3::bigint), attempts = $4, claimed_until = NULL, problem = $5, next_attempt_at = $6, last_sent_at = COALESCE($7, last_sent_at)
     WHERE id = $1 AND claimed_until = $2`,
    [destination.id, destination.claimedUntil, next, attempts, failed ? result.problem : "", failed ? new Date(at.getTime() + waitAfterMs(Math.max(1, attempts))) : at, result?.sent ? at : null],
  );
  if (rowCount === 0) await database().$executeRaw`UPDATE forwarding_destination SET next = greatest(next, ${next}) WHERE id = ${destination.id}::uuid`;
  if (failed) log.warn("forwarding.to-be-tried-again", { destination: destination.id, attempts });
  return Number(next - from);
}

const why = "sending events on to the operator's receivers";

/**
 * Sends one piece of what is new in the log to every receiver, each in the log's order. What was sent is written down after the receiver took it: a process that ends in
 * between sends it again, never not at all. A receiver that cannot be reached or is in trouble is waited for; what it refuses for good goes to the dead letters.
 * @returns how many places of the log the receivers went on by, together
 */
export function forwardEvents(carriers: Carriers = network): Promise<number> {
  return asSystem(why, async () => {
    const done = await Promise.all((await claim(null)).map((destination) => forward(destination, carriers)));
    return done.reduce((sum, one) => sum + one, 0);
  });
}

/**
 * The same for as long as the portal runs, each receiver for itself: one that is slow keeps no other waiting.
 * @returns `look`: begins with the receivers that something is there for and that no worker has, without waiting for them; `end`: resolves when the pieces under way have left
 */
export function forwarder(carriers: Carriers = network): { look(): Promise<number>; end(): Promise<void> } {
  const running = new Set<Promise<void>>();
  let ending = false;
  async function run(first: Destination): Promise<void> {
    for (let found: Destination | undefined = first; found; ) {
      const moved = await forward(found, carriers);
      found = moved > 0 && !ending ? (await claim(found.id))[0] : undefined;
    }
  }
  return {
    look: () =>
      asSystem(why, async () => {
        for (const destination of await claim(null)) {
          const work: Promise<void> = run(destination)
            .catch((error: unknown) => log.error("forwarding.failed", { destination: destination.id, reason: error instanceof Error ? error.name : "unknown" }))
            .finally(() => running.delete(work));
          running.add(work);
        }
        return 0;
      }),
    async end() {
      ending = true;
      await Promise.all(running);
    },
  };
}
