import { z } from "zod";
import { Nothing } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { messageResource, StoredAttachments } from "./models";

/** Closes a message: the mail server took it, or it is given up. Its words are gone once it was sent; that it was is in the trail, with whom it went to. */
export const completeMessage = operation({
  name: "notifications:CompleteMessage",
  summary: "Closes a message: a mail server took it, or it was given up.",
  access: "Write",
  reach: "staff",
  door: "internal",
  input: z.object({ messageId: z.uuid(), sent: z.boolean(), attempts: z.int(), problem: z.string().max(300) }),
  output: Nothing,
  async resource({ db, input }) {
    const message = await db.message.findUnique({ where: { id: input.messageId }, select: { id: true, toAddress: true, personId: true, about: true, attachments: true, goodUntil: true } });
    if (!message) throw new MunimentError("ResourceNotFound");
    return message;
  },
  async handle({ db, input, resource: message }) {
    const at = now();
    const settled = input.sent ? { state: "SENT" as const, body: null } : { state: "GIVEN_UP" as const, ...(message.goodUntil <= at ? { body: null } : {}) };
    const closed = await db.message.updateMany({ where: { id: message.id, state: "QUEUED" }, data: { ...settled, settledAt: at, claimedUntil: null, problem: input.problem } });
    if (closed.count !== 1) throw new MunimentError("Conflict");
    return {};
  },
  record: ({ input, resource }) => ({
    resources: [messageResource(resource.id), resource.about],
    parameters: {
      delivery: input.sent ? "sent" : "given up",
      to: resource.toAddress,
      attempts: input.attempts,
      attachments: StoredAttachments.parse(resource.attachments).map(({ sha256 }) => sha256),
    },
  }),
});
