import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

const SOURCES = ["app", "components", "lib", "public", "scripts/verify", "next.config.js", "postcss.config.mjs", "tsconfig.json", "proxy.ts", "instrumentation.ts", "package-lock.json", "prisma/schema"];
const LEFT_OUT = [/\.test\.tsx?$/, /^lib\/database\/generated\//];

async function filesBelow(root: string, relative: string): Promise<string[]> {
  const entries = await readdir(path.join(root, relative), { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOTDIR") return undefined;
    if (error.code === "ENOENT") return [];
    throw error;
  });
  if (!entries) return [relative];
  const nested = await Promise.all(entries.map((entry) => filesBelow(root, `${relative}/${entry.name}`)));
  return nested.flat();
}

/** SHA-256 over the names and contents of the given files and folders, in the order of their names. What is missing counts as empty. */
export async function stampOf(root: string, sources: readonly string[] = SOURCES): Promise<string> {
  const files = (await Promise.all(sources.map((source) => filesBelow(root, source)))).flat();
  const hash = createHash("sha256");
  for (const file of files.filter((name) => !LEFT_OUT.some((pattern) => pattern.test(name))).sort()) {
    const content = createHash("sha256").update(await readFile(path.join(root, file))).digest("hex");
    hash.update(`${file}\0${content}\n`);
  }
  return hash.digest("hex");
}
