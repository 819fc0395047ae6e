import { z } from "zod";
import { Nothing, Uuid } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { refuseOthers, witnessedLogResource } from "./models";

/** Cosigns a log no more. What was cosigned of it is remembered, so that no other history is ever cosigned under its name. */
export const removeWitnessedLog = operation({
  name: "audit:RemoveWitnessedLog",
  summary: "Cosigns the log of another installation no more.",
  access: "Permissions",
  reach: "member",
  stepUp: true,
  input: z.object({ witnessedLogId: Uuid }),
  output: Nothing,
  async resource({ db, caller, input }) {
    refuseOthers(caller);
    const log = await db.witnessedLog.findFirst({ where: { id: input.witnessedLogId, removedAt: null }, select: { id: true, origin: true } });
    if (!log) throw new MunimentError("ResourceNotFound");
    return log;
  },
  async handle({ db, resource }) {
    const { count } = await db.witnessedLog.updateMany({ where: { id: resource.id, removedAt: null }, data: { removedAt: now() } });
    if (count !== 1) throw new MunimentError("ResourceNotFound");
    return {};
  },
  record: ({ resource }) => ({ resources: [witnessedLogResource(resource.id)], parameters: { label: resource.origin } }),
});
