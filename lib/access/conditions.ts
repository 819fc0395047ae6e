import { parseIpRange, withinRange, type IpRange } from "./ip-range";
import { matchesWildcard } from "./wildcard";
import { t } from "@/lib/texts/text";

type KeyType = "string" | "number" | "date" | "boolean" | "address" | "strings";

/** What a condition can ask about. `strings` has any number of values at once, every other key one. */
export const conditionKeys = {
  "reports:Region": "string",
  "reports:Program": "string",
  /** The id of the series, `report-` and sixteen letters or digits. */
  "reports:Series": "string",
  "reports:Category": "string",
  /** Seconds since the caller's second factor was used in this session. */
  "portal:MfaAge": "number",
  "portal:SourceIp": "address",
  "portal:CurrentTime": "date",
  "portal:Group": "string",
  "portal:ManagementAccount": "boolean",
  /** Slugs of the agreements that are active for the account. */
  "portal:AgreementAccepted": "strings",
} as const satisfies Record<string, KeyType>;

export type ConditionKey = keyof typeof conditionKeys;

/** What is known of a request: seconds and milliseconds since 1970 as numbers, addresses as text. A key without values is a missing key. */
export type Facts = Readonly<{ [K in ConditionKey]?: readonly (string | number | boolean)[] }>;

type Operand = string | number | boolean | IpRange;
type Operator = { takes: KeyType; negated: boolean; test(actual: string | number | boolean, operand: Operand): boolean };

const equal = (actual: unknown, operand: unknown): boolean => actual === operand;
const like = (actual: unknown, operand: unknown): boolean => matchesWildcard(String(operand), String(actual));
const ordered = (compare: (a: number, b: number) => boolean) => (actual: unknown, operand: unknown) => typeof actual === "number" && typeof operand === "number" && compare(actual, operand);
const below = ordered((a, b) => a < b);
const above = ordered((a, b) => a > b);
// One request asks about one address, as often as there are conditions on it.
let lastAddress: { text: string; range: IpRange | undefined } = { text: "", range: undefined };
function addressOf(text: string): IpRange | undefined {
  if (lastAddress.text !== text) lastAddress = { text, range: parseIpRange(text) };
  return lastAddress.range;
}

function inside(actual: unknown, operand: Operand): boolean {
  const address = addressOf(String(actual));
  return address !== undefined && typeof operand === "object" && withinRange(address, operand);
}

const operators = {
  StringEquals: { takes: "string", negated: false, test: equal },
  StringNotEquals: { takes: "string", negated: true, test: equal },
  StringLike: { takes: "string", negated: false, test: like },
  StringNotLike: { takes: "string", negated: true, test: like },
  NumericLessThan: { takes: "number", negated: false, test: below },
  NumericLessThanEquals: { takes: "number", negated: false, test: ordered((a, b) => a <= b) },
  NumericGreaterThan: { takes: "number", negated: false, test: above },
  NumericGreaterThanEquals: { takes: "number", negated: false, test: ordered((a, b) => a >= b) },
  DateLessThan: { takes: "date", negated: false, test: below },
  DateGreaterThan: { takes: "date", negated: false, test: above },
  Bool: { takes: "boolean", negated: false, test: equal },
  IpAddress: { takes: "address", negated: false, test: inside },
  NotIpAddress: { takes: "address", negated: true, test: inside },
} as const satisfies Record<string, Operator>;

export type OperatorName = keyof typeof operators;
export const operatorNames = Object.keys(operators) as OperatorName[];
/** The type of the keys that an operator applies to. */
export const operatorTakes = (name: OperatorName): KeyType => operators[name].takes;

/** One key under one operator, read and checked. `Null` asks whether the key is missing. */
export type Condition = Readonly<{
  key: ConditionKey;
  operator: OperatorName | "Null";
  /** `any` and `all` are the set forms, for keys with several values. */
  set: "one" | "any" | "all";
  ifExists: boolean;
  values: readonly Operand[];
  /** The operator as it was written. */
  written: string;
}>;

export const isNegated = (condition: Condition): boolean => condition.operator !== "Null" && operators[condition.operator].negated;

/**
 * Whether a condition holds. Several values are alternatives; a negated operator holds when none of them fits.
 * A missing key: positive operators do not hold, negated operators and `...IfExists` do, in the set forms too.
 */
export function holds(condition: Condition, facts: Facts): boolean {
  const actual = facts[condition.key] ?? [];
  if (condition.operator === "Null") return condition.values.includes(actual.length === 0);
  const { negated, test } = operators[condition.operator];
  if (actual.length === 0) return condition.ifExists || negated;
  const fits = (value: string | number | boolean): boolean => condition.values.some((operand) => test(value, operand)) !== negated;
  return condition.set === "any" ? actual.some(fits) : actual.every(fits);
}

