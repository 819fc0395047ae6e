import { config } from "@/lib/config/config";
import { database } from "@/lib/database/client";
import { memberCaller } from "@/lib/identity/member-caller";
import { operatorName } from "@/lib/organizations/operator-name";
import type { Locale } from "@/lib/texts/locale";
import { composeMail } from "../compose-mail";
import type { Words } from "../models";
import { localesOf, writtenTo } from "../written-to";
import { unsubscribeToken } from "./models";
import { seenNotices, type Seen } from "./seen-notices";
import { t, tn } from "@/lib/texts/text";

/** What a message is called in the outbox before it is known what it may say. */
export const newsSubject = (count: number): string => tn(count, "News that was subscribed to", "{n} news that were subscribed to");

export type ComposedNews = Readonly<{ subject: string; words: Words; headers: Readonly<Record<string, string>>; payload: string }>;

async function itemsOf(messageId: string) {
  return database().noticeItem.findMany({
    where: { messageId, state: "QUEUED" },
    include: { notice: true, subscription: { select: { personId: true, accountId: true, rhythm: true, topic: true, value: true } } },
    take: 1_000,
  });
}

type Items = Awaited<ReturnType<typeof itemsOf>>;

/** Each notice once, whatever subscriptions it came by. */
async function seenOf(items: Items): Promise<readonly Seen[]> {
  const seen = new Map<string, Seen>();
  for (const ofAccount of Map.groupBy(items, ({ subscription }) => subscription.accountId).values()) {
    const subscription = ofAccount[0]?.subscription;
    const caller = subscription ? await memberCaller(subscription.personId, subscription.accountId) : null;
    if (!caller) continue;
    for (const one of await seenNotices(caller, [...new Map(ofAccount.map(({ notice }) => [notice.id, notice])).values()])) if (!seen.has(one.noticeId)) seen.set(one.noticeId, one);
  }
  return [...seen.values()].sort((a, b) => a.at.getTime() - b.at.getTime());
}

function subjectOf(seen: readonly Seen[], items: Items, sender: string): string {
  const [only] = seen;
  if (seen.length === 1 && only) return only.type === "report.published" ? t("New: {title}", { title: only.title }) : only.title;
  const rhythms = new Set(items.map(({ subscription }) => subscription.rhythm));
  const values = { n: seen.length, sender };
  if (rhythms.has("IMMEDIATE")) return t("News: {n} from {sender}", values);
  return rhythms.has("DAILY") ? t("Of the last day: {n} from {sender}", values) : t("Of the last week: {n} from {sender}", values);
}

const reasonOf = (own: boolean): string => (own ? t("You get this because you subscribed to it.") : t("You get this because somebody subscribed to it for this address, and it was confirmed."));

/**
 * What a message of news says, decided at this moment: only what the person may see now is named. A letter is in the language that the person is written to in;
 * what programs get is in English. Null where nothing is left: the subscription was ended, or nothing may be seen any more.
 */
export async function composeNews(messageId: string, to: "own" | "other" | "webhook"): Promise<ComposedNews | null> {
  const items = await itemsOf(messageId);
  const personId = items[0]?.subscription.personId;
  const locales = to === "webhook" || personId === undefined ? new Map<string, Locale>() : await localesOf(database(), [personId]);
  return writtenTo(locales, personId, () => composeSeen(messageId, items, to === "own"));
}

async function composeSeen(messageId: string, items: Items, ownAddress: boolean): Promise<ComposedNews | null> {
  const seen = await seenOf(items);
  if (seen.length === 0) return null;
  const base = config().baseUrl;
  const sender = await operatorName();
  const unsubscribe = `${base}/unsubscribe/${unsubscribeToken(messageId)}`;
  const words = composeMail({
    paragraphs: [tn(seen.length, "This is new in the evidence portal:", "These {n} are new in the evidence portal:")],
    items: seen.map(({ title, detail, path }) => ({ title, detail, href: `${base}${path}` })),
    sender,
    reason: reasonOf(ownAddress),
    links: [{ label: t("Unsubscribe"), href: unsubscribe }, ...(ownAddress ? [{ label: t("Manage all your notifications"), href: `${base}/notifications` }] : [])],
  });
  const payload = JSON.stringify({ type: "notifications", id: messageId, items: seen.map(({ noticeId, type, at, title, detail, path, facts }) => ({ id: noticeId, type, at: at.toISOString(), title, detail, url: `${base}${path}`, ...facts })) });
  return { subject: subjectOf(seen, items, sender), words, headers: { "List-Unsubscribe": `<${unsubscribe}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" }, payload };
}
