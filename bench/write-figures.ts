import { readFile, writeFile } from "node:fs/promises";
import { cpus, loadavg } from "node:os";

const end = "<!-- end -->";
const loadAtFirst = loadavg()[0] ?? 0;

/** When and on what was measured, and how busy the machine was: at the start of this process and now. */
function circumstances(): string {
  const machine = `${cpus().length} processors (${cpus()[0]?.model.trim() ?? "unknown"})`;
  return `${new Date().toISOString().slice(0, 10)}, ${machine}, load ${loadAtFirst.toFixed(1)} at the start and ${(loadavg()[0] ?? 0).toFixed(1)} at the end, Node ${process.versions.node}.`;
}

/**
 * Writes what a bench found into its place of a page, between `<!-- name -->` and the next `<!-- end -->`, with the circumstances.
 * @throws Error when the page has no such place
 */
export async function writeFigures(page: string, name: string, figures: string): Promise<void> {
  const begin = `<!-- ${name} -->`;
  const text = await readFile(page, "utf8");
  const from = text.indexOf(begin);
  const to = text.indexOf(end, from);
  if (from < 0 || to < 0) throw new Error(`${page} has no place for ${name}.`);
  await writeFile(page, `${text.slice(0, from)}${begin}\n${circumstances()}\n\n${figures}\n${text.slice(to)}`);
}
