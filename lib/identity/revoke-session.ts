import { z } from "zod";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { Nothing, Uuid } from "./models";
import { revokeSession as endSession } from "./session";

/** Ends one of the caller's own sessions. It is dead with the next request. */
export const revokeSession = operation({
  name: "identity:RevokeSession",
  summary: "Ends one of the caller's own sessions.",
  access: "Write",
  reach: "self",
  input: z.object({ sessionId: Uuid }),
  output: Nothing,
  async resource({ db, caller, input }) {
    const session = await db.session.findFirst({ where: { id: input.sessionId, personId: caller.personId, revokedAt: null }, select: { id: true } });
    if (!session) throw new MunimentError("ResourceNotFound");
    return session;
  },
  async handle({ db, resource }) {
    await endSession(db, resource.id);
    return {};
  },
  record: ({ resource }) => ({ resources: [`session/${resource.id}`] }),
});
