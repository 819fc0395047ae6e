import { inForceAt } from "@/lib/agreements/in-force";
import type { CallerAccess } from "@/lib/operations/caller";
import { noResource, reportResource } from "./actions";
import type { conditionKeys } from "./conditions";
import type { AttachedPolicy } from "./evaluate";

/** What is done with a report from finding it to having a copy, or reading it in the browser. */
export const reportActions = ["reports:ListReports", "reports:GetReportMetadata", "reports:ListReportVersions", "reports:GetTermForReport", "reports:AcceptTerms", "reports:GetReport", "reports:ViewReport"] as const;

export type Granted = Readonly<{ series: string }> | Readonly<{ action: string }>;

const agreementAccepted = "portal:AgreementAccepted" as const satisfies keyof typeof conditionKeys;
const currentTime = "portal:CurrentTime" satisfies keyof typeof conditionKeys;

/** The series that the operator shares with a person on request at an instant (milliseconds). */
export function sharedNow({ shares = [], agreements }: Pick<CallerAccess, "shares" | "agreements">, at: number): string[] {
  const inForce = inForceAt(agreements, at);
  return shares.filter(({ until, agreement }) => until.getTime() > at && (agreement === null || inForce.includes(agreement))).map(({ series }) => series);
}

/**
 * An approved request as a policy of the person: it allows one report, or one operation, before `until`. It stands beside the person's own policies, so that
 * guardrails limit it, a deny anywhere wins over it, and it is compiled to SQL like every other statement. What a rule gave because of an `agreement` (by its
 * short name) holds while that is in force for the account.
 */
export function accessGrantPolicy(granted: Granted, until: Date, agreement: string | null = null): AttachedPolicy {
  const end = until.toISOString();
  const report = "series" in granted;
  return {
    id: null,
    name: `Access granted until ${end.slice(0, 16).replace("T", " ")} UTC`,
    version: 1,
    policy: {
      id: null,
      statements: [
        {
          sid: report ? "Report on request" : "Operation on request",
          effect: "Allow",
          action: { not: false, patterns: report ? [...reportActions] : [granted.action] },
          resource: { not: false, patterns: [report ? reportResource(granted.series) : noResource] },
          conditions: [
            { key: currentTime, operator: "DateLessThan", set: "one", ifExists: false, values: [until.getTime()], written: `DateLessThan ${currentTime} ${end}` },
            ...(agreement === null ? [] : [{ key: agreementAccepted, operator: "StringEquals" as const, set: "any" as const, ifExists: false, values: [agreement], written: `ForAnyValue:StringEquals ${agreementAccepted} ${agreement}` }]),
          ],
        },
      ],
    },
  };
}
