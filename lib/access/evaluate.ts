import { holds, isNegated, type Condition, type Facts } from "./conditions";
import { layerName } from "./layer-name";
import type { Patterns, Policy, Statement } from "./policy";
import { matchesWildcard } from "./wildcard";
import { t, translated } from "@/lib/texts/text";

/** A version of a policy where it is attached. `id` is null for policies that the program itself brings. */
export type AttachedPolicy = Readonly<{ id: string | null; name: string; version: number; policy: Policy }>;

/**
 * One of the layers that must all allow. `identity` is what the person may do: without an allow there, nothing is allowed.
 * A `guardrail` is one level of the tree, the most that anyone below may do; a level without policies sets no limit.
 */
export type Layer = Readonly<{ kind: "identity" | "guardrail"; name: string; policies: readonly AttachedPolicy[] }>;

export type AccessRequest = Readonly<{ action: string; resource: string; facts: Facts }>;

/** Why a statement does not match: the first part of it that does not. */
export type Mismatch = Readonly<{ part: "Action" | "Resource" }> | Readonly<{ part: "Condition"; condition: Condition }>;

const fits = ({ not, patterns }: Patterns, text: string): boolean => patterns.some((pattern) => matchesWildcard(pattern, text)) !== not;

function mismatch(statement: Statement, { action, resource, facts }: AccessRequest): Mismatch | null {
  if (!fits(statement.action, action)) return { part: "Action" };
  if (!fits(statement.resource, resource)) return { part: "Resource" };
  const condition = statement.conditions.find((one) => !holds(one, facts));
  return condition ? { part: "Condition", condition } : null;
}

export type StatementTrace = Readonly<{ policyId: string | null; policy: string; version: number; index: number; sid: string | null; effect: "Allow" | "Deny"; matches: boolean; why: string }>;
export type LayerTrace = Readonly<{ kind: Layer["kind"]; name: string; verdict: "allows" | "denies" | "does not allow" | "sets no limit"; decidedBy: StatementTrace | null; statements: readonly StatementTrace[] }>;
export type Explanation = Readonly<{ allowed: boolean; reason: string; decidedBy: StatementTrace | null; layers: readonly LayerTrace[] }>;

function traceOf(from: AttachedPolicy, statement: Statement, index: number, request: AccessRequest): StatementTrace {
  const { sid, effect } = statement;
  const why = whyOf(statement, mismatch(statement, request), request);
  return { policyId: from.id, policy: from.name, version: from.version, index, sid, effect, matches: why === null, why: why ?? t("It matches.") };
}

function missed(statement: Statement, part: "Action" | "Resource", { action, resource }: AccessRequest): string {
  if (part === "Action") return statement.action.not ? t("NotAction leaves out {action}.", { action }) : t("Action does not name {action}.", { action });
  return statement.resource.not ? t("NotResource leaves out {resource}.", { resource }) : t("Resource does not name {resource}.", { resource });
}

function whyOf(statement: Statement, found: Mismatch | null, request: AccessRequest): string | null {
  if (found === null) return null;
  if (found.part !== "Condition") return missed(statement, found.part, request);
  const { condition } = found;
  const actual = request.facts[condition.key] ?? [];
  const { written, key } = condition;
  if (actual.length === 0) return isNegated(condition) ? t("{condition}: {key} is missing.", { condition: written, key }) : t("{condition}: {key} is missing, so it does not hold.", { condition: written, key });
  const shown = condition.key === "portal:CurrentTime" ? actual.map((time) => new Date(Number(time)).toISOString()) : actual.map(String);
  return t("{condition} does not hold: {key} is {values}.", { condition: written, key, values: shown.join(", ") });
}

/**
 * The decision: an explicit deny anywhere wins; otherwise every layer must allow, and without an allow nothing is allowed.
 * Nobody is exempt, the management account neither.
 */
export function evaluate(layers: readonly Layer[], request: AccessRequest): boolean {
  let granted = false;
  let everyLayer = true;
  for (const layer of layers) {
    let allows = false;
    for (const { policy } of layer.policies) {
      for (const statement of policy.statements) {
        if (statement.effect === "Allow" && allows) continue;
        if (mismatch(statement, request) !== null) continue;
        if (statement.effect === "Deny") return false;
        allows = true;
      }
    }
    if (layer.kind === "identity") granted ||= allows;
    if (!allows && (layer.kind === "identity" || layer.policies.length > 0)) everyLayer = false;
  }
  return granted && everyLayer;
}

function nameOf(statement: StatementTrace): string {
  const policy = JSON.stringify(statement.policyId === null ? translated(statement.policy) : statement.policy);
  return statement.sid === null ? t("statement {number} of {policy}", { number: String(statement.index + 1), policy }) : t("statement {name} of {policy}", { name: JSON.stringify(statement.sid), policy });
}

/** In the reader's language: the decision of {@link evaluate} with everything that led to it: each layer, the statement that decided, and why each other one did not match. */
export function explain(layers: readonly Layer[], request: AccessRequest): Explanation {
  const traces = layers.map((layer): LayerTrace => {
    const statements = layer.policies.flatMap((from) => from.policy.statements.map((statement, index) => traceOf(from, statement, index, request)));
    const denial = statements.find(({ matches, effect }) => matches && effect === "Deny");
    const allowance = statements.find(({ matches, effect }) => matches && effect === "Allow");
    const open = layer.kind === "guardrail" && layer.policies.length === 0;
    const verdict = denial ? "denies" : allowance ? "allows" : open ? "sets no limit" : "does not allow";
    return { kind: layer.kind, name: layerName(layer.name), verdict, decidedBy: denial ?? allowance ?? null, statements };
  });
  const allowed = evaluate(layers, request);
  const denying = traces.find(({ verdict }) => verdict === "denies");
  if (denying?.decidedBy) return { allowed, reason: t("Denied by {statement} ({layer}).", { statement: nameOf(denying.decidedBy), layer: denying.name }), decidedBy: denying.decidedBy, layers: traces };
  const silent = traces.find(({ verdict }) => verdict === "does not allow");
  if (silent) return { allowed, reason: t("Nothing allows {action} ({layer}).", { action: request.action, layer: silent.name }), decidedBy: null, layers: traces };
  const granting = traces.find(({ kind, verdict }) => kind === "identity" && verdict === "allows");
  if (!granting?.decidedBy) return { allowed, reason: t("Nothing allows {action}.", { action: request.action }), decidedBy: null, layers: traces };
  return { allowed, reason: t("Allowed by {statement} ({layer}).", { statement: nameOf(granting.decidedBy), layer: granting.name }), decidedBy: granting.decidedBy, layers: traces };
}
