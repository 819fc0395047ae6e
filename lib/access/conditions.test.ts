import { isIP } from "node:net";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { conditionKeys, holds, operatorNames, readCondition, type ConditionKey, type Facts } from "./conditions";
import { addressFamily, parseIpRange, withinRange } from "./ip-range";

function condition(written: string, key: string, ...values: string[]) {
  const read = readCondition(written, key, values);
  if (Array.isArray(read)) throw new Error(JSON.stringify(read));
  return read;
}
const problems = (written: string, key: string, ...values: string[]) => {
  const read = readCondition(written, key, values);
  return Array.isArray(read) ? read.map(({ about, reason }) => `${about}: ${reason}`) : [];
};
const time = (iso: string): Facts => ({ "portal:CurrentTime": [Date.parse(iso)] });

const sample: Record<string, [ConditionKey, string]> = {
  String: ["reports:Region", "emea"], Numeric: ["portal:MfaAge", "300"], Date: ["portal:CurrentTime", "2026-01-01"], Bool: ["portal:ManagementAccount", "true"], Ip: ["portal:SourceIp", "192.0.2.0/24"],
};
const sampleOf = (operator: string): [ConditionKey, string] => Object.entries(sample).find(([prefix]) => operator.replace("Not", "").startsWith(prefix))?.[1] ?? ["reports:Region", "emea"];

describe("a missing key", () => {
  test.each(operatorNames)("under %s: a positive operator does not hold, a negated one does, and so does IfExists", (operator) => {
    const [key, value] = sampleOf(operator);
    const negated = operator.includes("Not");
    for (const facts of [{}, { [key]: [] }]) {
      expect(holds(condition(operator, key, value), facts)).toBe(negated);
      expect(holds(condition(`${operator}IfExists`, key, value), facts)).toBe(true);
    }
  });

  test("follows the same rule in the set forms: nothing accepted is not everything accepted", () => {
    for (const [form, expected] of [["ForAnyValue:StringEquals", false], ["ForAllValues:StringEquals", false], ["ForAllValues:StringNotEquals", true], ["ForAllValues:StringEqualsIfExists", true]] as const) {
      expect(holds(condition(form, "portal:AgreementAccepted", "nda"), {}), form).toBe(expected);
    }
  });

  test("is what Null asks for", () => {
    expect(holds(condition("Null", "portal:MfaAge", "true"), {})).toBe(true);
    expect(holds(condition("Null", "portal:MfaAge", "false"), {})).toBe(false);
    expect(holds(condition("Null", "portal:MfaAge", "true"), { "portal:MfaAge": [0] })).toBe(false);
  });
});

