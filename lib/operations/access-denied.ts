import type { ReportFacts } from "@/lib/access/report-facts";
import { isMember, type Caller } from "./caller";
import { MunimentError } from "./errors";
import type { OperationName } from "./operation";

/** The refusal that policies decided: what was asked, where, and what to do. The reason itself is for those who may simulate decisions. */
export function accessDenied(caller: Caller, operation: OperationName, reason: string, report?: ReportFacts): MunimentError {
  const where = isMember(caller) ? ` in ${caller.account.name}` : "";
  const what = report ? `${operation} for this report` : operation;
  const asked = report ? { operation, reportId: report.series } : { operation };
  return new MunimentError("AccessDenied", `What applies to you${where} does not allow ${what}. Nothing was changed. Ask an administrator of your account.`, { asked }, { cause: reason });
}
