import { describe, expect, test } from "vitest";
import { noResource, reportResource } from "./actions";
import { evaluate, explain, type Layer } from "./evaluate";
import { inLocale } from "@/lib/texts/in-locale";
import { layersOf, noAttachments } from "./layers";
import { factsOfReport } from "./report-facts";
import { attached } from "./testing";

const allow = (action: string | string[], rest: object = {}) => ({ Effect: "Allow", Action: action, Resource: "*", ...rest });
const deny = (action: string | string[], rest: object = {}) => ({ Effect: "Deny", Action: action, Resource: "*", ...rest });
const person = (...statements: unknown[]): Layer => ({ kind: "identity", name: "Person", policies: statements.map((statement, index) => attached(`own ${index}`, statement)) });
const level = (name: string, ...statements: unknown[]): Layer => ({ kind: "guardrail", name, policies: statements.map((statement, index) => attached(`${name} ${index}`, statement)) });
const call = (action: string) => ({ action, resource: noResource, facts: {} });
const report = (action: string, region = "emea") => {
  const facts = { series: "report-AAAAAAAAAAAAAAAA", region, program: "soc2", category: "REPORTS" };
  return { action, resource: reportResource(facts.series), facts: factsOfReport(facts) };
};
const emea = { Condition: { StringEquals: { "reports:Region": "emea" } } };

describe("the rules of a decision", () => {
  test("default deny: without an allow nothing is allowed", () => {
    expect(evaluate([], call("audit:ListEvents"))).toBe(false);
    expect(evaluate([person()], call("audit:ListEvents"))).toBe(false);
    expect(evaluate([person(allow("audit:GetEvent"))], call("audit:ListEvents"))).toBe(false);
    expect(evaluate([person(allow("audit:*"))], call("audit:ListEvents"))).toBe(true);
  });

  test("the policies of a person add up", () => {
    expect(evaluate([person(allow("reports:*"), allow("audit:*"))], call("audit:ListEvents"))).toBe(true);
  });

  test("an explicit deny anywhere wins: on the person, at the root, below", () => {
    const all = allow("*");
    expect(evaluate([person(all, deny("audit:*")), level("Root", all)], call("audit:ListEvents"))).toBe(false);
    expect(evaluate([person(all), level("Root", all, deny("audit:*")), level("Account", all)], call("audit:ListEvents"))).toBe(false);
    expect(evaluate([person(all), level("Root", all), level("Account", all, deny("audit:List*"))], call("audit:ListEvents"))).toBe(false);
    expect(evaluate([person(all), level("Root", all), level("Account", all, deny("audit:List*"))], call("audit:GetEvent"))).toBe(true);
  });

  test("an allow is needed at every level of the tree that has a guardrail", () => {
    expect(evaluate([person(allow("*")), level("Root", allow("*")), level("Unit", allow("reports:*")), level("Account", allow("*"))], call("audit:ListEvents"))).toBe(false);
    expect(evaluate([person(allow("*")), level("Root"), level("Unit", allow("audit:*")), level("Account")], call("audit:ListEvents"))).toBe(true);
  });

  test("at the greatest depth every single level counts: one without an allow, or with a deny, and nothing is allowed", () => {
    const names = ["Root", "Unit 1", "Unit 2", "Unit 3", "Unit 4", "Unit 5", "Account"];
    const tree = (at?: number, ...statements: unknown[]) => [person(allow("*")), ...names.map((name, index) => level(name, ...(index === at ? statements : [allow("*")])))];
    expect(evaluate(tree(), call("audit:ListEvents"))).toBe(true);
    for (const at of names.keys()) {
      expect(evaluate(tree(at, allow("reports:*")), call("audit:ListEvents")), `${names[at]} allows something else`).toBe(false);
      expect(evaluate(tree(at, allow("*"), deny("audit:ListEvents")), call("audit:ListEvents")), `${names[at]} denies`).toBe(false);
      expect(evaluate(tree(at), call("audit:ListEvents")), `${names[at]} has no guardrail`).toBe(true);
    }
  });

  test("a guardrail never grants", () => {
    expect(evaluate([person(), level("Root", allow("*"))], call("audit:ListEvents"))).toBe(false);
    expect(evaluate([level("Root", allow("*"))], call("audit:ListEvents"))).toBe(false);
  });

  test("the management account is not exempt", () => {
    const account = { organizationKind: "CUSTOMER", management: true } as const;
    const layers = layersOf("organization-admin", account, { ...noAttachments, levels: [{ name: "Organization", policies: [attached("none", deny("audit:*")), attached("all", allow("*"))] }] });
    expect(evaluate(layers, call("audit:ListEvents"))).toBe(false);
    expect(evaluate(layers, call("access:DetachPolicy"))).toBe(true);
  });

  test("what a customer's administrators write gives nobody what is the operator's, and no member account what is the organization's", () => {
    const everything = { ...noAttachments, person: [attached("all", allow("*"))] };
    for (const management of [true, false]) {
      const layers = layersOf("viewer", { organizationKind: "CUSTOMER", management }, everything);
      expect(evaluate(layers, call("organizations:CreateOrganization"))).toBe(false);
      expect(evaluate(layers, call("reports:PublishVersion"))).toBe(false);
      expect(evaluate(layers, call("access:AttachPolicy"))).toBe(management);
      expect(evaluate(layers, call("organizations:InvitePerson"))).toBe(true);
    }
  });

  test("a condition on a report decides each report, and never a call that is about none", () => {
    const layers = [person(allow("*", emea))];
    expect(evaluate(layers, report("reports:GetReport"))).toBe(true);
    expect(evaluate(layers, report("reports:GetReport", "americas"))).toBe(false);
    expect(evaluate(layers, call("audit:ListEvents"))).toBe(false);
    const elsewhere = { Condition: { StringNotEquals: { "reports:Region": "emea" } } };
    expect(evaluate([person(allow("*"), deny("*", elsewhere))], call("audit:ListEvents")), "a negated operator holds where the key is missing").toBe(false);
    expect(evaluate([person(allow("*"), deny("reports:*", elsewhere))], call("audit:ListEvents"))).toBe(true);
  });

  test("a statement about reports says nothing of calls that are about none", () => {
    expect(evaluate([person({ Effect: "Allow", Action: "*", Resource: "report/*" })], call("audit:ListEvents"))).toBe(false);
    expect(evaluate([person({ Effect: "Allow", Action: "*", NotResource: "report/*" })], call("audit:ListEvents"))).toBe(true);
    expect(evaluate([person({ Effect: "Allow", Action: "*", NotResource: "report/*" })], report("reports:GetReport"))).toBe(false);
  });

  test("all conditions of a statement must hold, of the values of one any", () => {
    const both = { Condition: { StringEquals: { "reports:Region": ["emea", "global"], "reports:Program": "soc2" }, Null: { "portal:MfaAge": false } } };
    const request = report("reports:GetReport");
    expect(evaluate([person(allow("*", both))], request)).toBe(false);
    expect(evaluate([person(allow("*", both))], { ...request, facts: { ...request.facts, "portal:MfaAge": [0] } })).toBe(true);
  });
});

