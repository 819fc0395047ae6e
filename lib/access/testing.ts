import fc from "fast-check";
import { actionNames } from "./actions";
import { conditionKeys, type ConditionKey, type Facts } from "./conditions";
import type { AttachedPolicy, Layer } from "./evaluate";
import { isPolicy, parsePolicy, policyVersion } from "./policy";
import type { ReportFacts } from "./report-facts";

/** A policy from its statements, as an administrator writes them. Throws what is wrong with it. */
export function attached(name: string, statements: unknown): AttachedPolicy {
  const read = parsePolicy(JSON.stringify({ Version: policyVersion, Statement: statements }));
  if (!isPolicy(read)) throw new Error(read.map(({ reason }) => reason).join(" "));
  return { id: null, name, version: 1, policy: read };
}

export type WrittenStatement = { Effect: string; Action?: string[]; NotAction?: string[]; Resource?: string[]; NotResource?: string[]; Condition?: Record<string, Record<string, (string | boolean | number)[]>> };

/** Few values, so that policies and requests meet. Letters that SQL patterns and quotes care about are among them. */
export const values = {
  series: ["report-AAAAAAAAAAAAAAAA", "report-AAAAAAAAAAAAAAAB", "report-0000000000000001"],
  region: ["global", "emea", "americas"],
  program: ["soc2", "soc_2", "so%c", "iso-27001", "it's", "b\\s", "𝒳-1"],
  category: ["REPORTS", "LETTERS", "CONTRACTS"],
  agreements: ["nda", "baa", "dpa"],
  times: ["2026-01-01T00:00:00Z", "2026-06-15T12:30:00Z", "2026-12-31T23:59:59Z"],
  ages: [0, 60, 300, 3600],
  addresses: ["192.0.2.7", "198.51.100.9", "10.1.2.3", "2001:db8::7", "2001:db9::1"],
  blocks: ["192.0.2.0/24", "10.0.0.0/8", "0.0.0.0/0", "2001:db8::/32", "198.51.100.9"],
} as const;

const like = (list: readonly string[], wildcards: readonly string[]) =>
  fc.oneof(fc.constantFrom(...list), fc.constantFrom(...list).chain((text) => fc.tuple(fc.nat([...text].length), fc.constantFrom(...wildcards), fc.boolean()).map(([at, wild, tail]) => `${[...text].slice(0, at).join("")}${wild}${tail ? [...text].slice(at + 1).join("") : ""}`)), fc.constantFrom(...wildcards));

/** Random conditions of every operator. `wildcards` are those that patterns may hold. */
function anyCondition(wildcards: readonly string[]): fc.Arbitrary<[string, string, (string | number | boolean)[]]> {
  const some = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 1, maxLength: 3 });
  const exists = (operator: string) => fc.constantFrom(operator, `${operator}IfExists`);
  const of = (operators: readonly string[], keys: readonly string[], operand: fc.Arbitrary<string | number | boolean>) =>
    fc.tuple(fc.constantFrom(...operators).chain(exists), fc.constantFrom(...keys), some(operand)).map(([operator, key, list]): [string, string, (string | number | boolean)[]] => [operator, key, list]);
  const texts = [["reports:Region", values.region], ["reports:Program", values.program], ["reports:Category", values.category], ["reports:Series", values.series], ["portal:Group", ["auditor", "viewer"]]] as const;
  const null_ = fc.tuple(fc.constantFrom(...Object.keys(conditionKeys)), fc.boolean()).map(([key, missing]): [string, string, boolean[]] => ["Null", key, [missing]]);
  return fc.oneof(
    ...texts.map(([key, list]) => of(["StringEquals", "StringNotEquals"], [key], fc.constantFrom(...list))),
    ...texts.map(([key, list]) => of(["StringLike", "StringNotLike"], [key], like(list, wildcards))),
    of(["ForAnyValue:StringEquals", "ForAllValues:StringEquals", "ForAllValues:StringNotEquals"], ["portal:AgreementAccepted"], fc.constantFrom(...values.agreements)),
    of(["ForAnyValue:StringLike", "ForAllValues:StringLike", "ForAllValues:StringNotLike"], ["portal:AgreementAccepted"], like(values.agreements, wildcards)),
    of(["NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals"], ["portal:MfaAge"], fc.constantFrom(...values.ages)),
    of(["DateLessThan", "DateGreaterThan"], ["portal:CurrentTime"], fc.constantFrom(...values.times)),
    of(["Bool"], ["portal:ManagementAccount"], fc.boolean()),
    of(["IpAddress", "NotIpAddress"], ["portal:SourceIp"], fc.constantFrom(...values.blocks)),
    null_,
  );
}

