import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { isGroup } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { ReportId } from "@/lib/reports/models";
import { formatDate } from "@/lib/texts/format-date";
import { actionNames, type Action } from "../actions";
import { standingName } from "../groups";
import { ruleFor, ruleInWords, ruleName, ruleReason } from "./approve-by-rule";
import { refuseUseless, reportAskedFor, type Asked } from "./ask-about";
import { Reason, requestValidMs, subjectOf } from "./models";
import { tellAsked } from "./tell-request";
import { msg, t } from "@/lib/texts/text";

const maxOpen = 50;

/**
 * Asks for a report, or for an operation, with a reason: the administrators of the account, or the operator where the organization does not have the report.
 * A rule of whoever decides may approve it at once.
 * What the caller may not know of cannot be asked for, and neither can what no approval would open.
 */
export const requestAccess = operation({
  name: "access:RequestAccess",
  summary: "Asks for a report or an operation that the caller may not have, with a reason.",
  access: "Write",
  reach: "member",
  input: z
    .object({ reportId: ReportId.optional(), operation: z.enum(actionNames as [Action, ...Action[]], msg("There is no operation of this name that policies decide.")).optional(), reason: Reason })
    .refine((input) => (input.reportId === undefined) !== (input.operation === undefined), { path: ["reportId"], message: msg("Ask for a report or for an operation, one of the two.") }),
  output: z.object({ requestId: z.uuid(), state: z.enum(["OPEN", "APPROVED"]), toOperator: z.boolean(), untilAt: z.date().nullable(), rule: z.string().nullable() }),
  async resource({ db, caller, input }): Promise<Asked> {
    if (caller.role) throw new MunimentError("Conflict", t("You work as {role}, and access is asked for as oneself. Leave the role first.", { role: caller.role.name }));
    return input.reportId === undefined ? { action: input.operation ?? "" } : reportAskedFor(db, caller, input.reportId);
  },
  async handle({ db, caller, input, resource: asked }) {
    refuseUseless(caller, asked);
    const at = now();
    const mine = { personId: caller.personId, accountId: caller.account.id };
    const about = "report" in asked ? { seriesId: asked.report.series, action: null } : { seriesId: null, action: asked.action };
    // Two questions at the same time are taken one after the other.
    await db.$queryRaw`SELECT 1 FROM membership WHERE person_id = ${caller.personId}::uuid AND account_id = ${caller.account.id} FOR UPDATE`;
    await db.accessRequest.updateMany({ where: { ...mine, state: "OPEN", expiresAt: { lte: at } }, data: { state: "EXPIRED" } });
    const toOperator = "report" in asked && asked.toOperator;
    const open = await db.accessRequest.findFirst({ where: { ...mine, ...about, state: "OPEN" }, select: { createdAt: true } });
    if (open) throw new MunimentError("Conflict", t("You asked for this already on {day}, and it waits for an answer.", { day: formatDate(open.createdAt.toISOString()) }));
    if ((await db.accessRequest.count({ where: { ...mine, state: "OPEN" } })) >= maxOpen) throw new MunimentError("Conflict", t("{n} of your requests wait already. Withdraw some first.", { n: maxOpen }));
    const requestId = uuidv7({ msecs: at.getTime() });
    const asking = { id: requestId, ...mine, ...about, toOperator, reason: input.reason, expiresAt: new Date(at.getTime() + requestValidMs) };
    await db.accessRequest.create({ data: { ...asking, organizationId: caller.account.organizationId, state: "OPEN", createdAt: at } });
    const rule = "report" in asked ? await ruleFor(db, caller, toOperator) : null;
    if (!rule) {
      await tellAsked(db, caller, asking);
      return { requestId, state: "OPEN" as const, toOperator, untilAt: null, rule: null };
    }
    const untilAt = new Date(at.getTime() + rule.days * 86_400_000);
    const words = ruleInWords(rule, (group) => (isGroup(group) ? standingName(group, null) : group));
    await db.accessRequest.update({
      where: { id: requestId },
      data: { state: "APPROVED", decidedAt: at, decidedByName: ruleName, ruleId: rule.id, decisionReason: ruleReason(words, rule.days), untilAt },
    });
    return { requestId, state: "APPROVED" as const, toOperator, untilAt, rule: words };
  },
  record: ({ input, resource, output }) => ({
    resources: [`request/${output.requestId}`, subjectOf("report" in resource ? { seriesId: resource.report.series, action: null } : { seriesId: null, action: resource.action })],
    parameters: { reason: input.reason, state: output.state, rule: output.rule, until: output.untilAt?.toISOString() ?? null },
  }),
  recordRefusal: ({ input }) => ({ resources: input.reportId === undefined ? [`operation/${input.operation ?? ""}`] : [`report/${input.reportId}`] }),
});
