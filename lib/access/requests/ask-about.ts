import type { Db } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import { Prisma } from "@/lib/database/generated/client";
import type { MemberCaller } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { visibleTo } from "@/lib/reports/visible";
import { accessGrantPolicy, type Granted } from "../access-grant";
import { decide, may, requestOf } from "../decide";
import { explain } from "../evaluate";
import type { ReportFacts } from "../report-facts";
import { isDecidedPerReport } from "../actions";
import { t } from "@/lib/texts/text";

type Row = { series: string; region: string; program: string; category: string; askable: boolean; visible: boolean };

/**
 * The report that is asked for: one that the organization has, open to reading or listed but locked, which the account's administrators can give; or a
 * locked one that the organization does not have, which the operator can share.
 * @throws MunimentError ResourceNotFound, the same for unknown, another tenant's, and hidden ones that nobody may ask for
 */
export async function reportAskedFor(db: Db, caller: MemberCaller, reportId: string): Promise<{ report: ReportFacts; toOperator: boolean }> {
  const rows = await asSystem("what is listed but locked, by its number", () => db.$queryRaw<Row[]>(Prisma.sql`
    SELECT v.series_id AS series, v.region, v.program, v.category::text AS category, s.askable, (${visibleTo(caller)}) AS visible FROM report_version v JOIN report_series s ON s.id = v.series_id
    WHERE v.series_id = ${reportId} AND v.state = 'PUBLISHED' AND (s.askable OR ${visibleTo(caller)}) ORDER BY v.kind, v.version DESC LIMIT 1`));
  const row = rows[0];
  if (!row) throw new MunimentError("ResourceNotFound");
  const { askable, visible, ...report } = row;
  if (!askable && !may(caller, { name: "reports:GetReportMetadata", reach: "member" }, report)) throw new MunimentError("ResourceNotFound");
  return { report, toOperator: !visible };
}

/** What is asked for. */
export type Asked = { report: ReportFacts; toOperator: boolean } | { action: string };

/**
 * Whether an approval would help: what is allowed already needs none, and what a guardrail or a deny keeps from the caller no approval opens.
 * @throws MunimentError Conflict with the reason
 */
export function refuseUseless(caller: MemberCaller, asked: Asked): void {
  const name = "report" in asked ? ("reports:GetReport" as const) : (asked.action as `${string}:${string}`);
  const report = "report" in asked ? asked.report : undefined;
  if ("report" in asked && asked.toOperator) {
    // The operator shares it; what the organization's own policies say of it stays as it is.
    const { allowed, reason } = explain(caller.access.layers, requestOf(caller, "reports:GetReportMetadata", asked.report));
    if (!allowed) throw new MunimentError("Conflict", t("The policies of your organization would keep this report from you, even if it were shared. {reason}", { reason }));
    return;
  }
  if (report === undefined && isDecidedPerReport(name)) throw new MunimentError("ValidationException", t("Ask for a report, not for this operation on all of them."), { fields: [{ field: "operation", message: t("Decided for each report.") }] });
  if (decide(caller, { name, reach: "member" }, report).allowed) throw new MunimentError("Conflict", report ? t("You may get this report already. Open its page.") : t("You may do this already."));
  const granted: Granted = report ? { series: report.series } : { action: name };
  const grant = accessGrantPolicy(granted, new Date(now().getTime() + 1_000));
  const layers = caller.access.layers.map((layer) => (layer.kind === "identity" ? { ...layer, policies: [...layer.policies, grant] } : layer));
  const { allowed, reason } = explain(layers, requestOf(caller, name, report));
  if (!allowed) throw new MunimentError("Conflict", t("An approval could not open this, because more than your own rights stand against it. {reason}", { reason }));
}