const actionPatterns = ["*", "reports:*", "reports:Get*", "*:List*", "reports:ListReports", "reports:GetReport", "audit:ListEvents"];
const resourcePatterns = ["*", "report/*", "report/report-AAAAAAAAAAAAAAA*", "report/report-0000000000000001", "report/*B"];

export function anyStatement(wildcards: readonly string[] = ["*", "?"], denials = 1): fc.Arbitrary<WrittenStatement> {
  const list = (patterns: readonly string[]) => fc.array(fc.constantFrom(...patterns), { minLength: 1, maxLength: 2 });
  return fc
    .record({
      deny: fc.nat(3).map((roll) => roll < denials),
      notAction: fc.nat(7).map((roll) => roll === 0),
      action: list(actionPatterns),
      notResource: fc.nat(7).map((roll) => roll === 0),
      resource: fc.oneof({ weight: 2, arbitrary: fc.constant(["*"]) }, { weight: 1, arbitrary: list(resourcePatterns) }),
      conditions: fc.array(anyCondition(wildcards), { maxLength: 2 }),
    })
    .map(({ deny, notAction, action, notResource, resource, conditions }) => {
      const block: Record<string, Record<string, (string | number | boolean)[]>> = {};
      for (const [operator, key, operands] of conditions) block[operator] = { ...block[operator], [key]: operands };
      return {
        Effect: deny ? "Deny" : "Allow",
        [notAction ? "NotAction" : "Action"]: action,
        [notResource ? "NotResource" : "Resource"]: resource,
        ...(conditions.length > 0 ? { Condition: block } : {}),
      };
    });
}

/** The layers as their authors wrote them. */
export type WrittenLayer = { kind: "identity" | "guardrail"; policies: WrittenStatement[][] };

const allowAll: WrittenStatement = { Effect: "Allow", Action: ["*"], Resource: ["*"] };

/** The layers of a member as they come from a random tree: own policies, then guardrails from the root down, some levels without any. */
export function anyLayers(wildcards: readonly string[] = ["*", "?"], denials = 1): fc.Arbitrary<WrittenLayer[]> {
  const policies = (minLength: number, maxLength: number) => fc.array(fc.array(anyStatement(wildcards, denials), { minLength: 1, maxLength: 3 }), { minLength, maxLength });
  const level = fc.oneof(
    { weight: 2, arbitrary: fc.constant<WrittenStatement[][]>([]) },
    { weight: 1, arbitrary: policies(1, 1).map((list) => [...list, [allowAll]]) },
    { weight: 1, arbitrary: policies(1, 2) },
  );
  return fc.tuple(policies(1, 3), fc.array(level, { maxLength: 4 })).map(([own, levels]) => [
    { kind: "identity" as const, policies: own },
    ...levels.map((held): WrittenLayer => ({ kind: "guardrail", policies: held })),
  ]);
}

export const readLayers = (written: readonly WrittenLayer[]): Layer[] =>
  written.map(({ kind, policies }, place) => ({ kind, name: `Layer ${place}`, policies: policies.map((statements, index) => attached(`P${index}`, statements)) }));

const known = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.option(one, { freq: 4, nil: null }).map((value) => (value === null ? [] : [value]));

/** What may be known of a caller, each fact now and then missing. */
export const anyCallerFacts: fc.Arbitrary<Facts> = fc.record({
  "portal:MfaAge": known(fc.oneof(fc.constantFrom(...values.ages), fc.nat(4_000))),
  "portal:SourceIp": known(fc.constantFrom(...values.addresses)),
  "portal:CurrentTime": known(fc.oneof(fc.constantFrom(...values.times).map((time) => Date.parse(time)), fc.integer({ min: Date.parse("2025-12-01"), max: Date.parse("2027-02-01") }))),
  "portal:Group": known(fc.constantFrom("auditor", "viewer")),
  "portal:ManagementAccount": known(fc.boolean()),
  "portal:AgreementAccepted": fc.subarray([...values.agreements]),
} satisfies { [K in ConditionKey]?: fc.Arbitrary<(string | number | boolean)[]> });

export const anyReport: fc.Arbitrary<ReportFacts> = fc.record({
  series: fc.constantFrom(...values.series),
  region: fc.constantFrom(...values.region),
  program: fc.constantFrom(...values.program),
  category: fc.constantFrom(...values.category),
});

export const anyAction = fc.constantFrom("reports:ListReports", "reports:GetReport", "reports:GetReportMetadata", "audit:ListEvents", ...actionNames.slice(0, 2));
