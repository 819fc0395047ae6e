import { createHash } from "node:crypto";
import { PDFArray, type PDFContext, PDFDict, PDFHexString, PDFName, PDFRef, PDFString } from "pdf-lib";
import { UnmarkableDocument } from "./errors";
import type { PreparedManifest, Slot } from "./manifest";
import { limitsFrom, type PrepareOptions } from "./document/limits";
import { damaged, loadDocument } from "./document/load-document";
import { MarkForms } from "./document/mark-forms";
import { readPageContent } from "./document/page-content";
import { rebuildPageTree } from "./document/page-tree";
import { sanitise } from "./document/sanitise";
import { hexSentinel, LiteralSyntax, type UnplacedSlot } from "./document/slot-syntax";
import { writeDocument } from "./document/write-document";

export type Prepared = { bytes: Uint8Array; manifest: PreparedManifest };

/** The identifier is 16 bytes; the download id in the information dictionary has room for 96 UTF-16 code units and a byte order mark. */
const idBytes = 16;
const infoHexLength = 4 * 97;

/**
 * Reads a PDF, repairs it, takes out active content, and rewrites it with empty slots for a mark on every page.
 * Runs on the calling thread; for a document from outside use `prepareInWorker`.
 * @throws UnmarkableDocument
 */
export async function prepare(original: Uint8Array, options?: PrepareOptions): Promise<Prepared> {
  const limits = limitsFrom(options);
  if (original.length > limits.maxBytes) {
    throw new UnmarkableDocument(
      "TooLarge",
      `This file has ${megabytes(original.length)} MB; the limit is ${megabytes(limits.maxBytes)} MB. Reduce its size, or split it into parts.`,
    );
  }
  try {
    const notes: string[] = [];
    const { context, catalog } = await loadDocument(original, notes);
    const pages = rebuildPageTree(context, catalog, limits, notes);
    sanitise(context, catalog, notes);
    const forms = new MarkForms(context);
    for (const [index, page] of pages.entries()) {
      const content = await readPageContent(context, page.dict, index + 1, limits.maxContentBytes, notes);
      forms.applyTo(page, content);
    }
    const info = addInfo(context, forms);
    const idSentinel = hexSentinel(idBytes);
    const bytes = writeDocument(context, forms.refs, {
      root: rootOf(context),
      info,
      id: [originalId(context, original), idSentinel],
    });
    const slots = placeSlots(bytes, [...forms.slots, { kind: "id", sentinel: idSentinel, length: idSentinel.length }]);
    return { bytes, manifest: { version: 1, pages: pages.length, bytes: bytes.length, slots, notes } };
  } catch (error) {
    if (error instanceof UnmarkableDocument) throw error;
    throw damaged("it cannot be read to its end", error);
  }
}

const megabytes = (bytes: number): number => Math.ceil(bytes / 1_000_000);

function rootOf(context: PDFContext): PDFRef {
  const root = context.trailerInfo.Root;
  if (!(root instanceof PDFRef)) throw damaged("it has no catalog");
  return root;
}

function addInfo(context: PDFContext, forms: MarkForms): PDFRef {
  const existing = context.lookup(context.trailerInfo.Info);
  const info = PDFDict.fromMapWithContext(new Map(existing instanceof PDFDict ? existing.asMap() : []), context);
  const sentinel = hexSentinel(24);
  const key = PDFName.of("DownloadId");
  info.set(key, new LiteralSyntax(`<${sentinel.padEnd(infoHexLength, " ")}>`));
  const ref = context.register(info);
  forms.add(ref, { kind: "info", sentinel, length: infoHexLength });
  return ref;
}

function originalId(context: PDFContext, original: Uint8Array): string {
  const id = context.lookup(context.trailerInfo.ID);
  const first = id instanceof PDFArray && id.size() > 0 ? id.lookup(0) : undefined;
  if (first instanceof PDFHexString || first instanceof PDFString) {
    const bytes = first.asBytes();
    if (bytes.length === idBytes) return Buffer.from(bytes).toString("hex").toUpperCase();
  }
  return createHash("sha256").update(original).digest("hex").slice(0, 2 * idBytes).toUpperCase();
}

function placeSlots(bytes: Buffer, unplaced: readonly UnplacedSlot[]): Slot[] {
  let from = 0;
  return unplaced.map((slot): Slot => {
    const offset = bytes.indexOf(slot.sentinel, from, "latin1");
    if (offset === -1) throw new Error(`The ${slot.kind} slot is missing from the written document.`);
    from = offset + slot.length;
    return { ...slot, offset };
  });
}
