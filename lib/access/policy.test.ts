import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allOperations } from "@/lib/operations/registry";
import { actions, isDecidedPerReport } from "./actions";
import { customerCeiling, groupPolicies, memberAccountCeiling, operatorActions } from "./built-in-policies";
import { groupGrants } from "./groups";
import { readJson } from "./json-positions";
import { isPolicy, maxPolicyLength, parsePolicy } from "./policy";
import { matchesWildcard } from "./wildcard";

const policy = (statement: unknown, rest: object = {}) => JSON.stringify({ Version: "2026-11-01", Statement: statement, ...rest });
const good = { Effect: "Allow", Action: "reports:*", Resource: "*" };
const reasons = (text: string) => {
  const read = parsePolicy(text);
  return isPolicy(read) ? [] : read.map(({ reason }) => reason);
};

describe("a policy document", () => {
  test("is read with lists or single values, and keeps what was said", () => {
    const read = parsePolicy(policy([{ Sid: "EU only", Effect: "Deny", NotAction: ["reports:List*"], NotResource: "report/report-A*", Condition: { StringNotEqualsIfExists: { "reports:Region": "emea" } } }], { Id: "mine" }));
    expect(read).toMatchObject({
      id: "mine",
      statements: [{ sid: "EU only", effect: "Deny", action: { not: true, patterns: ["reports:List*"] }, resource: { not: true, patterns: ["report/report-A*"] }, conditions: [{ key: "reports:Region", operator: "StringNotEquals", ifExists: true, values: ["emea"] }] }],
    });
  });

  test("names the line and column of every problem", () => {
    const text = `{
  "Version": "2026-11-01",
  "Statement": [
    { "Effect": "Alow", "Action": ["reports:GetReport", "reports:Fetch"], "Resource": [] },
    { "Effect": "Deny", "Action": "*", "Resource": "*", "Conditions": {} }
  ]
}`;
    expect(parsePolicy(text)).toEqual([
      { line: 4, column: 17, reason: 'Effect is "Allow" or "Deny".' },
      { line: 4, column: 87, reason: "An empty list matches nothing." },
      { line: 5, column: 57, reason: 'There is no element "Conditions" here.' },
    ]);
    const names = text.replace("Alow", "Allow").replace('"Resource": [] }', '"Resource": "*", "Condition": { "StringEqual": { "reports:Region": "emea" }, "Bool": { "reports:Regoin": true } } }').replace(', "Conditions": {}', "");
    const column = (word: string) => (names.split("\n")[3]?.indexOf(word) ?? 0) + 1;
    expect(parsePolicy(names)).toEqual([
      { line: 4, column: column('"reports:Fetch"'), reason: 'There is no operation "reports:Fetch" that policies decide.' },
      { line: 4, column: column('"StringEqual"'), reason: 'There is no operator "StringEqual".' },
      { line: 4, column: column('"reports:Regoin"'), reason: 'There is no condition key "reports:Regoin".' },
    ]);
  });

  test.each([
    ["an unknown action", policy({ ...good, Action: "reports:getreport" }), 'There is no operation "reports:getreport". Did you mean reports:GetReport?'],
    ["a pattern that matches no action", policy({ ...good, Action: "report:*" }), 'No operation matches "report:*".'],
    ["an operation about nobody but the caller", policy({ ...good, Action: "identity:SignOut" }), 'There is no operation "identity:SignOut" that policies decide.'],
    ["an unknown resource", policy({ ...good, Resource: "reports/*" }), '"reports/*" is no resource: write "*" or "report/" and the id of a series.'],
    ["both Action and NotAction", policy({ ...good, NotAction: "*" }), "A statement has Action or NotAction, and not both."],
    ["neither Resource nor NotResource", policy({ Effect: "Allow", Action: "*" }), "A statement has Resource or NotResource, and not both."],
    ["no statement", policy([]), "An empty list matches nothing."],
    ["an empty condition", policy({ ...good, Condition: {} }), "An empty condition says nothing. Leave it out."],
    ["an operator without keys", policy({ ...good, Condition: { Bool: {} } }), "An empty condition says nothing. Leave it out."],
    ["a key without values", policy({ ...good, Condition: { Bool: { "portal:ManagementAccount": [] } } }), "An empty list matches nothing."],
    ["a Sid twice", policy([{ Sid: "a", ...good }, { Sid: "a", ...good }]), 'Another statement has the Sid "a".'],
    ["another version", JSON.stringify({ Version: "2012-10-17", Statement: good }), 'The version of the language is "2026-11-01".'],
    ["an unknown element", policy(good, { Principal: "*" }), 'There is no element "Principal" here.'],
    ["a list instead of an object", "[]", "A policy is an object."],
    ["half a document", '{"Version": "2026-11-01", ', "A name in quotation marks is expected here."],
    ["the same name twice", '{"Version": "2026-11-01", "Version": "2026-11-01"}', '"Version" stands here twice.'],
    ["a name that libraries drop", policy({ ...good }).replace('"Resource":"*"', '"Resource":"*","Condition":{"__proto__":{}}'), "This name is not allowed."],
    ["half of a surrogate pair", '{"Version":"2026-11-01","Statement":{"Effect":"Allow","Action":"*","Resource":"report/\\ud800"}}', "This holds a character that is none."],
    ["a NUL in a value", policy({ ...good, Condition: { StringEquals: { "reports:Region": "\0" } } }), "This holds a character that is none."],
  ])("with %s is refused", (_, text, reason) => {
    expect(reasons(text)).toContain(reason);
  });

  test("may have 6,144 characters and not one more", () => {
    const padded = (length: number) => policy(good).padEnd(length);
    expect(isPolicy(parsePolicy(padded(maxPolicyLength)))).toBe(true);
    expect(reasons(padded(maxPolicyLength + 1))).toEqual(["A policy has at most 6\u202f144 characters; this one has 6\u202f145."]);
  });

  test("is never an exception, whatever the text, and every problem has a place within it", () => {
    const document = policy([{ Sid: "a", ...good, Condition: { StringLike: { "reports:Region": ["e*", 1, true] } } }]);
    const mutated = fc.tuple(fc.nat(document.length), fc.nat(3), fc.string({ maxLength: 3 })).map(([at, cut, put]) => `${document.slice(0, at)}${put}${document.slice(at + cut)}`);
    const shaped = fc.jsonValue({ maxDepth: 6 }).map((value) => policy(value));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.json(), mutated, mutated, shaped, fc.constantFrom("[".repeat(6_000), '{"a":'.repeat(1_000), "\\", '"', "")), (text) => {
        const read = parsePolicy(text);
        if (isPolicy(read)) return;
        expect(read.length).toBeGreaterThan(0);
        for (const { line, column, reason } of read) {
          expect(column - 1).toBeLessThanOrEqual(text.split("\n")[line - 1]?.length ?? -1);
          expect(reason.length).toBeGreaterThan(5);
        }
      }),
      { numRuns: 3_000 },
    );
  });
});

