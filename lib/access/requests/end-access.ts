import { z } from "zod";
import { Nothing, Uuid } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { requestInReach, requestStateOf, subjectOf } from "./models";
import { tellAnswered } from "./tell-request";
import { t } from "@/lib/texts/text";

/** Ends what was approved before its time. It holds from the person's next request. */
export const endAccess = operation({
  name: "access:EndAccess",
  summary: "Ends access that was given on request before its time.",
  access: "Permissions",
  reach: "member",
  stepUp: true,
  input: z.object({ requestId: Uuid }),
  output: Nothing,
  resource: ({ db, caller, input }) => requestInReach(db, caller, input.requestId),
  async handle({ db, caller, resource: request }) {
    const at = now();
    const running = requestStateOf(request, at) === "APPROVED";
    const { count } = running ? await db.accessRequest.updateMany({ where: { id: request.id, state: "APPROVED", endedAt: null }, data: { endedAt: at, endedBy: caller.personId } }) : { count: 0 };
    if (count !== 1) throw new MunimentError("Conflict", t("There is no access to end: it is over already, or was never given."));
    await tellAnswered(db, caller, request, { state: "ENDED", untilAt: null, reason: "" });
    return {};
  },
  record: ({ resource }) => ({ resources: [`request/${resource.id}`, subjectOf(resource), `person/${resource.personId}`, `account/${resource.accountId}`] }),
});
