import { z } from "zod";
import { isMember } from "@/lib/operations/caller";
import { operation } from "@/lib/operations/operation";
import { About, Rhythm } from "./models";

/** Whether the caller subscribed to something in this account, for their own address: for the button beside it. */
export const findSubscription = operation({
  name: "notifications:FindSubscription",
  summary: "Whether the caller subscribed to something in this account.",
  access: "Read",
  reach: "self",
  browsing: true,
  input: z.object({ about: About }),
  output: z.object({
    /** False in a role, or in no account. */
    possible: z.boolean(),
    subscription: z.object({ subscriptionId: z.uuid(), rhythm: Rhythm }).nullable(),
  }),
  async handle({ db, caller, input }) {
    if (!isMember(caller) || caller.role) return { possible: false, subscription: null };
    const found = await db.subscription.findFirst({
      where: { personId: caller.personId, accountId: caller.account.id, topic: input.about.topic, value: input.about.value, destinationId: null },
      select: { id: true, rhythm: true },
    });
    return { possible: true, subscription: found && { subscriptionId: found.id, rhythm: found.rhythm } };
  },
  record: ({ input }) => ({ parameters: { topic: input.about.topic, value: input.about.value } }),
});
