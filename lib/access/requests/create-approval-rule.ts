import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { Uuid } from "@/lib/identity/models";
import { isGroup } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { managedOrganization } from "../in-reach";
import { Days } from "../roles/models";
import { msg, t } from "@/lib/texts/text";

const maxRules = 50;
const domain = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/;

/** Makes a rule by which requests for reports in the organization are approved by themselves, each for so many days. */
export const createApprovalRule = operation({
  name: "access:CreateApprovalRule",
  summary: "Makes a rule by which requests for reports are approved by themselves.",
  access: "Permissions",
  reach: "member",
  stepUp: true,
  input: z.object({
    organizationId: Uuid.optional(),
    kind: z.enum(["DOMAIN", "GROUP", "AGREEMENT"]),
    /** A domain such as `company.example`, a group such as `auditor`, or the short name of an agreement such as `nda`. */
    value: z.string().trim().toLowerCase().min(1, msg("Say which.")).max(253),
    days: Days,
  }),
  output: z.object({ ruleId: z.uuid() }),
  resource: ({ db, caller, input }) => managedOrganization(db, caller, input.organizationId),
  async handle({ db, caller, input, resource: organization }) {
    const refuse = (message: string): never => {
      throw new MunimentError("ValidationException", message, { fields: [{ field: "value", message }] });
    };
    if (input.kind === "DOMAIN" && !domain.test(input.value)) refuse(t("A domain is written like company.example."));
    if (input.kind === "GROUP" && !isGroup(input.value)) refuse(t("There is no group of this name."));
    if (input.kind === "AGREEMENT" && !(await db.agreement.findUnique({ where: { slug: input.value }, select: { id: true } }))) refuse(t("There is no agreement of this short name."));
    const here = { organizationId: organization.id, deletedAt: null };
    if (await db.approvalRule.findFirst({ where: { ...here, kind: input.kind, value: input.value }, select: { id: true } })) throw new MunimentError("Conflict", t("There is a rule for this already. Remove it first."));
    if ((await db.approvalRule.count({ where: here })) >= maxRules) throw new MunimentError("Conflict", t("An organization has {most} rules at most.", { most: maxRules }));
    const at = now();
    const ruleId = uuidv7({ msecs: at.getTime() });
    await db.approvalRule.create({ data: { id: ruleId, organizationId: organization.id, kind: input.kind, value: input.value, days: input.days, createdAt: at, createdBy: caller.personId } });
    return { ruleId };
  },
  record: ({ input, resource, output }) => ({ resources: [`rule/${output.ruleId}`, `organization/${resource.id}`], parameters: { kind: input.kind, value: input.value, days: input.days } }),
});
