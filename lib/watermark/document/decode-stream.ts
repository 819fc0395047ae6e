import { constants, createInflate, createInflateRaw, inflateSync, type Inflate, type InflateRaw } from "node:zlib";
import { decodePDFRawStream, PDFArray, PDFDict, PDFName, PDFNumber, PDFRawStream, type PDFStream } from "pdf-lib";
import { UnmarkableDocument } from "../errors";

export type Decoded = { bytes: Uint8Array; whole: boolean };

function tooLarge(limit: number): UnmarkableDocument {
  return new UnmarkableDocument(
    "TooLarge",
    `The content of a page unpacks to more than ${Math.floor(limit / (1024 * 1024))} MiB. ` +
      "Save the document again with a PDF printer and upload that.",
  );
}

function inflateSome(inflate: Inflate | InflateRaw, bytes: Uint8Array, limit: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const finish = (): void => resolve(Buffer.concat(chunks));
    inflate.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length > limit) {
        inflate.destroy();
        reject(tooLarge(limit));
      } else chunks.push(chunk);
    });
    inflate.on("error", finish);
    inflate.on("end", finish);
    inflate.end(bytes);
  });
}

function isRangeError(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
}

async function inflate(bytes: Uint8Array, limit: number): Promise<Decoded> {
  try {
    return { bytes: inflateSync(bytes, { maxOutputLength: limit }), whole: true };
  } catch (error) {
    if (isRangeError(error)) throw tooLarge(limit);
  }
  const options = { finishFlush: constants.Z_SYNC_FLUSH };
  const some = await inflateSome(createInflate(options), bytes, limit);
  if (some.length > 0) return { bytes: some, whole: false };
  return { bytes: await inflateSome(createInflateRaw(options), bytes.subarray(2), limit), whole: false };
}

const abbreviations: Record<string, string> = {
  Fl: "FlateDecode",
  LZW: "LZWDecode",
  A85: "ASCII85Decode",
  AHx: "ASCIIHexDecode",
  RL: "RunLengthDecode",
};

function filtersOf(dict: PDFDict): string[] | undefined {
  const filter = dict.lookup(PDFName.of("Filter"));
  if (filter === undefined) return [];
  const list = filter instanceof PDFArray ? Array.from({ length: filter.size() }, (_, index) => filter.lookup(index)) : [filter];
  const names = list.map((entry) => (entry instanceof PDFName ? entry.decodeText() : undefined));
  return names.every((entry) => entry !== undefined) ? names.map((entry) => abbreviations[entry] ?? entry) : undefined;
}

function usesPredictor(dict: PDFDict): boolean {
  const parameters = dict.lookup(PDFName.of("DecodeParms"));
  const list = parameters instanceof PDFArray ? parameters.asArray().map((_, index) => parameters.lookup(index)) : [parameters];
  return list.some((entry) => {
    const predictor = entry instanceof PDFDict ? entry.lookup(PDFName.of("Predictor")) : undefined;
    return predictor instanceof PDFNumber && predictor.asNumber() > 1;
  });
}

/**
 * The decoded bytes of a content stream; of a damaged one as much as can be had. Undefined where its filters are not for content.
 * @throws UnmarkableDocument TooLarge beyond the limit
 */
export async function decodeStream(stream: PDFStream, limit: number): Promise<Decoded | undefined> {
  if (!(stream instanceof PDFRawStream)) return { bytes: stream.getContents(), whole: true };
  const filters = filtersOf(stream.dict);
  if (!filters || usesPredictor(stream.dict)) return undefined;
  let decoded: Decoded = { bytes: stream.contents, whole: true };
  for (const filter of filters) {
    if (filter === "FlateDecode") {
      const inflated = await inflate(decoded.bytes, limit);
      decoded = { bytes: inflated.bytes, whole: decoded.whole && inflated.whole };
    } else if (filter === "ASCII85Decode" || filter === "ASCIIHexDecode" || filter === "RunLengthDecode" || filter === "LZWDecode") {
      const parameters = filters.length === 1 ? stream.dict.lookup(PDFName.of("DecodeParms")) : undefined;
      const dict = stream.dict.context.obj({ Filter: filter });
      if (parameters instanceof PDFDict) dict.set(PDFName.of("DecodeParms"), parameters);
      try {
        decoded = { bytes: decodePDFRawStream(PDFRawStream.of(dict, decoded.bytes)).decode(), whole: decoded.whole };
      } catch {
        decoded = { bytes: new Uint8Array(), whole: false };
      }
      if (decoded.bytes.length > limit) throw tooLarge(limit);
    } else return undefined;
  }
  return decoded;
}
