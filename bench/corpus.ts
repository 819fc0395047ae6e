import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { prepareInWorker, UnmarkableDocument, type Prepared } from "@/lib/watermark";
import { changedLook, marksSeen, renderers } from "@/lib/watermark/testing/compare-look";
import { hardCases } from "@/lib/watermark/testing/hard-cases";
import { hasCommand, readPages, runOn, withoutSpaces } from "@/lib/watermark/testing/read-pdf";
import { mark, serve } from "@/lib/watermark/testing/serve";
import { corpusPage, type Result } from "./corpus-report";

const page = path.join("bench", "CORPUS.md");
const qpdf = hasCommand("qpdf");
const poppler = hasCommand("pdftotext");

/** Exit 0 is clean, 2 broken, 3 with warnings. Findings are without the places and numbers that any rewriting changes. */
type Check = { exit: number; pages: number | undefined; findings: string[] };

const findingsOf = (text: string): string[] =>
  text.split("\n").flatMap((line) => (/^(?:WARNING|ERROR)/.test(line) ? [line.replace(/^(?:WARNING|ERROR):? ?\S*/, "").replace(/\([^)]*\)|\d+/g, "").trim()] : []));

async function check(bytes: Uint8Array): Promise<Check | undefined> {
  if (!qpdf) return undefined;
  const folder = await mkdtemp(path.join(tmpdir(), "muniment-corpus-"));
  try {
    const file = path.join(folder, "document.pdf");
    await writeFile(file, bytes);
    const run = (...args: string[]) => spawnSync("qpdf", [...args, file], { encoding: "utf8", timeout: 60_000 });
    const { status, stdout, stderr } = run("--check");
    const count = run("--show-npages");
    return { exit: status ?? 2, findings: findingsOf(`${stdout}\n${stderr}`), pages: count.status === 0 || count.status === 3 ? Number(count.stdout.trim()) : undefined };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The text of every page as each reader has it. */
async function readAll(served: Uint8Array): Promise<{ reader: string; pages: string[] }[]> {
  const read = [{ reader: "pdf.js", pages: (await readPages(served)).map(({ text }) => text) }];
  if (poppler) read.push({ reader: "pdftotext", pages: runOn(served, "pdftotext", (file) => [file, "-"]).split("\f").slice(0, -1) });
  return read;
}

async function examine(group: string, name: string, original: Uint8Array, only?: string): Promise<Result> {
  const before = await check(original);
  const result: Result = { group, name, health: before?.exit, problems: [], pages: 0, compared: 0, undrawn: [], veil: 0, notes: [] };
  let prepared: Prepared;
  try {
    prepared = await prepareInWorker(original);
  } catch (error) {
    if (error instanceof UnmarkableDocument) result.refused = { code: error.code, message: error.message };
    else result.problems.push(`no known reason: ${String(error)}`);
    return result;
  }
  const served = await serve(prepared);
  result.pages = prepared.manifest.pages;
  result.notes = prepared.manifest.notes;
  const after = await check(served);
  const fresh = after?.findings.filter((finding) => !before?.findings.includes(finding)) ?? [];
  if (fresh.length > 0 || (after?.exit ?? 0) > (before?.exit ?? 0)) result.problems.push(`new finding of qpdf: ${fresh[0] ?? `exit ${after?.exit}`}`);
  if (before?.pages && before.pages !== result.pages) result.problems.push(`${before.pages} pages before, ${result.pages} after`);
  for (const { reader, pages } of await readAll(served)) {
    const without = pages.filter((text) => !withoutSpaces(text).includes(mark.downloadId)).length + Math.max(0, result.pages - pages.length);
    if (without > 0) result.problems.push(`${without} pages without the id for ${reader}`);
  }
  for (const renderer of renderers().filter((one) => !only || one.name === only)) {
    const changed = await changedLook(renderer, original, prepared, served);
    if (!changed) {
      result.undrawn.push(renderer.name);
      continue;
    }
    result.compared += 1;
    if (changed.pages.length > 0) result.problems.push(`another look in ${renderer.name}: pages ${changed.pages.join(", ")}, ${changed.samples} samples by up to ${changed.most}`);
    const { veil, unseen } = await marksSeen(renderer, prepared, served);
    if (unseen.length > 0) result.problems.push(`a mark is not seen in ${renderer.name} on pages ${unseen.join(", ")}`);
    result.veil = Math.max(result.veil, veil);
  }
  return result;
}

const named = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const beside = ["corpus", "samples"].map((name) => path.join("..", "shared", name)).filter((folder) => existsSync(folder));
const files = (named.length > 0 ? named : beside).flatMap((source) =>
  source.endsWith(".pdf") ? [source] : readdirSync(source).filter((file) => file.endsWith(".pdf")).sort().map((file) => path.join(source, file)),
);
// The parser reports every repair of a broken document on the console.
console.warn = () => undefined;
const results: Result[] = [];
const add = (result: Result): void => {
  results.push(result);
  const outcome = result.refused ? `refused (${result.refused.code})` : result.problems.length > 0 ? result.problems.join("; ") : "as before";
  console.log(`${result.name}: ${outcome}`);
};
for (const { name, make, only } of hardCases) add(await examine("generated", name, await make(), only));
for (const file of files) add(await examine(path.basename(path.dirname(path.resolve(file))), path.basename(file), readFileSync(file)));
const text = corpusPage(results, { qpdf, poppler });
console.log(`\n${text}`);
if (named.length === 0) await writeFile(page, text);
process.exit(results.some(({ problems }) => problems.length > 0) ? 1 : 0);