describe("the explanation", () => {
  test("names the layer, the policy and the statement that decided", () => {
    const layers = [person(allow("*", { Sid: "Everything" })), level("Unit Europe", [allow("*"), deny("reports:GetReport", { Sid: "EU only", Condition: { StringNotEquals: { "reports:Region": "emea" } } })])];
    const refused = explain(layers, report("reports:GetReport", "americas"));
    expect(refused).toMatchObject({ allowed: false, reason: 'Denied by statement "EU only" of "Unit Europe 0" (Unit Europe).', decidedBy: { sid: "EU only", index: 1, effect: "Deny", policy: "Unit Europe 0" } });
    expect(refused.layers.map(({ verdict }) => verdict)).toEqual(["allows", "denies"]);
    expect(inLocale("de", () => explain(layers, report("reports:GetReport", "americas")).reason), "in the language of whoever asks").toBe(
      'Verweigert durch Anweisung "EU only" von "Unit Europe 0" (Einheit Europe).',
    );
    const allowed = explain(layers, report("reports:GetReport"));
    expect(allowed).toMatchObject({ allowed: true, reason: 'Allowed by statement "Everything" of "own 0" (Person).', decidedBy: { sid: "Everything" } });
    expect(allowed.layers[1]?.statements[1]?.why).toBe("StringNotEquals does not hold: reports:Region is emea.");
  });

  test("says why each statement did not match, and where nothing allowed", () => {
    const layers = [person(allow("reports:*"), allow("*", emea), { Effect: "Allow", Action: "*", NotResource: "*" }), level("Organization")];
    const { allowed, reason, decidedBy, layers: traces } = explain(layers, call("audit:ListEvents"));
    expect({ allowed, reason, decidedBy }).toEqual({ allowed: false, reason: "Nothing allows audit:ListEvents (Person).", decidedBy: null });
    expect(traces[0]?.statements.map(({ why }) => why)).toEqual(["Action does not name audit:ListEvents.", "StringEquals: reports:Region is missing, so it does not hold.", "NotResource leaves out *."]);
    expect(traces.map(({ verdict }) => verdict)).toEqual(["does not allow", "sets no limit"]);
  });
});