test("JSON is read as the platform reads it, where it means one thing", () => {
  fc.assert(
    fc.property(fc.oneof(fc.json({ maxDepth: 5 }), fc.string({ unit: fc.constantFrom(..."{}[]\",:0123.eE-+ tru\\u\n") })), (text) => {
      const ours = (() => { try { return { value: readJson(text).value }; } catch { return null; } })();
      const theirs = (() => { try { return { value: JSON.parse(text) as unknown }; } catch { return null; } })();
      if (ours) expect(ours).toEqual(theirs);
      else if (theirs) expect(text).toMatch(/__proto__|"([^"\\]*)"[^]*"\1"/);
    }),
    { numRuns: 3_000 },
  );
});

describe("the actions that policies decide", () => {
  test("are the operations of the registry that concern more than the caller, those with a report's facts each for itself", () => {
    const decided = allOperations.filter(({ reach }) => reach === "member" || reach === "staff");
    expect(Object.keys(actions).sort()).toEqual(decided.map(({ name }) => name).sort());
    for (const operation of decided) expect(isDecidedPerReport(operation.name), operation.name).toBe("about" in operation || operation.name === "reports:ListReports");
  });
});

describe("the built-in policies", () => {
  test("say what the table of groups says, and nothing more", () => {
    for (const [group, { policy: { statements } }] of Object.entries(groupPolicies)) {
      const [only, ...more] = statements;
      expect(more).toEqual([]);
      for (const name of Object.keys(actions)) {
        const table = groupGrants[group as keyof typeof groupGrants].some((grant) => matchesWildcard(grant, name));
        expect(only?.action.patterns.some((pattern) => matchesWildcard(pattern, name)), `${group} ${name}`).toBe(table);
      }
    }
  });

  test("leave to the operator what no group of a customer has, and to the management account what its admins alone have", () => {
    const holders = (name: string) => Object.entries(groupGrants).flatMap(([group, grants]) => (grants.includes(name) ? [group] : []));
    const nobody = Object.keys(actions).filter((name) => holders(name).filter((group) => group !== "root" && group !== "publisher").length === 0);
    expect([...operatorActions].sort()).toEqual(nobody.sort());
    const [allBut, asking] = memberAccountCeiling.policy.statements.map(({ action }) => (name: string) => action.patterns.some((pattern) => matchesWildcard(pattern, name)));
    const kept = Object.keys(actions).filter((name) => allBut?.(name) && !asking?.(name));
    expect(kept.sort()).toEqual(Object.keys(actions).filter((name) => holders(name).join() === "organization-admin").sort());
    expect(customerCeiling.policy.statements).toHaveLength(1);
  });
});
