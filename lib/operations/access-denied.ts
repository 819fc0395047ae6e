import type { ReportFacts } from "@/lib/access/report-facts";
import { isMember, type Caller } from "./caller";
import { MunimentError } from "./errors";
import type { OperationName } from "./operation";
import { t } from "@/lib/texts/text";

/** The refusal that policies decided: what was asked, where, and what to do. The reason itself is for those who may simulate decisions. */
export function accessDenied(caller: Caller, operation: OperationName, reason: string, report?: ReportFacts): MunimentError {
  const what = report ? t("{operation} for this report", { operation }) : operation;
  const why = isMember(caller) ? t("What applies to you in {account} does not allow {what}.", { account: caller.account.name, what }) : t("What applies to you does not allow {what}.", { what });
  const asked = report ? { operation, reportId: report.series } : { operation };
  return new MunimentError("AccessDenied", `${why} ${t("Nothing was changed. Ask an administrator of your account.")}`, { asked }, { cause: reason });
}
