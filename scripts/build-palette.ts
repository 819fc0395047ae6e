import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

/** Where the server entry finds the search over the page (`server/palette-file.ts`). */
const made = path.join(".next", "palette.js");

/** Each imports from those before it alone. */
const sources = ["lib/texts/locale.ts", "lib/texts/format-count.ts", "lib/texts/text.ts", "components/search/palette.ts"] as const;

/**
 * Writes the search over the page as a module of its own: its source and what it imports, without types and comments. Each file keeps a scope of its own;
 * what it exports is found by the last part of its path.
 * @throws Error where a file imports what is not among them
 */
export async function buildPalette(): Promise<void> {
  const { default: ts } = await import("typescript");
  const options = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2024, removeComments: true };
  const scopes: string[] = [];
  const there = new Set<string>();
  for (const source of sources) {
    const { outputText } = ts.transpileModule(await readFile(source, "utf8"), { compilerOptions: options });
    const missing = [...outputText.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name = ""]) => path.basename(name)).find((name) => !there.has(name));
    if (missing !== undefined) throw new Error(`${source} imports ${missing}, which the search over the page does not bring along.`);
    const name = path.basename(source, ".ts");
    scopes.push(`parts[${JSON.stringify(name)}] = {};\n((exports) => {\n${outputText}})(parts[${JSON.stringify(name)}]);\n`);
    there.add(name);
  }
  const head = `const parts = {};\nconst require = (name) => parts[name.split("/").at(-1)];\n`;
  await writeFile(made, `${head}${scopes.join("")}export const { openPalette } = parts.palette;\n`);
}
