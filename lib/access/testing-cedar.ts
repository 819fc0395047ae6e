import { createRequire } from "node:module";
import type { AuthorizationAnswer, AuthorizationCall, CedarValueJson } from "@cedar-policy/cedar-wasm/nodejs";
import type { Facts } from "./conditions";
import { conditionKeys } from "./conditions";
import type { AccessRequest } from "./evaluate";
import { values, type WrittenLayer, type WrittenStatement } from "./testing";

const cedar = createRequire(import.meta.url)("@cedar-policy/cedar-wasm/nodejs") as { isAuthorized(call: AuthorizationCall): AuthorizationAnswer };

const quoted = (text: string): string => `"${[...text].map((character) => (/[A-Za-z0-9 :/._*%-]/.test(character) ? character : `\\u{${character.codePointAt(0)?.toString(16)}}`)).join("")}"`;
const attribute = (key: string): string => `context[${quoted(key)}]`;
const has = (key: string): string => `context has ${quoted(key)}`;
const anyOf = (parts: string[]): string => (parts.length === 0 ? "false" : `(${parts.join(" || ")})`);
const allOf = (parts: string[]): string => (parts.length === 0 ? "true" : `(${parts.join(" && ")})`);

function comparison(operator: string, subject: string, operand: string | number | boolean): string {
  switch (operator) {
    case "StringEquals": case "StringNotEquals": return `${subject} == ${quoted(String(operand))}`;
    case "StringLike": case "StringNotLike": return `${subject} like ${quoted(String(operand))}`;
    case "NumericLessThan": return `${subject} < ${operand}`;
    case "NumericLessThanEquals": return `${subject} <= ${operand}`;
    case "NumericGreaterThan": return `${subject} > ${operand}`;
    case "NumericGreaterThanEquals": return `${subject} >= ${operand}`;
    case "DateLessThan": return `${subject} < datetime(${quoted(String(operand))})`;
    case "DateGreaterThan": return `${subject} > datetime(${quoted(String(operand))})`;
    case "Bool": return `${subject} == ${operand}`;
    case "IpAddress": case "NotIpAddress": return `${subject}.isInRange(ip(${quoted(String(operand))}))`;
    default: throw new Error(`the oracle does not know ${operator}`);
  }
}

function condition(written: string, key: string, operands: readonly (string | number | boolean)[]): string {
  if (written === "Null") return anyOf(operands.map((missing) => (missing ? `!(${has(key)})` : has(key))));
  const bare = written.replace("IfExists", "");
  const [form, operator] = bare.includes(":") ? [bare.slice(0, bare.indexOf(":")), bare.slice(bare.indexOf(":") + 1)] : ["", bare];
  const negated = operator.includes("Not");
  const fits = (subject: string): string => (negated ? `!${anyOf(operands.map((operand) => comparison(operator, subject, operand)))}` : anyOf(operands.map((operand) => comparison(operator, subject, operand))));
  // Cedar has no loop over a set: the few values there are stand one by one.
  const each = (join: (parts: string[]) => string, wrap: (inside: string, value: string) => string) =>
    join(values.agreements.map((value) => wrap(`${attribute(key)}.contains(${quoted(value)})`, fits(quoted(value)))));
  const present =
    form === "ForAnyValue" ? each(anyOf, (inside, fit) => `(${inside} && ${fit})`) : form === "ForAllValues" ? each(allOf, (inside, fit) => `(!${inside} || ${fit})`) : fits(attribute(key));
  return written.endsWith("IfExists") || negated ? `(!(${has(key)}) || ${present})` : `(${has(key)} && ${present})`;
}

function body(statement: WrittenStatement): string {
  const patterns = (list: string[], subject: string) => anyOf(list.map((pattern) => `${subject} like ${quoted(pattern)}`));
  return allOf([
    statement.Action ? patterns(statement.Action, "context.action") : `!${patterns(statement.NotAction ?? [], "context.action")}`,
    statement.Resource ? patterns(statement.Resource, "context.resource") : `!${patterns(statement.NotResource ?? [], "context.resource")}`,
    ...Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) => Object.entries(keys).map(([key, operands]) => condition(operator, key, operands))),
  ]);
}

/** The layers in Cedar's own language, made from what was written and not from what our own parser read: one permit that needs every layer, and one forbid for each deny. */
export function cedarPolicies(layers: readonly WrittenLayer[]): string {
  const statements = layers.flatMap(({ policies }) => policies.flat());
  const demands = layers
    .filter(({ kind, policies }) => kind === "identity" || policies.length > 0)
    .map(({ policies }) => anyOf(policies.flat().filter(({ Effect }) => Effect === "Allow").map(body)));
  const forbids = statements.filter(({ Effect }) => Effect === "Deny").map((statement) => `forbid(principal, action, resource) when { ${body(statement)} };`);
  return [`permit(principal, action, resource) when { ${allOf(demands)} };`, ...forbids].join("\n");
}

function cedarContext({ action, resource, facts }: AccessRequest): Record<string, CedarValueJson> {
  const context: Record<string, CedarValueJson> = { action, resource };
  for (const [key, known] of Object.entries(facts satisfies Facts)) {
    const type = conditionKeys[key as keyof typeof conditionKeys];
    const [first] = known;
    if (first === undefined) continue;
    if (type === "strings") context[key] = [...known];
    else if (type === "date") context[key] = { __extn: { fn: "datetime", arg: new Date(Number(first)).toISOString() } };
    else if (type === "address") context[key] = { __extn: { fn: "ip", arg: String(first) } };
    else context[key] = first;
  }
  return context;
}

/** Cedar's decision. An error of any policy counts as a refusal: a forbid that fails would otherwise let through. */
export function cedarAllows(policies: string, request: AccessRequest): boolean {
  const answer = cedar.isAuthorized({
    principal: { type: "Person", id: "p" },
    action: { type: "Action", id: "a" },
    resource: { type: "Resource", id: "r" },
    context: cedarContext(request),
    policies: { staticPolicies: policies },
    entities: [],
  });
  if (answer.type === "failure") throw new Error(answer.errors.map(({ message }) => message).join("; "));
  return answer.response.decision === "allow" && answer.response.diagnostics.errors.length === 0;
}
