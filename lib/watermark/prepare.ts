import { createHash } from "node:crypto";
import { PDFArray, type PDFContext, PDFDict, PDFHexString, PDFName, PDFRef, PDFString } from "pdf-lib";
import { idLength } from "./code/download-code";
import { UnmarkableDocument } from "./errors";
import type { PreparedManifest, Slot } from "./manifest";
import { limitsFrom, type PrepareOptions } from "./document/limits";
import { damaged, loadDocument } from "./document/load-document";
import { MarkForms } from "./document/mark-forms";
import { readPageContent } from "./document/page-content";
import { rebuildPageTree } from "./document/page-tree";
import { fontsOf, isTagged, languageOf, pageSizes, pdfVersion } from "./document/read-facts";
import { sanitise } from "./document/sanitise";
import { takeSignatures } from "./document/signatures";
import { hexSentinel, LiteralSyntax, type UnplacedSlot } from "./document/slot-syntax";
import { TextFinder } from "./document/text-places";
import { writeDocument } from "./document/write-document";
import { addInstanceId, archiveLoss, claimsIn, readXmp, withoutArchiveClaim } from "./document/xmp";
import type { IngestReport } from "./report";

export type Prepared = { bytes: Uint8Array; manifest: PreparedManifest };

/** Pages done, of how many. */
export type Progress = { page: number; pages: number };

/** The identifier is 16 bytes; the download id in the information dictionary is UTF-16 with a byte order mark. */
const idBytes = 16;
const infoHexLength = 4 * (idLength + 1);

/**
 * Reads a PDF, repairs it, takes out active content, and rewrites it with empty slots for a mark on every page.
 * Runs on the calling thread; for a document from outside use `prepareInWorker`.
 * @throws UnmarkableDocument
 */
export async function prepare(original: Uint8Array, options?: PrepareOptions, onProgress?: (progress: Progress) => void): Promise<Prepared> {
  const limits = limitsFrom(options);
  if (original.length > limits.maxBytes) {
    throw new UnmarkableDocument(
      "TooLarge",
      `This file has ${megabytes(original.length)} MB; the limit is ${megabytes(limits.maxBytes)} MB. Reduce its size, or split it into parts.`,
    );
  }
  try {
    const repairs: string[] = [];
    const notes: string[] = [];
    const { context, catalog, decrypted } = await loadDocument(original, repairs);
    const version = pdfVersion(original, catalog);
    const pages = rebuildPageTree(context, catalog, limits, repairs);
    const signatures = takeSignatures(context, catalog, notes);
    const { removed, embeddedFiles } = sanitise(context, catalog, limits.keepEmbeddedFiles, notes);
    const xmp = await readXmp(catalog);
    const claims = claimsIn(xmp);
    const facts = { tagged: isTagged(catalog), language: languageOf(catalog), fonts: fontsOf(context), pageSizes: pageSizes(pages) };
    const forms = new MarkForms(context);
    const texts = new TextFinder(context);
    let unpacked = 0;
    for (const [index, page] of pages.entries()) {
      const limit = Math.min(limits.maxContentBytes, limits.maxUnpackedBytes - unpacked);
      const content = await readPageContent(context, page.dict, index + 1, limit, repairs);
      unpacked += content.decoded.length;
      forms.applyTo(page, content, await texts.find(content.decoded, page.dict.get(PDFName.of("Resources"))));
      if (onProgress && index % 50 === 49) onProgress({ page: index + 1, pages: pages.length });
    }
    if (decrypted) notes.unshift("The document was encrypted without a password to open it. Marked copies are not encrypted.");
    notes.unshift(...repairs);
    const loss = claims.map((claim) => archiveLoss(claim, catalog)).find((reason) => reason !== undefined);
    if (loss !== undefined) notes.push(loss);
    addInstanceId(context, catalog, loss === undefined ? xmp : withoutArchiveClaim(xmp), forms);
    // PDF/A-4 has no information dictionary.
    const info = claims.some(({ standard, part }) => standard === "PDF/A" && part >= 4) ? undefined : addInfo(context, forms);
    const idSentinel = hexSentinel(idBytes);
    const bytes = writeDocument(context, forms.refs, {
      version: version > "1.7" ? version : "1.7",
      root: rootOf(context),
      info,
      id: [originalId(context, original), idSentinel],
    });
    const slots = placeSlots(bytes, [...forms.slots, { kind: "id", sentinel: idSentinel, length: idSentinel.length }]);
    const report: IngestReport = {
      original: { bytes: original.length, sha256: createHash("sha256").update(original).digest("hex"), pdfVersion: version },
      ...facts,
      standards: claims.map((claim) => ({ name: `${claim.standard}-${claim.part}${claim.level}`, kept: archiveLoss(claim, catalog) === undefined })),
      signatures,
      removed,
      embeddedFiles: embeddedFiles.map((name) => ({ name, kept: limits.keepEmbeddedFiles })),
      repairs,
      decrypted,
    };
    return { bytes, manifest: { version: 2, pages: pages.length, bytes: bytes.length, slots, notes, report } };
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
