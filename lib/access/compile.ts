import { Prisma } from "@/lib/database/generated/client";
import { holds, isNegated, type Condition, type Facts } from "./conditions";
import type { Layer } from "./evaluate";
import type { Patterns, Statement } from "./policy";
import { hasWildcard, matchesWildcard } from "./wildcard";

export type ReportColumn = "region" | "program" | "category" | "series";

/** A condition over the attributes of a report. Built with {@link all}, {@link any} and {@link none}, so that what is certain is `true` or `false`. */
export type Filter =
  | boolean
  | Readonly<{ in: ReportColumn; values: readonly string[] }>
  | Readonly<{ like: ReportColumn; pattern: string }>
  | Readonly<{ not: Filter }>
  | Readonly<{ all: readonly Filter[] }>
  | Readonly<{ any: readonly Filter[] }>;

const none = (part: Filter): Filter => (typeof part === "boolean" ? !part : "not" in part ? part.not : { not: part });

function distinct(parts: readonly Filter[]): Filter[] {
  return [...new Map(parts.map((part) => [JSON.stringify(part), part])).values()];
}

function allOf(parts: readonly Filter[]): Filter {
  const open = distinct(parts.filter((part) => part !== true).flatMap((part) => (typeof part === "object" && "all" in part ? part.all : [part])));
  if (open.includes(false)) return false;
  const [only] = open;
  return open.length === 0 ? true : open.length === 1 && only !== undefined ? only : { all: open };
}

function anyOf(parts: readonly Filter[]): Filter {
  const flat = parts.filter((part) => part !== false).flatMap((part) => (typeof part === "object" && "any" in part ? part.any : [part]));
  if (flat.includes(true)) return true;
  // Alternatives of one column become one list.
  const lists = new Map<ReportColumn, Set<string>>();
  const others: Filter[] = [];
  for (const part of flat) {
    if (typeof part !== "object" || !("in" in part)) others.push(part);
    else for (const value of part.values) lists.set(part.in, (lists.get(part.in) ?? new Set()).add(value));
  }
  const open = [...[...lists].map(([column, values]) => ({ in: column, values: [...values] })), ...guarded(distinct(others))];
  const [only] = open;
  return open.length === 0 ? false : open.length === 1 && only !== undefined ? only : { any: open };
}

const worthGuarding = 3;

/** The values of a column one of which a condition demands. */
function demanded(part: Filter, column: ReportColumn): readonly string[] | undefined {
  if (typeof part !== "object" || !("all" in part)) return undefined;
  for (const one of part.all) if (typeof one === "object" && "in" in one && one.in === column) return one.values;
  return undefined;
}

/** Alternatives that each demand some value of one column stand behind the list of all these values: for most reports that one comparison settles them all. */
function guarded(parts: readonly Filter[]): Filter[] {
  for (const column of ["program", "series", "region", "category"] as const) {
    const [those, others] = [parts.filter((part) => demanded(part, column)), parts.filter((part) => !demanded(part, column))];
    if (those.length < worthGuarding) continue;
    const values = [...new Set(those.flatMap((part) => demanded(part, column) ?? []))];
    return [{ all: [{ in: column, values }, { any: those }] }, ...guarded(others)];
  }
  return [...parts];
}

const columnOfKey: Partial<Record<Condition["key"], ReportColumn>> = {
  "reports:Region": "region",
  "reports:Program": "program",
  "reports:Category": "category",
  "reports:Series": "series",
};

const matching = (column: ReportColumn, pattern: string): Filter => (hasWildcard(pattern) ? { like: column, pattern } : { in: column, values: [pattern] });

function conditionFilter(condition: Condition, facts: Facts): Filter {
  const column = columnOfKey[condition.key];
  if (column === undefined) return holds(condition, facts);
  // A report has each of its attributes, if only as an empty text.
  if (condition.operator === "Null") return condition.values.includes(false);
  const texts = condition.values.map(String);
  const wild = condition.operator === "StringLike" || condition.operator === "StringNotLike";
  const fits = wild ? anyOf(texts.map((text) => (/^\*+$/.test(text) ? true : matching(column, text)))) : { in: column, values: [...new Set(texts)] };
  return isNegated(condition) ? none(fits) : fits;
}

function resourceFilter({ not, patterns }: Patterns): Filter {
  const prefix = "report/";
  const fits = anyOf(patterns.map((pattern) => {
    if (pattern === "*" || pattern === `${prefix}*`) return true;
    return pattern.startsWith(prefix) ? matching("series", pattern.slice(prefix.length)) : false;
  }));
  return not ? none(fits) : fits;
}

const names = ({ action: { not, patterns } }: Statement, action: string): boolean => patterns.some((pattern) => matchesWildcard(pattern, action)) !== not;

