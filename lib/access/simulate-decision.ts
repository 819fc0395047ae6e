import { z } from "zod";
import type { Db } from "@/lib/database/client";
import { inForceAt } from "@/lib/agreements/in-force";
import { AccountId, Uuid } from "@/lib/identity/models";
import { groups } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { findVersion, type FoundVersion } from "@/lib/reports/find-version";
import { ReportId, VersionNumber } from "@/lib/reports/models";
import { operation } from "@/lib/operations/operation";
import { actionNames, isDecidedPerReport, noResource, reportResource, type Action } from "./actions";
import { parseIpRange } from "./ip-range";
import { explain } from "./evaluate";
import { managedOrganization, managedRole } from "./in-reach";
import { readAccess } from "./load-access";
import { factsOfReport } from "./report-facts";
import { msg } from "@/lib/texts/text";

const Fact = z.string().max(200);
const StatementTrace = z.object({
  policyId: z.uuid().nullable(),
  policy: z.string(),
  version: z.int(),
  index: z.int(),
  sid: z.string().nullable(),
  effect: z.enum(["Allow", "Deny"]),
  matches: z.boolean(),
  why: z.string(),
});

const nobody = "00000000-0000-7000-8000-000000000000";

/** The decision as it would be for a person or a role in an account, under conditions that can be chosen, with every layer and the statement that decided. */
export const simulateDecision = operation({
  name: "access:SimulateDecision",
  summary: "Decides as for a person or a role in an account, and explains each layer and statement.",
  access: "Read",
  reach: "member",
  input: z.object({
    accountId: AccountId,
    /** Whose decision it is: a member of the account, or one of its roles. */
    personId: Uuid.optional(),
    roleId: Uuid.optional(),
    operation: z.enum(actionNames as [Action, ...Action[]], msg("There is no operation of this name that policies decide.")),
    /** A report that the caller's organization can find, or below its attributes one by one. */
    reportId: ReportId.optional(),
    version: VersionNumber.optional(),
    /** The attributes of a report, where the operation is decided for each report. */
    series: Fact.optional(),
    region: Fact.optional(),
    program: Fact.optional(),
    category: Fact.optional(),
    /** The conditions of the call: now, from nowhere known and without a factor, if not said. */
    at: z.iso.datetime({ offset: true }).optional(),
    address: z.string().max(64).refine((text) => parseIpRange(text) !== undefined && !text.includes("/"), msg("An address such as 192.0.2.7.")).optional(),
    mfaAge: z.coerce.number().int().min(0).max(1_000_000_000).optional(),
    agreements: z.array(Fact).max(50).optional(),
  }).refine((input) => (input.personId === undefined) !== (input.roleId === undefined), { path: ["personId"], message: msg("Choose a person or a role, one of the two.") }),
  output: z.object({
    allowed: z.boolean(),
    reason: z.string(),
    decidedBy: StatementTrace.nullable(),
    /** The report that was named; `shared` is false where it was not published for the person's organization, to which it does not exist. */
    report: z.object({ reportId: ReportId, version: z.int(), title: z.string(), shared: z.boolean() }).nullable(),
    layers: z.array(
      z.object({
        kind: z.enum(["identity", "guardrail"]),
        name: z.string(),
        verdict: z.enum(["allows", "denies", "does not allow", "sets no limit"]),
        decidedBy: StatementTrace.nullable(),
        statements: z.array(StatementTrace),
      }),
    ),
  }),
  async resource({ db, caller, input }) {
    if (input.roleId !== undefined) {
      const role = await managedRole(db, caller, input.roleId);
      if (role.account.id !== input.accountId) throw new MunimentError("ResourceNotFound");
      return { personId: nobody, group: "role" as const, account: role.account, role };
    }
    const where = { personId_accountId: { personId: input.personId ?? nobody, accountId: input.accountId } };
    const membership = await db.membership.findUnique({ where, include: { account: { include: { organization: { select: { kind: true } } } } } });
    const group = groups.find((one) => one === membership?.group);
    if (!membership || !group) throw new MunimentError("ResourceNotFound");
    await managedOrganization(db, caller, membership.account.organizationId);
    const { id, organizationId, management, organization } = membership.account;
    return { personId: membership.personId, group, account: { id, organizationId, management, organizationKind: organization.kind }, role: null };
  },
  async handle({ db, caller, input, resource: member }) {
    const { layers, agreements } = await readAccess(db, member);
    const perReport = isDecidedPerReport(input.operation);
    const named = perReport && input.reportId !== undefined ? await findVersion(db, caller, { reportId: input.reportId, version: input.version }) : null;
    const { series = "", region = "", program = "", category = "" } = named?.report ?? input;
    const at = input.at === undefined ? now().getTime() : Date.parse(input.at);
    const explanation = explain(layers, {
      action: input.operation,
      resource: perReport ? reportResource(series) : noResource,
      facts: {
        ...(perReport ? factsOfReport({ series, region, program, category }) : {}),
        "portal:MfaAge": input.mfaAge === undefined ? [] : [input.mfaAge],
        "portal:SourceIp": input.address === undefined ? [] : [input.address],
        "portal:CurrentTime": [at],
        "portal:Group": [member.group],
        "portal:ManagementAccount": [member.account.management],
        "portal:AgreementAccepted": input.agreements ?? inForceAt(agreements, at),
      },
    });
    const { allowed, reason, decidedBy } = explanation;
    const report = named ? await sharedReport(db, named, member.account) : null;
    return { allowed, reason, decidedBy, report, layers: explanation.layers.map((layer) => ({ ...layer, statements: [...layer.statements] })) };
  },
  record: ({ input, resource, output }) => ({
    resources: [resource.role ? `role/${resource.role.id}` : `person/${resource.personId}`, `account/${resource.account.id}`],
    parameters: { operation: input.operation, allowed: output.allowed },
  }),
});

async function sharedReport(db: Db, { id, seriesId, version }: FoundVersion, { organizationId, organizationKind }: { organizationId: string; organizationKind: string }) {
  const found = await db.reportVersion.findUniqueOrThrow({ where: { id }, select: { title: true, audience: true } });
  const everyone = organizationKind === "OPERATOR" || found.audience === "EVERYONE";
  const shared = everyone || (await db.seriesAudience.count({ where: { seriesId, organizationId } })) > 0;
  return { reportId: seriesId, version, title: found.title, shared };
}
