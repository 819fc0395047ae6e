import { z } from "zod";
import { Nothing, Uuid } from "@/lib/identity/models";
import { operation } from "@/lib/operations/operation";
import { subscriptionResource } from "./models";
import { ownSubscription } from "./own-subscription";

/** Ends a subscription of the caller's, with what waits for its next digest. */
export const unsubscribe = operation({
  name: "notifications:Unsubscribe",
  summary: "Ends a subscription of the caller's.",
  access: "Write",
  reach: "self",
  input: z.object({ subscriptionId: Uuid }),
  output: Nothing,
  resource: ({ db, caller, input }) => ownSubscription(db, caller.personId, input.subscriptionId),
  async handle({ db, resource }) {
    await db.subscription.deleteMany({ where: { id: resource.id } });
    return {};
  },
  record: ({ resource }) => ({ resources: [subscriptionResource(resource.id)], parameters: { topic: resource.topic, value: resource.value } }),
});
