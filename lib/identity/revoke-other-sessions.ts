import { z } from "zod";
import { now } from "@/lib/operations/clock";
import { operation } from "@/lib/operations/operation";

/** Ends all of the caller's sessions but the one that asks. */
export const revokeOtherSessions = operation({
  name: "identity:RevokeOtherSessions",
  summary: "Ends all of the caller's sessions but this one.",
  access: "Write",
  reach: "self",
  input: z.object({}),
  output: z.object({ ended: z.int() }),
  async handle({ db, caller }) {
    const ended = await db.session.updateMany({
      where: { personId: caller.personId, revokedAt: null, id: { not: caller.sessionId } },
      data: { revokedAt: now(), onceShown: null, keptForm: null },
    });
    return { ended: ended.count };
  },
  record: ({ output }) => ({ parameters: { sessionsEnded: output.ended } }),
});
