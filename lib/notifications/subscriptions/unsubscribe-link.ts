import { z } from "zod";
import type { Db } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { messageResource } from "../models";
import { messageOfToken, subscriptionResource, topicInWords } from "./models";
import { t } from "@/lib/texts/text";

const Link = z.string().max(120);

async function behind(db: Db, link: string) {
  const messageId = messageOfToken(link);
  if (messageId === null) throw new MunimentError("LinkInvalid", t("This link is incomplete. Copy all of it from the message."));
  const items = await asSystem("what an unsubscribe link is about", () =>
    db.noticeItem.findMany({ where: { messageId }, select: { subscription: { select: { id: true, topic: true, value: true } } }, take: 1_000 }),
  );
  const subscriptions = [...new Map(items.map(({ subscription }) => [subscription.id, subscription])).values()];
  return { messageId, subscriptions };
}

const inWords = ({ topic, value }: { topic: Parameters<typeof topicInWords>[0]; value: string }): string => topicInWords(topic, value, t("One report, when it has a new version"));

/** What would end with an unsubscribe link. Looking ends nothing: programs that check mail follow links. */
export const describeUnsubscribeLink = operation({
  name: "notifications:DescribeUnsubscribeLink",
  summary: "What would end with the unsubscribe link of a message.",
  access: "Read",
  reach: "anyone",
  browsing: true,
  input: z.object({ link: Link }),
  output: z.object({ subscriptions: z.array(z.string()) }),
  resource: ({ db, input }) => behind(db, input.link),
  async handle({ resource }) {
    return Promise.resolve({ subscriptions: resource.subscriptions.map(inWords) });
  },
  record: ({ resource }) => ({ resources: [messageResource(resource.messageId)] }),
});

/** Ends the subscriptions that a message came from, for whoever bears its link (RFC 8058): no sign-in. Once more: nothing is left to end, and that is no error. */
export const useUnsubscribeLink = operation({
  name: "notifications:UseUnsubscribeLink",
  summary: "Ends the subscriptions that a message came from, by the link in it.",
  access: "Write",
  reach: "anyone",
  input: z.object({ link: Link }),
  output: z.object({ ended: z.int() }),
  resource: ({ db, input }) => behind(db, input.link),
  async handle({ db, resource }) {
    const { count } = await asSystem("unsubscribing by link", () => db.subscription.deleteMany({ where: { id: { in: resource.subscriptions.map(({ id }) => id) } } }));
    return { ended: count };
  },
  record: ({ resource, output }) => ({ resources: [messageResource(resource.messageId), ...resource.subscriptions.slice(0, 50).map(({ id }) => subscriptionResource(id))], parameters: { ended: output.ended } }),
});
