import { z } from "zod";
import { isMember } from "@/lib/operations/caller";
import { operation } from "@/lib/operations/operation";
import { mailIsOn } from "../queue-message";
import { Channel, Rhythm, Topic, topicInWords } from "./models";
import { seriesNames } from "./own-subscription";

/** What the caller is told about, where, and how often. */
export const describeNotifications = operation({
  name: "notifications:DescribeNotifications",
  summary: "The caller's subscriptions, addresses, webhooks and time zone.",
  access: "List",
  reach: "self",
  browsing: true,
  input: z.object({}),
  output: z.object({
    mailIsOn: z.boolean(),
    /** False in a role, or in no account. */
    maySubscribe: z.boolean(),
    email: z.string(),
    timeZone: z.string(),
    subscriptions: z.array(
      z.object({ subscriptionId: z.uuid(), topic: Topic, words: z.string(), accountName: z.string(), rhythm: Rhythm, destination: z.object({ destinationId: z.uuid(), channel: Channel, address: z.string() }).nullable() }),
    ),
    destinations: z.array(z.object({ destinationId: z.uuid(), channel: Channel, address: z.string(), createdAt: z.date(), confirmed: z.boolean() })),
  }),
  async handle({ db, caller }) {
    const { personId } = caller;
    const [subscriptions, destinations, preference] = await Promise.all([
      db.subscription.findMany({
        where: { personId },
        orderBy: [{ createdAt: "asc" }, { id: "asc" }],
        include: { destination: { select: { id: true, channel: true, address: true } }, membership: { select: { account: { select: { name: true } } } } },
      }),
      db.notificationDestination.findMany({ where: { personId, removedAt: null }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] }),
      db.notificationPreference.findUnique({ where: { personId } }),
    ]);
    const names = await seriesNames(db, caller, subscriptions.flatMap(({ topic, value }) => (topic === "SERIES" ? [value] : [])));
    return {
      mailIsOn: mailIsOn(),
      maySubscribe: isMember(caller) && caller.role === null,
      email: caller.email,
      timeZone: preference?.timeZone ?? "UTC",
      subscriptions: subscriptions.map(({ id, topic, value, rhythm, destination, membership }) => ({
        subscriptionId: id,
        topic,
        words: topicInWords(topic, value, names.get(value) ?? null),
        accountName: membership.account.name,
        rhythm,
        destination: destination && { destinationId: destination.id, channel: destination.channel, address: destination.address },
      })),
      destinations: destinations.map(({ id, channel, address, createdAt, confirmedAt }) => ({ destinationId: id, channel, address, createdAt, confirmed: confirmedAt !== null })),
    };
  },
  record: ({ output }) => ({ parameters: { subscriptions: output.subscriptions.length } }),
});
