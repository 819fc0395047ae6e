import { z } from "zod";
import { operation } from "@/lib/operations/operation";

/** Says in the restored trail that it was restored, and from when: what happened after that moment is not in it. */
export const recordRestore = operation({
  name: "backup:RecordRestore",
  summary: "Records that the installation was restored from a backup, from a command on the operator's machine.",
  access: "Write",
  reach: "staff",
  door: "local",
  input: z.object({ takenAt: z.iso.datetime(), events: z.int().nonnegative(), sessions: z.int().nonnegative().default(0), links: z.int().nonnegative().default(0), held: z.int().nonnegative().default(0) }),
  output: z.object({}),
  handle: () => Promise.resolve({}),
  record: ({ input }) => ({ parameters: { takenAt: input.takenAt, events: input.events, sessionsEnded: input.sessions, linksEnded: input.links, messagesHeld: input.held } }),
});