describe("operators", () => {
  test.each([
    ["StringEquals", "reports:Region", ["emea", "global"], { "reports:Region": ["global"] }, true],
    ["StringEquals", "reports:Region", ["emea"], { "reports:Region": ["EMEA"] }, false],
    ["StringNotEquals", "reports:Region", ["emea", "global"], { "reports:Region": ["global"] }, false],
    ["StringLike", "reports:Program", ["iso-*"], { "reports:Program": ["iso-27001"] }, true],
    ["StringNotLike", "reports:Program", ["iso-*", "soc?"], { "reports:Program": ["soc2"] }, false],
    ["NumericLessThan", "portal:MfaAge", ["300"], { "portal:MfaAge": [300] }, false],
    ["NumericLessThanEquals", "portal:MfaAge", ["300"], { "portal:MfaAge": [300] }, true],
    ["NumericGreaterThan", "portal:MfaAge", ["300"], { "portal:MfaAge": [300.5] }, true],
    ["NumericGreaterThanEquals", "portal:MfaAge", ["300"], { "portal:MfaAge": [299.9] }, false],
    ["DateLessThan", "portal:CurrentTime", ["2026-11-01"], time("2026-10-31T23:59:59Z"), true],
    ["DateLessThan", "portal:CurrentTime", ["2026-11-01T00:00:00+02:00"], time("2026-10-31T23:00:00Z"), false],
    ["DateGreaterThan", "portal:CurrentTime", ["2026-11-01T00:00:00Z"], time("2026-11-01T00:00:00.001Z"), true],
    ["Bool", "portal:ManagementAccount", ["true"], { "portal:ManagementAccount": [true] }, true],
    ["IpAddress", "portal:SourceIp", ["192.0.2.0/24", "2001:db8::/32"], { "portal:SourceIp": ["2001:db8:ffff::1"] }, true],
    ["IpAddress", "portal:SourceIp", ["192.0.2.0/24"], { "portal:SourceIp": ["::ffff:192.0.2.200"] }, true],
    ["NotIpAddress", "portal:SourceIp", ["192.0.2.0/24"], { "portal:SourceIp": ["192.0.3.1"] }, true],
    ["NotIpAddress", "portal:SourceIp", ["0.0.0.0/0"], { "portal:SourceIp": ["2001:db8::1"] }, true],
    ["ForAnyValue:StringEquals", "portal:AgreementAccepted", ["nda", "baa"], { "portal:AgreementAccepted": ["dpa", "baa"] }, true],
    ["ForAllValues:StringEquals", "portal:AgreementAccepted", ["nda", "baa"], { "portal:AgreementAccepted": ["dpa", "baa"] }, false],
    ["ForAllValues:StringNotLike", "portal:AgreementAccepted", ["n*"], { "portal:AgreementAccepted": ["dpa", "nda"] }, false],
  ] as const)("%s on %s %j", (operator, key, values, facts, expected) => {
    expect(holds(condition(operator, key, ...values), facts)).toBe(expected);
  });

  test("are refused with the reason when they do not exist, do not fit the key, or cannot read a value", () => {
    expect(problems("StringEqual", "reports:Region", "x")).toEqual(['operator: There is no operator "StringEqual".']);
    expect(problems("constructor", "reports:Region", "x")).toEqual(['operator: There is no operator "constructor".']);
    expect(problems("StringEquals", "toString", "x")).toEqual(['key: There is no condition key "toString".']);
    expect(problems("StringEquals", "portal:MfaAge", "x")[0]).toContain("does not apply to portal:MfaAge");
    expect(problems("StringEquals", "portal:AgreementAccepted", "x")[0]).toContain("write ForAnyValue:StringEquals or ForAllValues:StringEquals");
    expect(problems("ForAnyValue:StringEquals", "reports:Region", "x")[0]).toContain("has one value");
    expect(problems("ForAnyValue:StringNotEquals", "portal:AgreementAccepted", "x")[0]).toContain("nearly everyone");
    expect(problems("NullIfExists", "reports:Region", "true")[0]).toContain("Null stands alone");
    expect(problems("NumericLessThan", "portal:MfaAge", "5m", "3", "1e3")).toHaveLength(2);
    expect(problems("DateLessThan", "portal:CurrentTime", "tomorrow", "2026-02-30", "2026-11-01T00:00:00")).toHaveLength(3);
    expect(problems("IpAddress", "portal:SourceIp", "192.0.2.0/33", "192.0.2", "::1/129", "2001:db8::/032")).toHaveLength(4);
    expect(problems("Bool", "portal:ManagementAccount", "yes")).toHaveLength(1);
  });

  test("exist for every type of key", () => {
    for (const [key, type] of Object.entries(conditionKeys)) {
      const usable = operatorNames.filter((operator) => ["", "ForAllValues:"].some((form) => !problems(`${form}${operator}`, key, "0").some((problem) => !problem.startsWith("value"))));
      expect(usable.length, `${key} (${type})`).toBeGreaterThan(0);
    }
  });
});

describe("addresses and blocks", () => {
  test.each([
    ["192.0.2.7", "192.0.2.0/24", true], ["192.0.3.7", "192.0.2.0/24", false], ["10.255.255.255", "10.0.0.0/8", true], ["::1", "::/0", true], ["::1", "0.0.0.0/0", false],
    ["2001:db8::1", "2001:db8:0:0:0:0:0:1", true], ["2001:db8::1:0:0:1", "2001:db8:0:0:1::/80", true], ["::ffff:10.0.0.1", "10.0.0.1", true], ["10.0.0.1", "::ffff:0:0/96", true],
  ])("%s in %s: %s", (address, block, expected) => {
    const [a, b] = [parseIpRange(address), parseIpRange(block)];
    expect(a && b && withinRange(a, b)).toBe(expected);
  });
});

describe("what the editor reads without Node and libraries is what they read", () => {
  test("addresses, as the platform tells their family", () => {
    const part = fc.constantFrom("0", "1", "25", "255", "256", "01", "a", "ffff", "fffff", "g", "", ".", ":", "::", "%", "%eth0", "192.0.2.7");
    const glued = fc.tuple(fc.array(part, { maxLength: 9 }), fc.constantFrom(":", ".", "")).map(([parts, glue]) => parts.join(glue));
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), glued, glued, fc.string({ maxLength: 12 })), (text) => {
        expect(addressFamily(text)).toBe(isIP(text));
      }),
      { numRuns: 20_000 },
    );
  });

  test("days and times, as zod reads them", () => {
    const Moment = z.union([z.iso.datetime({ offset: true }), z.iso.date()]);
    const day = fc.tuple(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 })).map(([y, m, d]) => `${String(y).padStart(4, "0")}-${String(m).padStart(2, "0")}-${String(d).padStart(2, "0")}`);
    const time = fc.constantFrom("", "T00:00:00Z", "T23:59:59.123Z", "T24:00:00Z", "T12:30+01:00", "T12:30:00+0100", "T12:30:00", "t12:30:00z", " 12:30:00Z", "T12:30:60Z", "T12:30:00-23:59", "T12:30:00-24:00");
    fc.assert(
      fc.property(day, time, (date, rest) => {
        const read = readCondition("DateLessThan", "portal:CurrentTime", [`${date}${rest}`]);
        expect(Array.isArray(read), `${date}${rest}`).toBe(!Moment.safeParse(`${date}${rest}`).success);
      }),
      { numRuns: 5_000 },
    );
  });
});
