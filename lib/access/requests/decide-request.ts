import { z } from "zod";
import { Uuid } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { may } from "../decide";
import { Days, Moment, periodOf } from "../roles/models";
import { refuseDecided, requestInReach, subjectOf } from "./models";
import { tellAnswered } from "./tell-request";
import { msg, t } from "@/lib/texts/text";

/**
 * Approves a request until an end, or refuses it with a reason. Of two who decide at once one wins and the other is told. Nobody decides their own request,
 * and nobody gives an operation that they may not use themselves.
 */
export const decideRequest = operation({
  name: "access:DecideRequest",
  summary: "Approves a request for access until an end, or refuses it with a reason.",
  access: "Permissions",
  reach: "member",
  stepUp: true,
  input: z
    .object({ requestId: Uuid, decision: z.enum(["APPROVE", "REFUSE"]), days: Days.optional(), until: Moment.optional(), reason: z.string().trim().max(1_000).default("") })
    .refine((input) => input.decision === "APPROVE" || input.reason.length >= 3, { path: ["reason"], message: msg("Say why it is refused: the person reads it.") }),
  output: z.object({ state: z.enum(["APPROVED", "REFUSED"]), untilAt: z.date().nullable(), personName: z.string() }),
  resource: ({ db, caller, input }) => requestInReach(db, caller, input.requestId),
  async handle({ db, caller, input, resource: request }) {
    if (request.personId === caller.personId) throw new MunimentError("AccessDenied", t("Nobody decides their own request. Another administrator has to."));
    refuseDecided(request);
    const member = await db.membership.findUnique({
      where: { personId_accountId: { personId: request.personId, accountId: request.accountId } },
      select: { person: { select: { name: true } } },
    });
    if (!member) throw new MunimentError("Conflict", t("This person has left the account. There is nobody to give access to."));
    const approve = input.decision === "APPROVE";
    if (approve && request.action !== null && !may(caller, { name: request.action as `${string}:${string}`, reach: "member" })) {
      throw new MunimentError("AccessDenied", t("You may not use {action} yourself, so you cannot give it to others.", { action: request.action }));
    }
    const at = now();
    const untilAt = approve ? periodOf({ days: input.days, until: input.until }).untilAt : null;
    const { count } = await db.accessRequest.updateMany({
      where: { id: request.id, state: "OPEN" },
      data: { state: approve ? "APPROVED" : "REFUSED", decidedAt: at, decidedBy: caller.personId, decidedByName: caller.name, decisionReason: input.reason, untilAt },
    });
    if (count !== 1) {
      refuseDecided(await requestInReach(db, caller, request.id));
      throw new MunimentError("Conflict", t("This request was decided in the meantime. Load the page again."));
    }
    await tellAnswered(db, caller, request, { state: approve ? "APPROVED" : "REFUSED", untilAt, reason: input.reason });
    return { state: approve ? ("APPROVED" as const) : ("REFUSED" as const), untilAt, personName: member.person.name };
  },
  record: ({ input, resource, output }) => ({
    resources: [`request/${resource.id}`, subjectOf(resource), `person/${resource.personId}`, `account/${resource.accountId}`],
    parameters: { decision: output.state, until: output.untilAt?.toISOString() ?? null, reason: input.reason },
  }),
});
