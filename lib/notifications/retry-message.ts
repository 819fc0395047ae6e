import { z } from "zod";
import { Nothing, Uuid } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { messageResource } from "./models";
import { t } from "@/lib/texts/text";

/** Tries a message again that was given up, from the first attempt on; or at once, where it waits for its next one. */
export const retryMessage = operation({
  name: "notifications:RetryMessage",
  summary: "Tries a message again that was given up, or at once one that waits for its next attempt.",
  access: "Write",
  reach: "member",
  input: z.object({ messageId: Uuid }),
  output: Nothing,
  async resource({ db, input }) {
    const message = await db.message.findUnique({ where: { id: input.messageId }, select: { id: true, state: true, goodUntil: true, about: true } });
    if (!message) throw new MunimentError("ResourceNotFound");
    return message;
  },
  async handle({ db, resource: message }) {
    const at = now();
    if (message.state === "SENT") throw new MunimentError("Conflict", t("This message was sent already."));
    if (message.goodUntil <= at) throw new MunimentError("Conflict", t("This message waited until it was of no use any more. Repeat what it was about."));
    const again = await db.message.updateMany({
      where: { id: message.id, state: message.state, OR: [{ claimedUntil: null }, { claimedUntil: { lte: at } }] },
      data: { state: "QUEUED", attempts: 0, nextAttemptAt: at, claimedUntil: null, settledAt: null },
    });
    if (again.count !== 1) throw new MunimentError("Conflict", t("This message is being sent at this moment."));
    return {};
  },
  record: ({ resource }) => ({ resources: [messageResource(resource.id), resource.about] }),
});
