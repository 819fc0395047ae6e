import { z } from "zod";
import { Nothing, Uuid } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { destinationResource } from "./models";

/** Removes an address or a webhook of the caller's, with the subscriptions that go there. */
export const removeDestination = operation({
  name: "notifications:RemoveDestination",
  summary: "Removes an address or a webhook of the caller's, with the subscriptions that go there.",
  access: "Write",
  reach: "self",
  input: z.object({ destinationId: Uuid }),
  output: Nothing,
  async resource({ db, caller, input }) {
    const found = await db.notificationDestination.findFirst({ where: { id: input.destinationId, personId: caller.personId, removedAt: null }, select: { id: true, channel: true, address: true } });
    if (!found) throw new MunimentError("ResourceNotFound");
    return found;
  },
  async handle({ db, resource }) {
    await db.subscription.deleteMany({ where: { destinationId: resource.id } });
    await db.notificationDestination.update({ where: { id: resource.id }, data: { removedAt: now(), sealed: null, tokenHash: null } });
    return {};
  },
  record: ({ resource }) => ({ resources: [destinationResource(resource.id)], parameters: { channel: resource.channel, address: resource.address } }),
});
