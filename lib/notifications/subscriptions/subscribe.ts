import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { Uuid } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { About, maxSubscriptions, Rhythm, subscriptionResource, topicInWords } from "./models";
import { asSubscriber, openDestinationOf, seriesNames } from "./own-subscription";
import { t } from "@/lib/texts/text";

/** Subscribes to reports of a kind, to one series, to agreements or to roles, as a member of the account worked in. Once more: changes how often. */
export const subscribe = operation({
  name: "notifications:Subscribe",
  summary: "Subscribes to new reports of a kind, to one report, to agreements or to roles that end.",
  access: "Write",
  reach: "self",
  input: z.object({
    /** `ALL`, `PROGRAM:soc2`, `SERIES:report-...`, `REGION:emea`, `CATEGORY:LETTERS`, `AGREEMENTS`, `ROLES`. */
    about: About,
    rhythm: Rhythm.default("IMMEDIATE"),
    /** A confirmed address or a webhook of the caller's; left out: the caller's own address. */
    destinationId: Uuid.optional(),
  }),
  output: z.object({ subscriptionId: z.uuid(), words: z.string(), rhythm: Rhythm }),
  async resource({ db, caller, input }) {
    const names = await seriesNames(db, asSubscriber(caller), input.about.topic === "SERIES" ? [input.about.value] : []);
    const name = names.get(input.about.value) ?? null;
    if (input.about.topic === "SERIES" && name === null) throw new MunimentError("ResourceNotFound");
    return { name, destination: input.destinationId === undefined ? null : await openDestinationOf(db, caller.personId, input.destinationId) };
  },
  async handle({ db, caller, input, resource: { name, destination } }) {
    const { personId, account } = asSubscriber(caller);
    const { topic, value } = input.about;
    const words = topicInWords(topic, value, name);
    // Two at the same time are taken one after the other.
    await db.$queryRaw`SELECT 1 FROM membership WHERE person_id = ${personId}::uuid AND account_id = ${account.id} FOR UPDATE`;
    const same = await db.subscription.findFirst({ where: { personId, accountId: account.id, topic, value, destinationId: destination?.id ?? null }, select: { id: true } });
    if (same) {
      await db.subscription.update({ where: { id: same.id }, data: { rhythm: input.rhythm } });
      return { subscriptionId: same.id, words, rhythm: input.rhythm };
    }
    if ((await db.subscription.count({ where: { personId } })) >= maxSubscriptions) throw new MunimentError("Conflict", t("You have {n} subscriptions, the most there can be. End some first, or subscribe to all reports.", { n: maxSubscriptions }));
    const at = now();
    const id = uuidv7({ msecs: at.getTime() });
    await db.subscription.create({ data: { id, personId, accountId: account.id, topic, value, destinationId: destination?.id ?? null, rhythm: input.rhythm, createdAt: at } });
    return { subscriptionId: id, words, rhythm: input.rhythm };
  },
  record: ({ input, resource, output }) => ({
    resources: [subscriptionResource(output.subscriptionId), ...(input.about.topic === "SERIES" ? [`report/${input.about.value}`] : [])],
    parameters: { topic: input.about.topic, value: input.about.value, rhythm: input.rhythm, to: resource.destination?.channel ?? "own address" },
  }),
});
