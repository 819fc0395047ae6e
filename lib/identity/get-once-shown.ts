import { z } from "zod";
import { operation } from "@/lib/operations/operation";
import { OnceShown, readOnceShown } from "./once-shown";

/** What this session still has to show: fresh recovery codes, or the link of an invitation. */
export const getOnceShown = operation({
  name: "identity:GetOnceShown",
  summary: "The recovery codes or invitation link that this session has to show once.",
  access: "Read",
  reach: "self",
  browsing: true,
  input: z.object({}),
  output: z.object({ shown: OnceShown.nullable() }),
  handle: async ({ db, caller }) => ({ shown: await readOnceShown(db, caller.sessionId) }),
});
