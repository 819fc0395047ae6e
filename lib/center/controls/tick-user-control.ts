import { z } from "zod";
import { Nothing, Uuid } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { operation } from "@/lib/operations/operation";
import { controlResource, findUserControl } from "./find-controls";
import { ControlState } from "./models";

/** Says where the account stands with a control, or opens it again. The checklist and the trail name who said so. */
export const tickUserControl = operation({
  name: "center:TickUserControl",
  summary: "Marks a complementary user entity control as in place, as not applicable, or as open again, for the caller's account.",
  access: "Write",
  reach: "member",
  input: z.object({ controlId: Uuid, state: ControlState }),
  output: Nothing,
  resource: ({ db, caller, input }) => findUserControl(db, caller, input.controlId),
  about: ({ resource }) => resource.report,
  async handle({ db, caller, input: { state }, resource: { control } }) {
    const key = { accountId: caller.account.id, controlId: control.id };
    const decision = state === "OPEN" ? { state, decidedAt: null, decidedBy: null, decidedByName: "" } : { state, decidedAt: now(), decidedBy: caller.personId, decidedByName: caller.name };
    await db.userControlCheck.upsert({ where: { accountId_controlId: key }, create: { ...key, ...decision }, update: decision });
    return {};
  },
  record: ({ input, resource }) => ({ resources: [controlResource(resource)], parameters: { state: input.state, code: resource.control.code } }),
});
