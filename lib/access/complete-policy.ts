import { actionNames } from "./actions";
import { conditionKeys, operatorNames, operatorTakes, type ConditionKey } from "./conditions";
import { jsonTokens, stringOf, type JsonToken } from "./json-tokens";
import { policyVersion } from "./policy-form";
import { msg, t, type Message } from "@/lib/texts/text";

export type CompletionOption = Readonly<{
  label: string;
  detail: string;
  /** What stands in the place of the completed text. */
  insert: string;
  /** Where the cursor stands afterwards, within `insert`. */
  caret: number;
}>;
/** What could stand at the cursor instead of the text from `from` up to `to`, the best fit first. */
export type Completion = Readonly<{ from: number; to: number; options: readonly CompletionOption[] }>;
/** What the portal knows besides the language: what each action does, and the values that a condition key takes here. */
export type Vocabulary = Readonly<{ actions: Readonly<Record<string, string>>; values: Readonly<Partial<Record<ConditionKey, readonly Readonly<{ value: string; label: string }>[]>>> }>;

/** More than there are operations: a list that ends earlier would say that the rest does not exist. */
const maxOptions = 500;

type Frame = { object: boolean; name: string | null; names: Set<string>; afterColon: boolean };
type Spot = { path: readonly string[]; slot: "name" | "value"; names: ReadonlySet<string>; token: JsonToken | null };

/** Where in the document the cursor stands: the names that lead to it, and whether a name or a value is written here. */
function spotAt(text: string, offset: number): Spot | null {
  const stack: Frame[] = [];
  let spot: Spot | null = null;
  let depth = -1;
  const look = (token: JsonToken | null): Spot | null => {
    const top = stack.at(-1);
    if (!top) return null;
    const path = stack.flatMap(({ object, name }, index) => (object && name !== null && (index < stack.length - 1 || top.afterColon) ? [name] : []));
    depth = stack.length;
    return { path, slot: top.object && !top.afterColon ? "name" : "value", names: top.names, token };
  };
  for (const token of jsonTokens(text)) {
    const isText = token.kind === "string" || token.kind === "name";
    if (!spot && isText && token.start < offset && offset <= token.end) {
      const closed = token.end - token.start > 1 && text[token.end - 1] === '"';
      if (closed && offset === token.end) return null;
      spot = look(token);
    } else if (!spot && token.start >= offset) {
      spot = look(null);
    } else if (!spot && token.kind !== "space" && token.kind !== "mark" && offset <= token.end && token.start < offset) {
      return null;
    }
    if (spot && stack.length < depth) break;
    const top = stack.at(-1);
    if (token.kind === "mark") {
      const mark = text[token.start];
      if (mark === "{" || mark === "[") stack.push({ object: mark === "{", name: null, names: new Set(), afterColon: false });
      else if (mark === "}" || mark === "]") stack.pop();
      else if (top && mark === ":") top.afterColon = true;
      else if (top && mark === ",") Object.assign(top, top.object ? { name: null, afterColon: false } : {});
    } else if (top?.object && isText && !top.afterColon) {
      top.name = stringOf(text, token);
      if (!(spot?.token?.start === token.start)) top.names.add(top.name);
    }
  }
  return spot ?? look(null);
}

const typeWords = { string: msg("a text"), strings: msg("several texts"), number: msg("a number"), date: msg("a time"), boolean: msg("true or false"), address: msg("an address or block") } as const;
const keyNotes: Readonly<Record<ConditionKey, Message>> = {
  "reports:Region": msg("region of the report"),
  "reports:Program": msg("program of the report"),
  "reports:Series": msg("id of the report series"),
  "reports:Category": msg("category of the report"),
  "portal:MfaAge": msg("seconds since the second factor was used"),
  "portal:SourceIp": msg("where the request comes from"),
  "portal:CurrentTime": msg("when it comes"),
  "portal:Group": msg("the person's group in the account"),
  "portal:ManagementAccount": msg("whether the account manages the organization"),
  "portal:AgreementAccepted": msg("agreements in force for the account"),
};

const operatorNotes: Readonly<Record<(typeof operatorNames)[number], Message>> = {
  StringEquals: msg("is one of the texts"),
  StringNotEquals: msg("is none of the texts"),
  StringLike: msg("matches a pattern with * and ?"),
  StringNotLike: msg("matches none of the patterns"),
  NumericLessThan: msg("is smaller"),
  NumericLessThanEquals: msg("is smaller or equal"),
  NumericGreaterThan: msg("is greater"),
  NumericGreaterThanEquals: msg("is greater or equal"),
  DateLessThan: msg("is before"),
  DateGreaterThan: msg("is after"),
  Bool: msg("is true, or false"),
  IpAddress: msg("is within an address block"),
  NotIpAddress: msg("is in none of the blocks"),
};

const operatorForms = (): readonly { name: string; detail: string; keys: readonly ConditionKey[] }[] => [
  ...operatorNames.flatMap((name) => {
    const detail = t(operatorNotes[name]);
    const one = (Object.keys(conditionKeys) as ConditionKey[]).filter((key) => conditionKeys[key] === operatorTakes(name));
    return [{ name, detail, keys: one }, { name: `${name}IfExists`, detail: t("{condition}, or is missing", { condition: detail }), keys: one }];
  }),
  ...(["StringEquals", "StringLike"] as const).flatMap((name) => {
    const keys = (Object.keys(conditionKeys) as ConditionKey[]).filter((key) => conditionKeys[key] === "strings");
    const condition = t(operatorNotes[name]);
    return [{ name: `ForAnyValue:${name}`, detail: t("any of several {condition}", { condition }), keys }, { name: `ForAllValues:${name}`, detail: t("each of several {condition}", { condition }), keys }];
  }),
  { name: "Null", detail: t("true: the key is missing"), keys: Object.keys(conditionKeys) as ConditionKey[] },
];

