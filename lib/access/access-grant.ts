import { noResource, reportResource } from "./actions";
import type { conditionKeys } from "./conditions";
import type { AttachedPolicy } from "./evaluate";

/** What is done with a report from finding it to having a copy. */
export const reportActions = ["reports:ListReports", "reports:GetReportMetadata", "reports:ListReportVersions", "reports:GetTermForReport", "reports:AcceptTerms", "reports:GetReport"] as const;

export type Granted = Readonly<{ series: string }> | Readonly<{ action: string }>;

const currentTime = "portal:CurrentTime" satisfies keyof typeof conditionKeys;

/**
 * An approved request as a policy of the person: it allows one report, or one operation, before `until`. It stands beside the person's own policies, so that
 * guardrails limit it, a deny anywhere wins over it, and it is compiled to SQL like every other statement.
 */
export function accessGrantPolicy(granted: Granted, until: Date): AttachedPolicy {
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
          conditions: [{ key: currentTime, operator: "DateLessThan", set: "one", ifExists: false, values: [until.getTime()], written: `DateLessThan ${currentTime} ${end}` }],
        },
      ],
    },
  };
}
