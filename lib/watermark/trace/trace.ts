import { PDFDict, PDFHexString, PDFName, type PDFObject, PDFRawStream, PDFString } from "pdf-lib";
import { idOfCopyIdentifier } from "../code/copy-identifier";
import { idAlphabet, idLength, isDownloadId } from "../code/download-code";
import { decodeStream } from "../document/decode-stream";
import { loadDocument } from "../document/load-document";
import { readCodes } from "./read-codes";
import { readPattern } from "./read-pattern";
import { isPicture, readPicture, renderPage, textOfPage, withDocument } from "./render-page";

/**
 * `identifier`: the trailer's or the XMP metadata's, which checks itself. `information`: the document information. `text`: what is
 * printed on pages. `code`: the DataMatrix in the margins, which checks itself. `pattern`: the dots over the page.
 */
export const traceMethods = ["identifier", "information", "text", "code", "pattern"] as const;
export type TraceMethod = (typeof traceMethods)[number];

/** A download id that was read, how, and on which pages (numbered from 1; none where it is of the whole file, or in a picture). */
export type TraceFinding = { downloadId: string; method: TraceMethod; pages: number[] };

export type TraceResult = { kind: "pdf" | "picture" | "unknown"; findings: TraceFinding[] };

const mostTextPages = 2_000;
const mostRenderedPages = 6;
const mostPatternPages = 2;
const mostTextIds = 40;

class Findings {
  private readonly found = new Map<string, TraceFinding>();

  add(downloadId: string, method: TraceMethod, page?: number): void {
    const key = `${method} ${downloadId}`;
    const finding = this.found.get(key) ?? { downloadId, method, pages: [] };
    if (page !== undefined && !finding.pages.includes(page)) finding.pages.push(page);
    this.found.set(key, finding);
  }

  has(...methods: readonly TraceMethod[]): boolean {
    return [...this.found.values()].some(({ method }) => methods.includes(method));
  }

  /** Text may hold much that only looks like an id: what stands on most pages comes first. */
  list(): TraceFinding[] {
    const all = [...this.found.values()];
    const texts = all.filter(({ method }) => method === "text").sort((left, right) => right.pages.length - left.pages.length);
    return [...all.filter(({ method }) => method !== "text"), ...texts.slice(0, mostTextIds)];
  }
}

function identifiersIn(text: string): string[] {
  const hex = [
    ...text.matchAll(/<\s*([0-9a-fA-F]{32})\s*>/g),
    ...text.matchAll(/uuid:([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})/g),
  ];
  return hex.flatMap(([, digits = ""]) => idOfCopyIdentifier(Buffer.from(digits.replaceAll("-", ""), "hex")) ?? []);
}

/** Wherever it stands: a file without its end no longer says which of its dictionaries is the information. */
function informationIn(object: PDFObject): string | undefined {
  const value = object instanceof PDFDict ? object.lookup(PDFName.of("DownloadId")) : undefined;
  const text =
    value instanceof PDFHexString ? PDFHexString.of(value.asString().replace(/\s/g, "")).decodeText()
    : value instanceof PDFString ? value.decodeText()
    : "";
  return isDownloadId(text.trim()) ? text.trim() : undefined;
}

async function readObjects(bytes: Uint8Array, findings: Findings): Promise<void> {
  for (const id of identifiersIn(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1"))) findings.add(id, "identifier");
  try {
    const { context } = await loadDocument(bytes, []);
    for (const [, object] of context.enumerateIndirectObjects()) {
      const id = informationIn(object);
      if (id) findings.add(id, "information");
      if (!(object instanceof PDFRawStream) || object.dict.lookup(PDFName.of("Type")) !== PDFName.of("Metadata")) continue;
      const decoded = await decodeStream(object, 16 * 1024 * 1024);
      for (const found of identifiersIn(Buffer.from(decoded?.bytes ?? []).toString("latin1"))) findings.add(found, "identifier");
    }
  } catch {
    // What the parser refuses may still be shown by a viewer.
  }
}

const alone = new RegExp(`(?<![A-Za-z0-9])[${idAlphabet}]{${idLength}}(?![A-Za-z0-9])`, "g");
const spaced = new RegExp(`UTC·?([${idAlphabet}]{${idLength}})`, "g");

function idsInText(stretches: readonly string[]): string[] {
  const whole = stretches.join("\n").match(alone) ?? [];
  // On a very small page the id may be broken into two lines; there it is found behind the time.
  const broken = Array.from(stretches.join("").replace(/\s/g, "").matchAll(spaced), ([, id = ""]) => id);
  return [...new Set([...whole, ...broken])].filter((id) => /\d/.test(id) || /[A-Z]{14}/.test(id));
}

function spread(pages: number, most: number): number[] {
  if (pages <= most) return Array.from({ length: pages }, (_, index) => index + 1);
  return [...new Set(Array.from({ length: most }, (_, index) => 1 + Math.round((index * (pages - 1)) / (most - 1))))];
}

async function tracePdf(bytes: Uint8Array, findings: Findings): Promise<void> {
  await readObjects(bytes, findings);
  try {
    await tracePages(bytes, findings);
  } catch (error) {
    // A file that no viewer opens any more, such as half a copy, is still known by what stands in it.
    if (findings.list().length === 0) throw error;
  }
}

function tracePages(bytes: Uint8Array, findings: Findings): Promise<void> {
  return withDocument(bytes, async (document) => {
    for (const number of spread(document.numPages, mostTextPages)) {
      for (const id of idsInText(await textOfPage(document, number).catch(() => []))) findings.add(id, "text", number);
    }
    for (const number of spread(document.numPages, mostRenderedPages)) {
      const page = await renderPage(document, number, 200).catch(() => undefined);
      for (const id of page ? await readCodes(page) : []) findings.add(id, "code", number);
    }
    if (findings.has("code")) return;
    // The pattern takes seconds to find: it is asked where the codes are gone.
    for (const number of spread(document.numPages, mostPatternPages)) {
      const page = await renderPage(document, number, 110).catch(() => undefined);
      for (const id of page ? readPattern(page) : []) findings.add(id, "pattern", number);
    }
  });
}

async function tracePicture(bytes: Uint8Array, findings: Findings): Promise<void> {
  for (const enlarge of [1, 2, 3]) {
    for (const id of await readCodes(await readPicture(bytes, { enlarge }))) findings.add(id, "code");
    if (findings.has("code")) return;
  }
  for (const id of readPattern(await readPicture(bytes, { longest: 1_800 }))) findings.add(id, "pattern");
}

/**
 * Reads every trace of a download that a document or a picture of a page still carries. The ids are what was read, no more: only
 * the records can tell whether there was such a download. Runs on the calling thread; for what comes from outside use `traceInWorker`.
 */
export async function trace(bytes: Uint8Array): Promise<TraceResult> {
  const findings = new Findings();
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 65_536));
  if (isPicture(bytes)) {
    await tracePicture(bytes, findings);
    return { kind: "picture", findings: findings.list() };
  }
  if (!head.includes("%PDF-")) return { kind: "unknown", findings: [] };
  await tracePdf(bytes, findings);
  return { kind: "pdf", findings: findings.list() };
}
