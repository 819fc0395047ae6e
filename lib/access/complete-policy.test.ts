import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { actionNames } from "./actions";
import { completePolicy, type Vocabulary } from "./complete-policy";
import { jsonTokens } from "./json-tokens";
import { isPolicy, parsePolicy } from "./policy";

const vocabulary: Vocabulary = { actions: { "reports:GetReport": "Gives a copy." }, values: { "reports:Region": [{ value: "emea", label: "EMEA" }] } };
/** Completes at `|`, and applies the first option, or the one named. */
function at(marked: string) {
  const offset = marked.indexOf("|");
  const text = marked.replace("|", "");
  const found = completePolicy(text, offset, vocabulary);
  const labels = found?.options.map(({ label }) => label) ?? [];
  const accept = (label = labels[0]) => {
    const option = found?.options.find((one) => one.label === label);
    if (!found || !option) throw new Error(`nothing called ${label ?? ""} is offered`);
    const caret = found.from + option.caret;
    const next = text.slice(0, found.from) + option.insert + text.slice(found.to);
    return `${next.slice(0, caret)}|${next.slice(caret)}`;
  };
  return { labels, accept, found };
}
const inStatement = (rest: string) => `{ "Version": "2026-11-01", "Statement": [{ ${rest} }] }`;

describe("completion knows where the cursor stands", () => {
  test.each<[string, string, readonly string[]]>([
    ["the elements of a policy that are not there yet", '{ "Version": "2026-11-01", "|" }', ["Id", "Statement"]],
    ["the elements of a statement, without the opposite of what is there", inStatement('"Action": "*", "|"'), ["Sid", "Effect", "Resource", "NotResource", "Condition"]],
    ["names that stand after the cursor are not offered again", inStatement('"|", "Effect": "Deny", "Resource": "*"'), ["Sid", "Action", "NotAction", "Condition"]],
    ["the effects", inStatement('"Effect": "|"'), ["Allow", "Deny"]],
    ["values of a key, as the portal knows them", inStatement('"Condition": { "StringEquals": { "reports:Region": ["|"] } }'), ["emea"]],
    ["true and false", inStatement('"Condition": { "Null": { "portal:MfaAge": "|" } }'), ["true", "false"]],
    ["keys that an operator applies to", inStatement('"Condition": { "IpAddress": { "|" } }'), ["portal:SourceIp"]],
    ["keys of the set forms", inStatement('"Condition": { "ForAnyValue:StringEquals": { "|" } }'), ["portal:AgreementAccepted"]],
    ["nothing for a name that only its author knows", inStatement('"Sid": "|"'), []],
    ["a single statement without its list", '{ "Statement": { "Effect": "|" } }', ["Allow", "Deny"]],
    ["without quotation marks, where a value may begin", inStatement('"Effect": |'), ["Allow", "Deny"]],
  ])("%s", (_, marked, labels) => expect(at(marked).labels).toEqual(labels));

  test("every action is offered where actions stand, and what fits best comes first", () => {
    expect(at(inStatement('"Action": ["|"]')).labels).toEqual(expect.arrayContaining(["*", "reports:*", ...actionNames]));
    expect(at(inStatement('"Action": ["GetRep|"]')).labels.slice(0, 2)).toEqual(["reports:GetReport", "reports:GetReportMetadata"]);
    expect(at(inStatement('"NotAction": "reports:Acc|"')).labels).toEqual(["reports:AcceptTerms"]);
    expect(actionNames.every((name) => at(inStatement(`"Action": "${name.slice(0, -1)}|"`)).labels.includes(name))).toBe(true);
  });

  test("what is accepted goes in the place of what was typed, with the cursor where one writes on", () => {
    expect(at(inStatement('"Eff|"')).accept()).toBe(inStatement('"Effect": "|"'));
    expect(at(inStatement('"Eff|": "Deny"')).accept()).toBe(inStatement('"Effect"|: "Deny"'));
    expect(at(inStatement('"Action": ["reports:GetReport|Metadata"]')).accept("reports:GetReport")).toBe(inStatement('"Action": ["reports:GetReport"|]'));
    expect(at('{ "Statement": [{ "Condition": { "StringEq|').accept()).toBe('{ "Statement": [{ "Condition": { "StringEquals": { "|" }');
    expect(at('{\n  "Eff|\n}').labels).toEqual([]);
    expect(at('{\n  "Vers|\n}').accept()).toBe('{\n  "Version": "2026-11-01",|\n}');
  });

  test("a policy can be written by choosing alone", () => {
    let text = "{|}";
    const choose = (label: string, then = "") => {
      text = at(text).accept(label).replace("|", `${then}|`);
    };
    choose("Version");
    choose("Statement");
    choose("Effect");
    choose("Deny", ",");
    choose("Action");
    choose("reports:GetReport");
    text = text.replace("|]", "],|");
    choose("Resource", ",");
    choose("Condition");
    choose("StringNotEquals");
    choose("reports:Region");
    choose("emea");
    expect(isPolicy(parsePolicy(text.replace("|", "")))).toBe(true);
  });
});

describe("the pieces of a text", () => {
  const texts = fc.oneof(fc.json(), fc.string({ unit: "binary", maxLength: 60 }), fc.string({ unit: fc.constantFrom(..."{}[]\",:0123.eE-+ tru\\u\n") }));

  test("are together the whole text, whatever it is, and completion never throws", () => {
    fc.assert(
      fc.property(texts, fc.nat(80), (text, offset) => {
        const tokens = jsonTokens(text);
        expect(tokens.map(({ start, end }) => text.slice(start, end)).join("")).toBe(text);
        expect(tokens.every(({ start, end }) => end > start)).toBe(true);
        const found = completePolicy(text, Math.min(offset, text.length), vocabulary);
        if (found) expect(found.from <= offset && found.options.length > 0).toBe(true);
      }),
      { numRuns: 5_000 },
    );
  });

  test("are told apart as JSON tells them apart", () => {
    expect(jsonTokens('{"a": [1, "b", true]}').filter(({ kind }) => kind !== "space" && kind !== "mark").map(({ kind }) => kind)).toEqual(["name", "number", "string", "word"]);
  });
});
