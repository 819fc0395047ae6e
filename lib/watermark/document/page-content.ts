import { deflateSync } from "node:zlib";
import { PDFArray, type PDFContext, type PDFDict, PDFName, type PDFObject, PDFRef, PDFRawStream, PDFStream } from "pdf-lib";
import { decodeStream } from "./decode-stream";
import { damaged } from "./load-document";
import { closingOperators, mendContent, scanContent } from "./scan-content";

/** The content of a page: streams that leave nothing dangling, the operators that close what they leave open, and all of it decoded. */
export type PageContent = { streams: PDFRef[]; closing: string; decoded: Uint8Array };

type Part = { ref: PDFRef | undefined; stream: PDFStream };

function partsOf(context: PDFContext, page: PDFDict): Part[] {
  const parts: Part[] = [];
  const take = (entry: PDFObject | undefined, depth: number): void => {
    const object = entry instanceof PDFRef ? context.lookup(entry) : entry;
    if (object instanceof PDFStream) parts.push({ ref: entry instanceof PDFRef ? entry : undefined, stream: object });
    else if (object instanceof PDFArray && depth < 4) for (const item of object.asArray()) take(item, depth + 1);
  };
  take(page.get(PDFName.of("Contents")), 0);
  return parts;
}

function flate(context: PDFContext, bytes: Uint8Array): PDFRef {
  return context.register(PDFRawStream.of(context.obj({ Filter: "FlateDecode" }), deflateSync(bytes)));
}

/**
 * Reads the content of a page and mends what would keep a mark after it from being drawn: an unreadable or cut-off end, and
 * operators that restore a state which nobody saved (viewers ignore them; inside a `q` they would undo it).
 * @throws UnmarkableDocument Damaged, TooLarge
 */
export async function readPageContent(context: PDFContext, page: PDFDict, number: number, limit: number, notes: string[]): Promise<PageContent> {
  const parts = partsOf(context, page);
  const pieces: Uint8Array[] = [];
  let whole = true;
  let total = 0;
  for (const { stream } of parts) {
    const decoded = await decodeStream(stream, limit - total);
    if (!decoded) throw damaged(`the content of page ${number} is packed in a way that no reader supports`);
    whole &&= decoded.whole;
    total += decoded.bytes.length + 1;
    pieces.push(decoded.bytes, newline);
  }
  const joined = pieces.length === 2 ? (pieces[0] ?? newline) : Buffer.concat(pieces);
  const scan = scanContent(joined);
  const closing = closingOperators(scan);
  if (whole && !scan.dangling && scan.strayRestores.length === 0) {
    return { streams: parts.map(({ ref, stream }) => ref ?? context.register(stream)), closing, decoded: joined };
  }
  if (!whole || scan.dangling) notes.push(`Page ${number}: its content was cut off or damaged, and was kept up to there.`);
  return { streams: [flate(context, mendContent(joined, scan))], closing, decoded: joined };
}

const newline = Uint8Array.of(0x0a);
