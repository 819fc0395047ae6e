import { isIP } from "node:net";
import { inForceAt } from "@/lib/agreements/in-force";
import type { MemberCaller } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import type { Facts } from "./conditions";

/** What policies know of a report. */
export type ReportFacts = Readonly<{ series: string; region: string; program: string; category: string }>;

/** A report that was found. `askable`: those whose policies hide it may know that it exists and ask for it. */
export type FoundReport = ReportFacts & Readonly<{ askable: boolean }>;

export const factsOfReport = ({ series, region, program, category }: ReportFacts): Facts => ({
  "reports:Series": [series],
  "reports:Region": [region],
  "reports:Program": [program],
  "reports:Category": [category],
});

/** What is known of a caller at this moment. What is not known is left out. */
export function factsOfCaller(caller: Pick<MemberCaller, "factorAt" | "address" | "group" | "account" | "access">): Facts {
  const at = now().getTime();
  return {
    "portal:MfaAge": caller.factorAt === null ? [] : [Math.max(0, (at - caller.factorAt.getTime()) / 1000)],
    "portal:SourceIp": isIP(caller.address) === 0 ? [] : [caller.address],
    "portal:CurrentTime": [at],
    "portal:Group": [caller.group],
    "portal:ManagementAccount": [caller.account.management],
    "portal:AgreementAccepted": inForceAt(caller.access.agreements, at),
  };
}
