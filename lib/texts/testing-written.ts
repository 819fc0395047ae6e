import { existsSync, readFileSync } from "node:fs";
import { globSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

/** A text as it stands in the source: `one` where it is said by `tn`. */
export interface WrittenText {
  text: string;
  one: string | null;
  at: string;
}

const sayers = new Set(["t", "tn", "msg", "pieces"]);
const places = ["app/**/*.{ts,tsx}", "components/**/*.{ts,tsx}", "lib/**/*.ts", "server/**/*.ts"];
const isTest = (file: string): boolean => /\.test\.tsx?$|\/testing[^/]*\.ts$|\.http\.ts$|lib\/(database\/generated|texts\/de|testing)\//.test(file);

const parsed = new Map<string, ts.SourceFile>();

function parse(file: string): ts.SourceFile {
  let found = parsed.get(file);
  if (!found) parsed.set(file, (found = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true, file.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS)));
  return found;
}

export const sources = (): string[] => places.flatMap((place) => globSync(place)).filter((file) => !isTest(file));

/** The strings that an argument may be: a literal, or the branches of a choice. Null where it is none of these: then it is a `Message`. */
function literals(argument: ts.Expression | undefined): string[] | null {
  if (!argument) return null;
  if (ts.isStringLiteralLike(argument)) return [argument.text];
  if (ts.isParenthesizedExpression(argument)) return literals(argument.expression);
  if (!ts.isConditionalExpression(argument)) return null;
  const branches = [literals(argument.whenTrue), literals(argument.whenFalse)];
  return branches.flatMap((branch) => branch ?? []);
}

/** Every text that a file says, in the order of the file. */
export function textsOf(file: string): WrittenText[] {
  const found: WrittenText[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && sayers.has(node.expression.text)) {
      const counts = node.expression.text === "tn";
      const at = `${file}:${parse(file).getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
      const ones = counts ? literals(node.arguments[1]) : null;
      for (const [index, text] of (literals(node.arguments[counts ? 2 : 0]) ?? []).entries()) found.push({ text, one: ones?.[index] ?? null, at });
    }
    ts.forEachChild(node, visit);
  };
  visit(parse(file));
  return found;
}

/** Where a text is said while its file is loaded: once, in whatever language the first request had. */
export function saidAtLoad(file: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) || ts.isPropertyDeclaration(node)) return;
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text !== "msg" && sayers.has(node.expression.text)) {
      found.push(`${file}:${parse(file).getLineAndCharacterOfPosition(node.getStart()).line + 1}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(parse(file));
  return found;
}

/** The files that run in a browser: those that say so, the bundles of their own, and whatever these import. */
export function browserSources(bundles: readonly string[]): string[] {
  const reached = new Set<string>();
  const queue = [...bundles, ...sources().filter((file) => /^"use client";/.test(readFileSync(file, "utf8")))];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    for (const statement of parse(file).statements) {
      if (!(ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) || !statement.moduleSpecifier || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
      if (ts.isImportDeclaration(statement) && statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword) continue;
      const target = resolve(file, statement.moduleSpecifier.text);
      if (target) queue.push(target);
    }
  }
  return [...reached];
}

function resolve(from: string, name: string): string | undefined {
  const base = name.startsWith("@/") ? name.slice(2) : name.startsWith(".") ? path.join(path.dirname(from), name) : null;
  return base === null ? undefined : [`${base}.ts`, `${base}.tsx`, `${base}/index.ts`].find((file) => existsSync(file));
}
