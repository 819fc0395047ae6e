import type { Path } from "./json-positions";
import { t } from "@/lib/texts/text";

export const policyVersion = "2026-11-01";

/** A statement as it stands in a document, single values put into lists. */
export type StatementForm = {
  Sid?: string;
  Effect: "Allow" | "Deny";
  Action?: string[];
  NotAction?: string[];
  Resource?: string[];
  NotResource?: string[];
  Condition?: Record<string, Record<string, (string | number | boolean)[]>>;
};

/** The form of a policy document. Names of actions, operators and keys are not checked here. */
export type PolicyDocument = { Version: typeof policyVersion; Id?: string; Statement: StatementForm[] };

/** Takes down a problem and where it stands: at the value under the path, or at its name. */
export type Say = (path: Path, reason: string, atName?: boolean) => void;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
const name = /^[\p{L}\p{N} ._-]{1,64}$/u;
const lists = ["Action", "NotAction", "Resource", "NotResource"] as const;
const elements = { policy: ["Version", "Id", "Statement"], statement: ["Sid", "Effect", ...lists, "Condition"] } as const;

function onlyKnown(value: Record<string, unknown>, known: readonly string[], path: Path, say: Say): void {
  for (const key of Object.keys(value)) {
    if (!known.includes(key)) say([...path, key], t("There is no element {name} here.", { name: JSON.stringify(key) }), true);
  }
}

/** One value may stand without its list. */
function readList<T>(value: unknown, path: Path, say: Say, readOne: (value: unknown, path: Path) => T | undefined): T[] {
  if (Array.isArray(value) && value.length === 0) say(path, t("An empty list matches nothing."));
  const entries: [unknown, Path][] = Array.isArray(value) ? value.map((entry: unknown, index) => [entry, [...path, index]]) : [[value, path]];
  return entries.flatMap(([entry, place]) => readOne(entry, place) ?? []);
}

const storable = (text: string): boolean => text.isWellFormed() && !text.includes("\0");

function readText(value: unknown, path: Path, say: Say): string | undefined {
  if (typeof value !== "string") say(path, t("A text is expected here."));
  else if (value === "") say(path, t("An empty text matches nothing."));
  else if (!storable(value)) say(path, t("This holds a character that is none."));
  else return value;
  return undefined;
}

function readScalar(value: unknown, path: Path, say: Say): string | number | boolean | undefined {
  if (typeof value === "string" && !storable(value)) say(path, t("This holds a character that is none."));
  else if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  else say(path, t("A text, a number, true or false is expected here."));
  return undefined;
}

function readName(of: string, value: unknown, path: Path, say: Say): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "string" && name.test(value)) return value;
  say(path, typeof value === "string" ? t("{element} has 1 to 64 letters, digits, spaces, dots, dashes or underscores.", { element: of }) : t("{element} is a text.", { element: of }));
  return undefined;
}

function readBlock<T>(value: unknown, path: Path, say: Say, readOne: (value: unknown, path: Path) => T): Record<string, T> {
  if (!isObject(value)) say(path, t("An object is expected here."));
  else if (Object.keys(value).length === 0) say(path, t("An empty condition says nothing. Leave it out."));
  else return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, readOne(one, [...path, key])]));
  return {};
}

function readStatement(value: unknown, path: Path, say: Say): StatementForm | undefined {
  if (!isObject(value)) return void say(path, t("A statement is an object."));
  const statement: StatementForm = { Effect: value["Effect"] === "Deny" ? "Deny" : "Allow" };
  const sid = readName("Sid", value["Sid"], [...path, "Sid"], say);
  if (sid !== undefined) statement.Sid = sid;
  if (value["Effect"] !== "Allow" && value["Effect"] !== "Deny") say([...path, "Effect"], t('Effect is "Allow" or "Deny".'));
  for (const list of lists) {
    if (value[list] !== undefined) statement[list] = readList(value[list], [...path, list], say, (one, place) => readText(one, place, say));
  }
  if (value["Condition"] !== undefined) {
    const scalars = (one: unknown, place: Path) => readList(one, place, say, (scalar, at) => readScalar(scalar, at, say));
    statement.Condition = readBlock(value["Condition"], [...path, "Condition"], say, (keys, place) => readBlock(keys, place, say, scalars));
  }
  onlyKnown(value, elements.statement, path, say);
  if ("Action" in value === "NotAction" in value) say(path, t("A statement has Action or NotAction, and not both."));
  if ("Resource" in value === "NotResource" in value) say(path, t("A statement has Resource or NotResource, and not both."));
  return statement;
}

/** Reads the form of a document and says what is wrong with it. What it returns counts only if nothing was said. Written without a library: it runs in the editor too. */
export function readForm(value: unknown, say: Say): PolicyDocument {
  const document: PolicyDocument = { Version: policyVersion, Statement: [] };
  if (!isObject(value)) {
    say([], t("A policy is an object."));
    return document;
  }
  if (value["Version"] !== policyVersion) say(["Version"], t("The version of the language is {version}.", { version: `"${policyVersion}"` }));
  const id = readName("Id", value["Id"], ["Id"], say);
  if (id !== undefined) document.Id = id;
  if (value["Statement"] === undefined) say([], t('A policy has a "Statement", or a list of them.'));
  else document.Statement = readList(value["Statement"], ["Statement"], say, (one, path) => readStatement(one, path, say));
  onlyKnown(value, elements.policy, [], say);
  return document;
}
