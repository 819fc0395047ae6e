import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

/** Where the server entry finds the search over the page (`server/palette-file.ts`). */
const made = path.join(".next", "palette.js");

/** Writes the search over the page as a module of its own: its source without types and comments. */
export async function buildPalette(): Promise<void> {
  const { default: ts } = await import("typescript");
  const source = await readFile(path.join("components", "search", "palette.ts"), "utf8");
  const { outputText } = ts.transpileModule(source, { compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2024, removeComments: true } });
  await writeFile(made, outputText);
}
