import { z } from "zod";
import { operation } from "@/lib/operations/operation";

/** Releases a backup: whoever takes one takes everything, so it is in the trail before the first row leaves, and in the backup itself. */
export const takeBackup = operation({
  name: "backup:TakeBackup",
  summary: "Releases a copy of all tables and documents, from a command on the operator's machine.",
  access: "Read",
  reach: "staff",
  door: "local",
  input: z.object({ folder: z.string().min(1).max(4096) }),
  output: z.object({}),
  handle: () => Promise.resolve({}),
  record: ({ input }) => ({ parameters: { folder: input.folder } }),
});