type Wish = { label: string; detail: string; /** What follows a new name; `|` is where the cursor goes. */ tail?: string };

const policyNames = (): readonly Wish[] => [
  { label: "Version", detail: t("of the language"), tail: `"${policyVersion}",|` },
  { label: "Id", detail: t("a name of your own"), tail: '"|"' },
  { label: "Statement", detail: t("one statement or a list"), tail: "[{|}]" },
];
const statementNames = (): readonly Wish[] => [
  { label: "Sid", detail: t("the statement's name"), tail: '"|"' },
  { label: "Effect", detail: t("Allow or Deny"), tail: '"|"' },
  { label: "Action", detail: t("operations it is about"), tail: '["|"]' },
  { label: "NotAction", detail: t("all operations but these"), tail: '["|"]' },
  { label: "Resource", detail: t("reports it is about, or *"), tail: '"*"|' },
  { label: "NotResource", detail: t("all resources but these"), tail: '["|"]' },
  { label: "Condition", detail: t("when it holds"), tail: '{ "|" }' },
];
const exclusive: Readonly<Record<string, string>> = { Action: "NotAction", NotAction: "Action", Resource: "NotResource", NotResource: "Resource" };

function wishesFor({ path, slot, names }: Spot, vocabulary: Vocabulary): readonly Wish[] {
  const [root, element, operator, key, ...deeper] = path;
  if (deeper.length > 0) return [];
  if (slot === "name") {
    if (root === undefined) return policyNames();
    if (root !== "Statement") return [];
    if (element === undefined) return statementNames().filter(({ label }) => !names.has(exclusive[label] ?? ""));
    if (element !== "Condition" || key !== undefined) return [];
    if (operator === undefined) return operatorForms().map(({ name, detail }) => ({ label: name, detail, tail: '{ "|" }' }));
    const form = operatorForms().find(({ name }) => name === operator);
    return (form?.keys ?? (Object.keys(conditionKeys) as ConditionKey[])).map((label) => ({ label, detail: `${t(keyNotes[label])}: ${t(typeWords[conditionKeys[label]])}`, tail: '"|"' }));
  }
  if (root === "Version") return [{ label: policyVersion, detail: t("the version of the language") }];
  if (root !== "Statement" || element === undefined) return [];
  if (element === "Effect") return [{ label: "Allow", detail: t("gives") }, { label: "Deny", detail: t("takes away, whatever else allows") }];
  if (element === "Action" || element === "NotAction") {
    const services = [...new Set(actionNames.map((name) => name.split(":")[0] ?? ""))];
    return [
      { label: "*", detail: t("every operation") },
      ...services.map((service) => ({ label: `${service}:*`, detail: t("every operation of {service}", { service }) })),
      ...actionNames.map((label) => ({ label, detail: vocabulary.actions[label] ?? "" })),
    ];
  }
  if (element === "Resource" || element === "NotResource") return [{ label: "*", detail: t("everything, and calls about no report") }, { label: "report/*", detail: t("every report") }];
  if (element !== "Condition" || key === undefined) return [];
  if (operator === "Null" || conditionKeys[key as ConditionKey] === "boolean") return [{ label: "true", detail: "" }, { label: "false", detail: "" }];
  return (vocabulary.values[key as ConditionKey] ?? []).map(({ value, label }) => ({ label: value, detail: label }));
}

/** How well a text fits what was typed: smaller is better; undefined is not at all. */
function fit(label: string, typed: string): number | undefined {
  const [text, part] = [label.toLowerCase(), typed.toLowerCase()];
  if (text.startsWith(part)) return 0;
  if (text.slice(text.indexOf(":") + 1).startsWith(part)) return 1;
  return text.includes(part) ? 2 : undefined;
}

/** What could be written at the cursor; null where nothing is known, and where what stands there is complete. */
export function completePolicy(text: string, offset: number, vocabulary: Vocabulary): Completion | null {
  const spot = spotAt(text, offset);
  if (!spot) return null;
  const { token, slot, names } = spot;
  const [from, to] = token ? [token.start, token.end] : [offset, offset];
  const typed = token ? text.slice(token.start + 1, offset) : "";
  const hasColon = /^\s*:/.test(text.slice(to));
  const ranked = wishesFor(spot, vocabulary)
    .filter(({ label }) => slot === "value" || !names.has(label))
    .flatMap((wish) => {
      const rank = fit(wish.label, typed);
      return rank === undefined ? [] : [{ wish, rank }];
    })
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, maxOptions);
  const options = ranked.map(({ wish: { label, detail, tail } }): CompletionOption => {
    const written = slot === "name" && !hasColon ? `${JSON.stringify(label)}: ${tail ?? ""}` : JSON.stringify(label);
    const caret = written.indexOf("|");
    return { label, detail, insert: caret < 0 ? written : written.replace("|", ""), caret: caret < 0 ? written.length : caret };
  });
  const [only] = options;
  if (!only || (options.length === 1 && token && text.slice(from, to) === only.insert)) return null;
  return { from, to, options };
}
