import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { readFile } from "node:fs/promises";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

const run = promisify(execFile);
const squeeze = (text: string): string => text.normalize("NFKC").replace(/\s+/g, "");

/** The text of every page as pdf.js, a reader that shares no code with the writer, finds it; without blanks, which readers place as they like. */
export async function pageTexts(file: string): Promise<string[]> {
  const loading = getDocument({ data: new Uint8Array(await readFile(file)), verbosity: 0 });
  const document = await loading.promise;
  const texts: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const content = await (await document.getPage(number)).getTextContent();
    texts.push(squeeze(content.items.map((item) => ("str" in item ? item.str : "")).join(" ")));
  }
  await loading.destroy();
  return texts;
}

/** The same with poppler where the machine has it; null where not. */
export async function popplerTexts(file: string): Promise<string[] | null> {
  try {
    const { stdout } = await run("pdftotext", ["-enc", "UTF-8", file, "-"], { maxBuffer: 64 * 1024 * 1024 });
    return stdout.split("\f").slice(0, -1).map(squeeze);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

/** Pages on which any of the words is missing, by either reader. */
export async function pagesWithout(file: string, words: readonly string[]): Promise<string[]> {
  const readers: [string, string[] | null][] = [["pdf.js", await pageTexts(file)], ["poppler", await popplerTexts(file)]];
  for (const [reader, pages] of readers) if (pages?.length === 0) throw new Error(`${reader} finds no page in ${file}`);
  return readers.flatMap(([reader, pages]) =>
    (pages ?? []).flatMap((text, index) => words.filter((word) => !text.includes(squeeze(word))).map((word) => `${reader}, page ${index + 1}: ${word}`)),
  );
}
