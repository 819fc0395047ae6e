import { z } from "zod";
import { operation } from "@/lib/operations/operation";
import { Nothing } from "./models";

/** "I have kept them": what was shown once is gone. */
export const clearOnceShown = operation({
  name: "identity:ClearOnceShown",
  summary: "Confirms that the recovery codes or the invitation link were kept; they cannot be shown again.",
  access: "Write",
  reach: "self",
  browsing: true,
  input: z.object({}),
  output: Nothing,
  async handle({ db, caller }) {
    await db.session.update({ where: { id: caller.sessionId }, data: { onceShown: null } });
    return {};
  },
});
