import { v7 as uuidv7 } from "uuid";
import { database, type Db } from "@/lib/database/client";
import type { Prisma } from "@/lib/database/generated/client";
import { asSystem } from "@/lib/database/scope";
import { now } from "@/lib/operations/clock";
import { nextDigestAt } from "./digest-time";
import { findNews, type News, type Reach } from "./find-news";
import { tellOfTime } from "./tell-of-time";

const pageOf = 5_000;
/** News that is put down in one transaction: few, for each may be for many subscriptions. */
const atOnce = 10;

/** The subscriptions that a piece of news is for, made before it happened. What each may see is decided when it is told. */
function subscribersOf({ report, organizationId, personId, kind, at }: News): Prisma.SubscriptionWhereInput {
  const before = { createdAt: { lte: at } };
  if (report) {
    const { program, region, category, seriesId } = report;
    return {
      ...before,
      OR: [{ topic: "ALL" }, { topic: "PROGRAM", value: program }, { topic: "REGION", value: region }, { topic: "CATEGORY", value: category }, { topic: "SERIES", value: seriesId }],
    };
  }
  const ofOrganization = { membership: { account: { organizationId: organizationId ?? "" } } };
  if (kind === "ROLE_ENDING" || kind === "ROLE_ENDED") return { ...before, topic: "ROLES", OR: [ofOrganization, ...(personId === null ? [] : [{ personId }])] };
  return { ...before, topic: "AGREEMENTS", ...(organizationId === null ? {} : ofOrganization) };
}

async function addItems(db: Db, noticeId: string, news: News): Promise<number> {
  const at = now();
  let after: string | undefined;
  for (let all = 0; ; ) {
    const page = await db.subscription.findMany({
      where: { AND: [subscribersOf(news), after === undefined ? {} : { id: { gt: after } }] },
      orderBy: { id: "asc" },
      take: pageOf,
      select: { id: true, personId: true, rhythm: true },
    });
    if (page.length === 0) return all;
    const zones = new Map((await db.notificationPreference.findMany({ where: { personId: { in: [...new Set(page.map(({ personId }) => personId))] } } })).map(({ personId, timeZone }) => [personId, timeZone]));
    const dueAt = ({ personId, rhythm }: (typeof page)[number]): Date => (rhythm === "IMMEDIATE" ? at : nextDigestAt(at, zones.get(personId) ?? "UTC", rhythm));
    await db.noticeItem.createMany({ data: page.map((one) => ({ id: uuidv7({ msecs: at.getTime() }), noticeId, subscriptionId: one.id, dueAt: dueAt(one), state: "WAITING" as const })) });
    all += page.length;
    if (page.length < pageOf) return all;
    after = page.at(-1)?.id;
  }
}

/** Puts news down, each once, whichever process finds it first: the notice, what follows for each subscription, and letters where nobody else wrote them. @returns how much of it was new */
function putDown(news: readonly News[]): Promise<number> {
  return database().$transaction(
    async (db) => {
      const noticeOf = (one: News) => ({ id: uuidv7({ msecs: one.at.getTime() }), kind: one.kind, key: one.key, subject: one.subject, at: one.at });
      const added = await db.notice.createManyAndReturn({ data: news.map(noticeOf), skipDuplicates: true, select: { id: true, key: true } });
      const byKey = new Map(news.map((one) => [one.key, one]));
      for (const { id, key } of added) {
        const one = byKey.get(key);
        if (!one) continue;
        await addItems(db, id, one);
        if (one.byTime) await tellOfTime(db, one);
      }
      return added.length;
    },
    { timeout: 60_000, maxWait: 10_000 },
  );
}

/** Finds what happened and was not put down yet: reports that became visible, by whatever way, agreements, roles. @returns how much */
export function announce(reach: Reach = "ALL"): Promise<number> {
  return asSystem("noticing what people want to be told", async () => {
    const news = await findNews(reach);
    let done = 0;
    for (let next = 0; next < news.length; next += atOnce) done += await putDown(news.slice(next, next + atOnce));
    return done;
  });
}
