import { z } from "zod";
import { operation } from "@/lib/operations/operation";
import { Nothing } from "./models";
import { revokeSession } from "./session";

/** Ends the session that asks, at whatever stage it is. */
export const signOut = operation({
  name: "identity:SignOut",
  summary: "Ends this session.",
  access: "Write",
  reach: "session",
  input: z.object({}),
  output: Nothing,
  async handle({ db, caller }) {
    await revokeSession(db, caller.sessionId);
    return {};
  },
});
