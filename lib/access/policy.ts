import { actionNames } from "./actions";
import { readCondition, type Condition } from "./conditions";
import { JsonProblem, readJson, type Path, type Place, type PlacedJson } from "./json-positions";
import { readForm, type PolicyDocument, type Say } from "./policy-form";
import { hasWildcard, matchesWildcard } from "./wildcard";
import { t } from "@/lib/texts/text";

export { policyVersion, type PolicyDocument } from "./policy-form";
/** In UTF-16 units, white space included. */
export const maxPolicyLength = 6_144;

/** Patterns that must match, or with `not` must all fail to match. */
export type Patterns = Readonly<{ not: boolean; patterns: readonly string[] }>;
export type Statement = Readonly<{ sid: string | null; effect: "Allow" | "Deny"; action: Patterns; resource: Patterns; conditions: readonly Condition[] }>;
/** A policy document, read and checked. */
export type Policy = Readonly<{ id: string | null; statements: readonly Statement[] }>;

export type PolicyProblem = Place & Readonly<{ reason: string }>;

function actionProblem(pattern: string): string | null {
  if (actionNames.some((name) => matchesWildcard(pattern, name))) return null;
  const meant = actionNames.find((name) => name.toLowerCase() === pattern.toLowerCase());
  if (meant) return t("There is no operation {written}. Did you mean {meant}?", { written: JSON.stringify(pattern), meant });
  return hasWildcard(pattern) ? t("No operation matches {pattern}.", { pattern: JSON.stringify(pattern) }) : t("There is no operation {written} that policies decide.", { written: JSON.stringify(pattern) });
}

const resourceProblem = (pattern: string): string | null =>
  pattern === "*" || pattern.startsWith("report/") ? null : t('{written} is no resource: write "*" or "report/" and the id of a series.', { written: JSON.stringify(pattern) });

/** What the form of a document cannot say: names, and the conditions with their types. */
function readStatements(document: PolicyDocument, json: PlacedJson, say: Say): Statement[] {
  const root: Path = Array.isArray((json.value as { Statement?: unknown }).Statement) ? ["Statement"] : [];
  const sids = new Set<string>();
  return document.Statement.map((statement, index) => {
    const path = root.length > 0 ? [...root, index] : ["Statement"];
    const { Sid: sid = null, Effect: effect, Condition: block = {} } = statement;
    if (sid !== null && sids.has(sid)) say([...path, "Sid"], t("Another statement has the Sid {sid}.", { sid: JSON.stringify(sid) }));
    if (sid !== null) sids.add(sid);
    const patterns = (plain: "Action" | "Resource", inverse: "NotAction" | "NotResource", problemOf: (pattern: string) => string | null): Patterns => {
      const not = statement[plain] === undefined;
      const list = statement[plain] ?? statement[inverse] ?? [];
      list.forEach((pattern, place) => {
        const problem = problemOf(pattern);
        if (problem !== null) say([...path, not ? inverse : plain, place], problem);
      });
      return { not, patterns: list };
    };
    const action = patterns("Action", "NotAction", actionProblem);
    const resource = patterns("Resource", "NotResource", resourceProblem);
    const conditions = Object.entries(block).flatMap(([operator, keys]) =>
      Object.entries(keys).flatMap(([key, values]) => {
        const read = readCondition(operator, key, values.map(String));
        if (!Array.isArray(read)) return [read];
        const at = [...path, "Condition", operator, key];
        for (const { about, index: place, reason } of read) {
          if (about === "value") say([...at, place], reason);
          else say(about === "key" ? at : at.slice(0, -1), reason, true);
        }
        return [];
      }),
    );
    return { sid, effect, action, resource, conditions };
  });
}

/**
 * Reads a policy document; answers with every problem, each with its place and reason, when there is any. Never throws, whatever the text.
 * Unknown actions, operators and keys are problems: a statement that matches nothing by mistake would protect nothing.
 */
export function parsePolicy(text: string): Policy | PolicyProblem[] {
  if (text.length > maxPolicyLength) {
    return [{ line: 1, column: 1, reason: t("A policy has at most {most} characters; this one has {length}.", { most: maxPolicyLength, length: text.length }) }];
  }
  let json: PlacedJson;
  try {
    json = readJson(text);
  } catch (problem) {
    if (problem instanceof JsonProblem) return [{ ...problem.place, reason: problem.message }];
    throw problem;
  }
  const problems: PolicyProblem[] = [];
  const say: Say = (path, reason, atName = false) => {
    problems.push({ ...(atName ? json.placeOfName(path) : json.placeOf(path)), reason });
  };
  const document = readForm(json.value, say);
  if (problems.length > 0) return problems;
  const statements = readStatements(document, json, say);
  return problems.length > 0 ? problems : { id: document.Id ?? null, statements };
}

export const isPolicy = (read: Policy | PolicyProblem[]): read is Policy => !Array.isArray(read);
