import { z } from "zod";
import { Nothing, Uuid } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { refuseOthers } from "./classes";
import { msg, t } from "@/lib/texts/text";

/** Ends a legal hold. It stays on record; what it covered goes when its time is over, unless another hold covers it. */
export const releaseHold = operation({
  name: "audit:ReleaseHold",
  summary: "Ends a legal hold; that it stood, and why it ended, stays on record.",
  access: "Permissions",
  reach: "member",
  stepUp: true,
  input: z.object({ holdId: Uuid, reason: z.string().trim().min(3, msg("Say why.")).max(500) }),
  output: Nothing,
  async resource({ db, caller, input }) {
    refuseOthers(caller);
    const hold = await db.legalHold.findUnique({ where: { id: input.holdId } });
    if (!hold) throw new MunimentError("ResourceNotFound");
    return hold;
  },
  async handle({ db, caller, input }) {
    const ended = await db.legalHold.updateMany({ where: { id: input.holdId, endedAt: null }, data: { endedAt: now(), endedBy: caller.personId, endedByName: caller.name, endReason: input.reason } });
    if (ended.count !== 1) throw new MunimentError("Conflict", t("This hold has ended already."));
    return {};
  },
  record: ({ input, resource }) => ({
    resources: [`hold/${input.holdId}`, ...(resource.subject === "" ? [] : [`${resource.covers.toLowerCase()}/${resource.subject}`])],
    parameters: { covers: resource.covers, reason: input.reason },
  }),
});
