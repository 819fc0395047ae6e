import { z } from "zod";
import { Nothing } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { witnessedLogResource } from "./models";

/** Keeps the proof that a log which is cosigned here has shown two histories: two checkpoints of one size, signed by its key, with different roots. */
export const recordFork = operation({
  name: "audit:RecordFork",
  summary: "Keeps the proof that a log which is cosigned here has shown two histories.",
  access: "Write",
  reach: "staff",
  door: "internal",
  input: z.object({ witnessedLogId: z.uuid(), size: z.int().nonnegative(), root: z.string(), cosigned: z.string(), presented: z.string() }),
  output: Nothing,
  async resource({ db, input }) {
    const log = await db.witnessedLog.findUnique({ where: { id: input.witnessedLogId }, select: { id: true, origin: true } });
    if (!log) throw new MunimentError("ResourceNotFound");
    return log;
  },
  async handle({ db, input, resource }) {
    await db.witnessedFork.create({
      data: { logId: resource.id, size: BigInt(input.size), root: new Uint8Array(Buffer.from(input.root, "base64")), cosigned: input.cosigned, presented: input.presented, at: now() },
    });
    return {};
  },
  record: ({ input, resource }) => ({ resources: [witnessedLogResource(resource.id)], parameters: { label: resource.origin, size: input.size, root: input.root } }),
});