const setForms = { ForAnyValue: "any", ForAllValues: "all" } as const;
const shape = /^(?:(ForAnyValue|ForAllValues):)?([A-Za-z]+?)(IfExists)?$/;
// RFC 3339, section 5.6, or a day alone; a lower-case letter is not taken, a time without a zone would mean another one on every machine.
const moment = /^(\d{4})-(\d{2})-(\d{2})(?:T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d))?$/;

/** Milliseconds since 1970; undefined for what is no moment, the thirtieth of February among it. */
function readMoment(text: string): number | undefined {
  const [, year, month, day] = moment.exec(text) ?? [];
  if (year === undefined) return undefined;
  const written = `${year}-${month ?? ""}-${day ?? ""}`;
  const date = new Date(`${written}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== written ? undefined : Date.parse(text);
}

const readers: Record<KeyType, { read(value: string): Operand | undefined; refuse(value: string): string }> = {
  string: { read: (value) => value, refuse: (value) => t("{value} is not a text.", { value }) },
  strings: { read: (value) => value, refuse: (value) => t("{value} is not a text.", { value }) },
  number: { read: (value) => (/^-?\d{1,15}(\.\d{1,6})?$/.test(value) ? Number(value) : undefined), refuse: (value) => t("{value} is not a number such as 3600.", { value }) },
  date: { read: readMoment, refuse: (value) => t("{value} is not a day or a time with its zone, such as 2026-11-01T00:00:00Z.", { value }) },
  boolean: { read: (value) => (value === "true" ? true : value === "false" ? false : undefined), refuse: (value) => t("{value} is not true or false.", { value }) },
  address: { read: parseIpRange, refuse: (value) => t("{value} is not an address or a block such as 192.0.2.0/24.", { value }) },
};

export type ConditionProblem = Readonly<{ about: "operator" | "key" | "value"; index: number; reason: string }>;

const known = <T extends object>(table: T, name: string): name is Extract<keyof T, string> => Object.hasOwn(table, name);
const misapplied: Record<KeyType, (values: { operator: string; key: string }) => string> = {
  string: (values) => t("{operator} does not apply to {key}, which is a text.", values),
  strings: (values) => t("{operator} does not apply to {key}, which is a list of texts.", values),
  number: (values) => t("{operator} does not apply to {key}, which is a number.", values),
  date: (values) => t("{operator} does not apply to {key}, which is a time.", values),
  boolean: (values) => t("{operator} does not apply to {key}, which is true or false.", values),
  address: (values) => t("{operator} does not apply to {key}, which is an address.", values),
};

/** Reads one key under one operator; answers with every reason why not. */
export function readCondition(written: string, key: string, values: readonly string[]): Condition | ConditionProblem[] {
  const [, prefix, name = "", suffix] = shape.exec(written) ?? [];
  const problem = (about: ConditionProblem["about"], reason: string, index = 0): ConditionProblem => ({ about, index, reason });
  if (name !== "Null" && !known(operators, name)) return [problem("operator", t("There is no operator {written}.", { written: JSON.stringify(written) }))];
  if (!known(conditionKeys, key)) return [problem("key", t("There is no condition key {key}.", { key: JSON.stringify(key) }))];
  const type = conditionKeys[key];
  const set = prefix === "ForAnyValue" || prefix === "ForAllValues" ? setForms[prefix] : "one";
  if (name === "Null") {
    if (set !== "one" || suffix) return [problem("operator", t("Null stands alone, without a set form and without IfExists."))];
  } else {
    const { takes, negated } = operators[name];
    if (takes !== (type === "strings" ? "string" : type)) return [problem("key", misapplied[type]({ operator: name, key }))];
    if (type === "strings" && set === "one") return [problem("operator", t("{key} has several values: write ForAnyValue:{operator} or ForAllValues:{operator}.", { key, operator: name }))];
    if (type !== "strings" && set !== "one") return [problem("operator", t("{key} has one value: write {operator} alone.", { key, operator: name }))];
    if (set === "any" && negated) return [problem("operator", t("ForAnyValue:{operator} would hold for nearly everyone. Write ForAllValues:{operator}.", { operator: name }))];
  }
  const { read, refuse } = readers[name === "Null" ? "boolean" : type];
  const operands = values.map(read);
  const unread = operands.flatMap((operand, index) => (operand === undefined ? [problem("value", refuse(JSON.stringify(values[index])), index)] : []));
  if (unread.length > 0) return unread;
  return { key, operator: name, set, ifExists: suffix !== undefined, values: operands.filter((operand) => operand !== undefined), written };
}
