import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { UnmarkableDocument, unmarkableCodes } from "./errors";
import { prepare } from "./prepare";
import { hasCommand, readPages, runOn, withoutSpaces } from "./testing/read-pdf";
import { expectedText, mark, serve } from "./testing/serve";

/** Collections of odd and broken documents that may lie beside the project. */
const folders = ["corpus", "samples"].map((name) => fileURLToPath(new URL(`../../../shared/${name}/`, import.meta.url)));
const files = folders.flatMap((folder) =>
  existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".pdf")).map((file) => `${folder}${file}`) : [],
);

async function textOfPages(bytes: Uint8Array): Promise<string[]> {
  if (!hasCommand("pdftotext")) return (await readPages(bytes)).map(({ text }) => text);
  return runOn(bytes, "pdftotext", (file) => [file, "-"]).split("\f").slice(0, -1);
}

const title = files.length > 0 ? `${files.length} documents from outside` : "documents from outside (skipped: no collection beside the project)";
describe.runIf(files.length > 0)(title, () => {
  beforeAll(() => {
    // The parser reports every repair of a broken document on the console.
    vi.spyOn(console, "warn").mockImplementation(() => undefined);
  });
  afterAll(() => vi.restoreAllMocks());

  const named = files.map((file) => [file.split("/").slice(-2).join("/"), file]);
  it.each(named)("is marked on every page or refused with a known code: %s", async (_, file) => {
    const original = readFileSync(file);
    const prepared = await prepare(original).catch((error: unknown) => {
      expect(error).toBeInstanceOf(UnmarkableDocument);
      if (error instanceof UnmarkableDocument) expect(unmarkableCodes).toContain(error.code);
      return undefined;
    });
    if (!prepared) return;
    const pages = await textOfPages(await serve(prepared));
    expect(pages).toHaveLength(prepared.manifest.pages);
    // Word by word: where a page has its own text on the same line, a reader puts that between the words of the mark.
    const words = expectedText(mark).flatMap((part) => part.split(/\s+/));
    for (const text of pages) for (const word of words) expect(withoutSpaces(text)).toContain(word);
  });
});
