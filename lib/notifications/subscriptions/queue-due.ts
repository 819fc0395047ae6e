import { v7 as uuidv7 } from "uuid";
import { database, type Db } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import { memberCaller } from "@/lib/identity/member-caller";
import type { MemberCaller } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import type { Locale } from "@/lib/texts/locale";
import { localesOf, writtenTo } from "../written-to";
import { newsSubject } from "./compose-news";
import { seenNotices } from "./seen-notices";

const mostAtOnce = 200;
const goodForMs = 14 * 86_400_000;

async function takeDue(db: Db) {
  const ids = await db.$queryRaw<{ id: string }[]>`
    SELECT id::text AS id FROM notice_item WHERE state = 'WAITING' AND due_at <= ${now()} ORDER BY due_at, id LIMIT ${mostAtOnce} FOR UPDATE SKIP LOCKED`;
  // Not by the transaction, whose one connection takes one question at a time: what is read here was there before.
  return database().noticeItem.findMany({
    where: { id: { in: ids.map(({ id }) => id) }, state: "WAITING" },
    include: { notice: true, subscription: { include: { destination: true, membership: { select: { person: { select: { email: true } } } } } } },
  });
}

type Due = Awaited<ReturnType<typeof takeDue>>[number];

/** Of the notices that are due for one place, those that somebody there may see and was not told of before. */
async function toTell(db: Db, due: readonly Due[], callerOf: (personId: string, accountId: string) => Promise<MemberCaller | null>): Promise<ReadonlySet<string>> {
  const first = due[0]?.subscription;
  if (!first) return new Set();
  const told = await db.noticeItem.findMany({
    where: { noticeId: { in: due.map(({ noticeId }) => noticeId) }, state: "QUEUED", subscription: { personId: first.personId, destinationId: first.destinationId } },
    select: { noticeId: true },
  });
  const before = new Set(told.map(({ noticeId }) => noticeId));
  const open = due.filter(({ noticeId }) => !before.has(noticeId));
  const seen = new Set<string>();
  for (const [accountId, ofAccount] of Map.groupBy(open, ({ subscription }) => subscription.accountId)) {
    const caller = await callerOf(first.personId, accountId);
    if (!caller) continue;
    for (const { noticeId } of await seenNotices(caller, ofAccount.map(({ notice }) => notice))) seen.add(noticeId);
  }
  return seen;
}

async function queueFor(db: Db, due: readonly Due[], callerOf: (personId: string, accountId: string) => Promise<MemberCaller | null>): Promise<boolean> {
  const subscription = due[0]?.subscription;
  if (!subscription) return false;
  const { personId, destination } = subscription;
  const open = destination === null || (destination.confirmedAt !== null && destination.removedAt === null);
  const seen = open ? await toTell(db, due, callerOf) : new Set<string>();
  const queued = due.filter(({ noticeId }) => seen.has(noticeId)).map(({ id }) => id);
  const dropped = due.filter(({ noticeId }) => !seen.has(noticeId)).map(({ id }) => id);
  if (dropped.length > 0) await db.noticeItem.updateMany({ where: { id: { in: dropped } }, data: { state: "DROPPED" } });
  if (queued.length === 0) return false;
  const at = now();
  const id = uuidv7({ msecs: at.getTime() });
  const locales = destination?.channel === "WEBHOOK" ? new Map<string, Locale>() : await localesOf(db, [personId]);
  await db.message.create({
    data: {
      id,
      channel: destination?.channel ?? "MAIL",
      toAddress: destination?.address ?? subscription.membership.person.email,
      personId,
      destinationId: destination?.id ?? null,
      news: true,
      subject: writtenTo(locales, personId, () => newsSubject(seen.size)),
      attachments: [],
      about: `person/${personId}`,
      state: "QUEUED",
      createdAt: at,
      goodUntil: new Date(at.getTime() + goodForMs),
      nextAttemptAt: at,
    },
  });
  await db.noticeItem.updateMany({ where: { id: { in: queued } }, data: { state: "QUEUED", messageId: id } });
  return true;
}

/** Most of the time there is nothing: that is found out without a transaction. */
async function isAnythingDue(): Promise<boolean> {
  return (await database().noticeItem.findFirst({ where: { state: "WAITING", dueAt: { lte: now() } }, select: { id: true } })) !== null;
}

/**
 * Makes messages of the notices that are due: one for each person and place, of what may be seen there at this moment. What it says is written when it leaves.
 * All in one transaction: a process that dies has done nothing.
 * @returns how many notices were looked at
 */
export function queueDue(): Promise<number> {
  return asSystem("telling people what they subscribed to", async () => {
    if (!(await isAnythingDue())) return 0;
    return database().$transaction(
      async (db) => {
        // One process at a time: two at once could tell one person the same by two of their subscriptions.
        const [mine] = await db.$queryRaw<{ taken: boolean }[]>`SELECT pg_try_advisory_xact_lock(7202626) AS taken`;
        if (mine?.taken !== true) return 0;
        const due = await takeDue(db);
        const callers = new Map<string, Promise<MemberCaller | null>>();
        const callerOf = (personId: string, accountId: string): Promise<MemberCaller | null> => {
          const key = `${personId} ${accountId}`;
          const known = callers.get(key) ?? memberCaller(personId, accountId);
          callers.set(key, known);
          return known;
        };
        const places = Map.groupBy(due, ({ subscription }) => `${subscription.personId} ${subscription.destinationId ?? ""}`);
        for (const ofPlace of places.values()) await queueFor(db, ofPlace, callerOf);
        return due.length;
      },
      { timeout: 60_000, maxWait: 10_000 },
    );
  });
}
