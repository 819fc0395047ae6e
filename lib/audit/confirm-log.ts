import { z } from "zod";
import { operation } from "@/lib/operations/operation";

/** Says in the trail that somebody has compared what a signer without a memory began with. */
export const confirmLog = operation({
  name: "audit:ConfirmLog",
  summary: "Records that the checkpoint which the log's signer began with was compared, from a command on the operator's machine.",
  access: "Write",
  reach: "staff",
  door: "local",
  input: z.object({ size: z.int().nonnegative(), root: z.string().regex(/^[0-9a-f]{64}$/), signedAt: z.iso.datetime() }),
  output: z.object({}),
  handle: () => Promise.resolve({}),
  record: ({ input }) => ({ parameters: { size: input.size, root: input.root, signedAt: input.signedAt } }),
});