function statementFilter(statement: Statement, action: string, facts: Facts): Filter {
  if (!names(statement, action)) return false;
  return allOf([...statement.conditions.map((condition) => conditionFilter(condition, facts)), resourceFilter(statement.resource)]);
}

/** What of the layers depends on the caller, for one action: as long as these conditions come out the same, so does the filter. */
type Settled = Readonly<{ conditions: readonly Condition[]; filters: Map<string, Filter> }>;
const maxOutcomes = 64;
const settled = new WeakMap<readonly Layer[], Map<string, Settled>>();

const textOf = (condition: Condition): string => JSON.stringify(condition, (_, value: unknown) => (typeof value === "bigint" ? `${value}n` : value));

function settledFor(layers: readonly Layer[], action: string): Settled {
  const actions = settled.get(layers) ?? new Map<string, Settled>();
  settled.set(layers, actions);
  const known = actions.get(action);
  if (known) return known;
  const conditions = new Map<string, Condition>();
  for (const { policies } of layers) {
    for (const { policy } of policies) {
      for (const statement of policy.statements.filter((one) => names(one, action))) {
        for (const condition of statement.conditions) if (columnOfKey[condition.key] === undefined) conditions.set(textOf(condition), condition);
      }
    }
  }
  const made = { conditions: [...conditions.values()], filters: new Map<string, Filter>() };
  actions.set(action, made);
  return made;
}

/**
 * The reports about which these layers allow an action, as a condition on their attributes; the facts are those of the caller alone.
 * Says of each report what `evaluate` says of it. `false`: none; `true`: every one. The same layers give the same object again while the caller's facts amount to the same.
 */
export function compile(layers: readonly Layer[], action: string, facts: Facts): Filter {
  const { conditions, filters } = settledFor(layers, action);
  const outcome = conditions.map((condition) => (holds(condition, facts) ? "1" : "0")).join("");
  const known = filters.get(outcome);
  if (known !== undefined) return known;
  if (filters.size >= maxOutcomes) filters.clear();
  const filter = compileFor(layers, action, facts);
  filters.set(outcome, filter);
  return filter;
}

function compileFor(layers: readonly Layer[], action: string, facts: Facts): Filter {
  const denials: Filter[] = [];
  const demands = layers.map((layer): Filter => {
    const allowances: Filter[] = [];
    for (const { policy } of layer.policies) {
      for (const statement of policy.statements) (statement.effect === "Deny" ? denials : allowances).push(statementFilter(statement, action, facts));
    }
    return layer.kind === "guardrail" && layer.policies.length === 0 ? true : anyOf(allowances);
  });
  return layers.some(({ kind }) => kind === "identity") ? allOf([...demands, none(anyOf(denials))]) : false;
}

const pairs = new WeakMap<object, WeakMap<object, Filter>>();

/** Both conditions at once. The same two objects give the same one again. */
export function bothOf(one: Filter, other: Filter): Filter {
  if (typeof one === "boolean" || typeof other === "boolean") return allOf([one, other]);
  const partners = pairs.get(one) ?? new WeakMap<object, Filter>();
  pairs.set(one, partners);
  const known = partners.get(other) ?? allOf([one, other]);
  partners.set(other, known);
  return known;
}

const columns: Record<ReportColumn, Prisma.Sql> = {
  region: Prisma.sql`v.region`,
  program: Prisma.sql`v.program`,
  category: Prisma.sql`v.category::text`,
  series: Prisma.sql`v.series_id`,
};

const likePattern = (pattern: string): string => pattern.replace(/[\\%_]/g, "\\$&").replace(/\*+/g, "%").replaceAll("?", "_");

const written = new WeakMap<object, Prisma.Sql>();

/** The condition as SQL over `report_version v`. Every value travels as a parameter. */
export function filterSql(filter: Filter): Prisma.Sql {
  if (typeof filter === "boolean") return filter ? Prisma.sql`TRUE` : Prisma.sql`FALSE`;
  const known = written.get(filter) ?? write(filter);
  written.set(filter, known);
  return known;
}

function write(filter: Exclude<Filter, boolean>): Prisma.Sql {
  if ("in" in filter) {
    const [only] = filter.values;
    return filter.values.length === 1 && only !== undefined ? Prisma.sql`${columns[filter.in]} = ${only}` : Prisma.sql`${columns[filter.in]} = ANY(${[...filter.values]}::text[])`;
  }
  if ("like" in filter) return Prisma.sql`${columns[filter.like]} LIKE ${likePattern(filter.pattern)}`;
  if ("not" in filter) return Prisma.sql`NOT (${filterSql(filter.not)})`;
  const [parts, word] = "all" in filter ? [filter.all, " AND "] : [filter.any, " OR "];
  return Prisma.sql`(${Prisma.join(parts.map(filterSql), word)})`;
}
