import { z } from "zod";
import { Nothing, Uuid } from "@/lib/identity/models";
import { operation } from "@/lib/operations/operation";
import { Rhythm, subscriptionResource } from "./models";
import { ownSubscription } from "./own-subscription";

/** Changes how often a subscription tells. What waits for a digest leaves when it was to leave. */
export const changeSubscription = operation({
  name: "notifications:ChangeSubscription",
  summary: "Changes how often a subscription of the caller's tells: at once, daily or weekly.",
  access: "Write",
  reach: "self",
  input: z.object({ subscriptionId: Uuid, rhythm: Rhythm }),
  output: Nothing,
  resource: ({ db, caller, input }) => ownSubscription(db, caller.personId, input.subscriptionId),
  async handle({ db, input, resource }) {
    await db.subscription.update({ where: { id: resource.id }, data: { rhythm: input.rhythm } });
    return {};
  },
  record: ({ input, resource }) => ({ resources: [subscriptionResource(resource.id)], parameters: { rhythm: input.rhythm } }),
});
