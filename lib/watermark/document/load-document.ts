import { type PDFContext, PDFDict, PDFInvalidObject, PDFName, PDFParser, PDFRef } from "pdf-lib";
import { UnmarkableDocument } from "../errors";
import { decryptDocument, withClosedObjectStreams } from "./decrypt";
import { mendObject } from "./mend-object";

/** Header versions and comments may be preceded by junk, but not by more than viewers look through. */
const headerReach = 64 * 1024;

function isCatalog(candidate: unknown): candidate is PDFDict {
  return candidate instanceof PDFDict && candidate.lookup(PDFName.of("Type")) === PDFName.of("Catalog");
}

function hasPages(catalog: PDFDict): boolean {
  return catalog.lookup(PDFName.of("Pages")) instanceof PDFDict;
}

function findCatalog(context: PDFContext): PDFDict | undefined {
  const named = context.lookup(context.trailerInfo.Root);
  if (named instanceof PDFDict && hasPages(named)) return named;
  for (const [ref, candidate] of context.enumerateIndirectObjects()) {
    if (isCatalog(candidate) && hasPages(candidate)) {
      context.trailerInfo.Root = ref;
      return candidate;
    }
  }
  return isCatalog(named) ? named : undefined;
}

export type LoadedDocument = { context: PDFContext; catalog: PDFDict; decrypted: boolean };

/**
 * Reads every object of a document, by the objects themselves rather than by its cross-reference table, so that a damaged
 * table does not matter.
 * @throws UnmarkableDocument NotAPdf, Encrypted, Damaged
 */
export async function loadDocument(bytes: Uint8Array, notes: string[]): Promise<LoadedDocument> {
  const header = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, headerReach)).indexOf("%PDF-");
  if (header === -1) {
    throw new UnmarkableDocument("NotAPdf", "This file is not a PDF. Export the document as PDF and upload that file.");
  }
  if (header > 0) notes.push("Bytes before the PDF header were left out.");
  const { context, decrypted } = await open(header > 0 ? bytes.subarray(header) : bytes);
  let [mended, invalid] = [0, 0];
  for (const [ref, object] of context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFInvalidObject)) continue;
    // What cannot be read was not decrypted either.
    const readable = decrypted ? undefined : mendObject(context, object);
    if (readable) context.assign(ref, readable);
    else context.delete(ref);
    if (readable) mended += 1;
    else invalid += 1;
  }
  if (mended > 0) notes.push(`${mended} faulty ${mended === 1 ? "object was" : "objects were"} read without the words in it that mean nothing.`);
  if (invalid > 0) notes.push(`${invalid} unreadable ${invalid === 1 ? "object was" : "objects were"} left out. Compare the copy with the original.`);
  const catalog = findCatalog(context);
  if (!catalog) throw damaged("it has no catalog that leads to its pages");
  if (!(context.trailerInfo.Root instanceof PDFRef)) context.trailerInfo.Root = context.register(catalog);
  return { context, catalog, decrypted };
}

async function open(bytes: Uint8Array): Promise<{ context: PDFContext; decrypted: boolean }> {
  const plain = async () => ({ context: await parse(bytes), decrypted: false });
  if (!Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes("/Encrypt")) return plain();
  const context = await parse(withClosedObjectStreams(bytes));
  if (!context.trailerInfo.Encrypt) return plain();
  await decryptDocument(context);
  return { context, decrypted: true };
}

async function parse(bytes: Uint8Array): Promise<PDFContext> {
  try {
    return await PDFParser.forBytesWithOptions(bytes, Infinity, false, true).parseDocument();
  } catch (error) {
    throw damaged("its objects cannot be read", error);
  }
}

export function damaged(reason: string, cause?: unknown): UnmarkableDocument {
  return new UnmarkableDocument(
    "Damaged",
    `This PDF is damaged: ${reason}. Open it in a PDF reader, save or print it to a new PDF file, and upload that.`,
    cause === undefined ? undefined : { cause },
  );
}
