import { PDFBool, type PDFContext, PDFDict, PDFName, PDFStream } from "pdf-lib";
import type { IngestReport } from "../report";
import { nameIn, textIn } from "./entries";
import { visualPage } from "./page-geometry";
import type { Page } from "./page-tree";

const name = (text: string): PDFName => PDFName.of(text);
const mostFonts = 200;

export function pageSizes(pages: readonly Page[]): IngestReport["pageSizes"] {
  const counts = new Map<string, number>();
  for (const { box, rotation, userUnit } of pages) {
    const { width, height } = visualPage(box, rotation, userUnit);
    const key = `${width.toFixed(1)} ${height.toFixed(1)}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return Array.from(counts, ([key, count]) => {
    const [width = 0, height = 0] = key.split(" ").map(Number);
    return { width, height, pages: count };
  }).sort((left, right) => right.pages - left.pages);
}

export function isTagged(catalog: PDFDict): boolean {
  const marks = catalog.lookup(name("MarkInfo"));
  return catalog.lookup(name("StructTreeRoot")) instanceof PDFDict && marks instanceof PDFDict && marks.lookup(name("Marked")) === PDFBool.True;
}

export const languageOf = (catalog: PDFDict): string | null => textIn(catalog, "Lang")?.trim() || null;

function isEmbedded(font: PDFDict): boolean {
  const descriptor = font.lookup(name("FontDescriptor"));
  return descriptor instanceof PDFDict && ["FontFile", "FontFile2", "FontFile3"].some((key) => descriptor.lookup(name(key)) instanceof PDFStream);
}

/** Every font once, without the parts of composite fonts. */
export function fontsOf(context: PDFContext): IngestReport["fonts"] {
  const fonts = new Map<string, IngestReport["fonts"][number]>();
  for (const [, object] of context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFDict) || nameIn(object, "Type") !== "Font") continue;
    const kind = nameIn(object, "Subtype") ?? "unknown";
    if (kind === "Type0") continue;
    const full = nameIn(object, "BaseFont") ?? nameIn(object, "Name") ?? "unnamed";
    const plain = full.replace(/^[A-Z]{6}\+/, "");
    const embedded = kind === "Type3" || isEmbedded(object);
    fonts.set(`${plain} ${kind} ${embedded}`, { name: plain, kind: kind.replace(/^CIDFontType[02]$/, "CID"), embedded });
    if (fonts.size >= mostFonts) break;
  }
  return [...fonts.values()].sort((left, right) => left.name.localeCompare(right.name));
}

/** The version of the header, or that of the catalog where it is later. */
export function pdfVersion(original: Uint8Array, catalog: PDFDict): string {
  const header = /%PDF-(\d\.\d)/.exec(Buffer.from(original.buffer, original.byteOffset, Math.min(original.length, 65_536)).toString("latin1"))?.[1] ?? "1.4";
  const later = nameIn(catalog, "Version");
  return later && /^\d\.\d$/.test(later) && later > header ? later : header;
}
