import { z } from "zod";
import { Nothing, Uuid } from "@/lib/identity/models";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";

/** Forgets a search that the caller had kept. */
export const removeView = operation({
  name: "audit:RemoveView",
  summary: "Removes a kept search of the trail.",
  access: "Write",
  reach: "self",
  browsing: true,
  input: z.object({ viewId: Uuid }),
  output: Nothing,
  async handle({ db, caller, input }) {
    const removed = await db.trailView.deleteMany({ where: { id: input.viewId, personId: caller.personId } });
    if (removed.count !== 1) throw new MunimentError("ResourceNotFound");
    return {};
  },
  record: ({ input }) => ({ resources: [`view/${input.viewId}`] }),
});
