import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { deflateSync, inflateSync } from "node:zlib";
import fontkit from "@pdf-lib/fontkit";
import { PDFName, PDFRawStream, PDFString, type PDFDocument, type PDFRef } from "pdf-lib";

/** The typefaces of the sample documents. */
export type FontName = "serif" | "serifBold" | "serifItalic" | "sans" | "sansBold";

const files: Readonly<Record<FontName, string>> = {
  serif: "@fontsource/source-serif-4/files/source-serif-4-latin-400-normal.woff",
  serifBold: "@fontsource/source-serif-4/files/source-serif-4-latin-600-normal.woff",
  serifItalic: "@fontsource/source-serif-4/files/source-serif-4-latin-400-italic.woff",
  sans: "@fontsource/inter/files/inter-latin-400-normal.woff",
  sansBold: "@fontsource/inter/files/inter-latin-600-normal.woff",
};

type Word = { width: number; pieces: string };

type Face = {
  name: FontName;
  postscriptName: string;
  ascent: number;
  descent: number;
  capHeight: number;
  box: number[];
  italicAngle: number;
  program: Buffer;
  programLength: number;
  widths: (number | number[])[];
  unicode: string;
  shape: (word: string) => { id: number; advance: number; kern: number }[];
  words: Map<string, Word>;
};

const faces = new Map<FontName, Face>();
const resolve = createRequire(import.meta.url);

/** Width of a text in points. */
export function widthOf(text: string, font: FontName, size: number): number {
  return (wordOf(text, font).width * size) / 1000;
}

/**
 * A text as the array of the PDF operator TJ, kerned, in glyph ids of the font.
 * Throws a RangeError for a character that the font does not have.
 */
export function glyphsOf(text: string, font: FontName): string {
  return `[${wordOf(text, font).pieces}]`;
}

/** Height of capitals in points. */
export function capHeight(font: FontName, size: number): number {
  return (faceOf(font).capHeight * size) / 1000;
}

function wordOf(text: string, font: FontName): Word {
  const face = faceOf(font);
  const known = face.words.get(text);
  if (known) return known;
  const word = text.includes(" ") ? joinWords(text, font) : shapeWord(text, face);
  if (!text.includes(" ")) face.words.set(text, word);
  return word;
}

function joinWords(text: string, font: FontName): Word {
  let width = 0;
  let pieces = "";
  for (const part of text.split(/(?<= )|(?= )/)) {
    const word = part === " " ? shapeSpace(font) : wordOf(part, font);
    width += word.width;
    pieces += word.pieces;
  }
  return { width, pieces };
}

function shapeSpace(font: FontName): Word {
  const face = faceOf(font);
  const known = face.words.get(" ");
  if (known) return known;
  const word = shapeWord(" ", face);
  face.words.set(" ", word);
  return word;
}

function shapeWord(text: string, face: Face): Word {
  let width = 0;
  let pieces = "";
  let run = "";
  for (const { id, advance, kern } of face.shape(text)) {
    if (id === 0) throw new RangeError(`The typeface of the sample documents lacks a character of "${text}"`);
    run += id.toString(16).padStart(4, "0");
    width += advance + kern;
    if (kern !== 0) {
      pieces += `<${run}>${-kern} `;
      run = "";
    }
  }
  return { width, pieces: run === "" ? pieces : `${pieces}<${run}>` };
}

function faceOf(name: FontName): Face {
  const known = faces.get(name);
  if (known) return known;
  const woff = readFileSync(resolve.resolve(files[name]));
  const face = openFace(name, woff);
  faces.set(name, face);
  return face;
}

function openFace(name: FontName, woff: Buffer): Face {
  const font = fontkit.create(openTypeOf(woff));
  const scale = 1000 / font.unitsPerEm;
  const round = (value: number) => Math.round(value * scale);
  const widths: (number | undefined)[] = [];
  const unicode: string[] = [];
  for (const codePoint of font.characterSet) {
    const glyph = font.glyphForCodePoint(codePoint);
    if (glyph.id === 0) continue;
    widths[glyph.id] = round(glyph.advanceWidth);
    unicode.push(`<${glyph.id.toString(16).padStart(4, "0")}> <${utf16(codePoint)}>`);
  }
  const program = openTypeOf(woff, embeddedTables);
  return {
    name,
    postscriptName: font.postscriptName ?? name,
    ascent: round(font.ascent),
    descent: round(font.descent),
    capHeight: round(font.capHeight),
    box: [font.bbox.minX, font.bbox.minY, font.bbox.maxX, font.bbox.maxY].map(round),
    italicAngle: font.italicAngle,
    program: deflateSync(program),
    programLength: program.length,
    widths: widthRuns(widths),
    unicode: toUnicode(unicode),
    shape: (word) => {
      const run = font.layout(word, { liga: false, clig: false, calt: false, ccmp: false });
      return run.glyphs.map((glyph, index) => {
        const advance = round(glyph.advanceWidth);
        return { id: glyph.id, advance, kern: round(run.positions[index]?.xAdvance ?? glyph.advanceWidth) - advance };
      });
    },
    words: new Map(),
  };
}

/** Widths by glyph id as a PDF wants them (ISO 32000-1, 9.7.4.3): the first id of each unbroken run, then the run's widths. */
function widthRuns(widths: readonly (number | undefined)[]): (number | number[])[] {
  const runs: (number | number[])[] = [];
  let run: number[] = [];
  for (const [id, width] of widths.entries()) {
    if (width === undefined) {
      run = [];
      continue;
    }
    if (run.length === 0) runs.push(id, run);
    run.push(width);
  }
  return runs;
}

function utf16(codePoint: number): string {
  const text = String.fromCodePoint(codePoint);
  return Array.from({ length: text.length }, (_, at) => text.charCodeAt(at).toString(16).padStart(4, "0")).join("");
}

function toUnicode(lines: string[]): string {
  const blocks: string[] = [];
  for (let at = 0; at < lines.length; at += 100) {
    const block = lines.slice(at, at + 100);
    blocks.push(`${block.length} beginbfchar\n${block.join("\n")}\nendbfchar`);
  }
  return [
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
    "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
    "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange",
    ...blocks,
    "endcmap CMapName currentdict /CMap defineresource pop end end",
  ].join("\n");
}

const embeddedTables = ["cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"];

/** The OpenType font inside a WOFF 1.0 file, with all or only the named tables (W3C WOFF File Format 1.0, section 3). */
function openTypeOf(woff: Buffer, wanted?: readonly string[]): Buffer {
  const tables: { tag: string; checksum: number; bytes: Buffer }[] = [];
  for (let index = 0; index < woff.readUInt16BE(12); index += 1) {
    const entry = 44 + index * 20;
    const tag = woff.toString("latin1", entry, entry + 4);
    if (wanted && !wanted.includes(tag)) continue;
    const offset = woff.readUInt32BE(entry + 4);
    const packed = woff.subarray(offset, offset + woff.readUInt32BE(entry + 8));
    const bytes = packed.length < woff.readUInt32BE(entry + 12) ? inflateSync(packed) : packed;
    tables.push({ tag, checksum: woff.readUInt32BE(entry + 16), bytes });
  }
  const power = Math.floor(Math.log2(tables.length));
  const header = Buffer.alloc(12 + tables.length * 16);
  header.writeUInt32BE(0x00010000, 0);
  header.writeUInt16BE(tables.length, 4);
  header.writeUInt16BE(16 * 2 ** power, 6);
  header.writeUInt16BE(power, 8);
  header.writeUInt16BE(tables.length * 16 - 16 * 2 ** power, 10);
  const parts: Buffer[] = [header];
  let offset = header.length;
  for (const [index, { tag, checksum, bytes }] of tables.entries()) {
    const entry = 12 + index * 16;
    header.write(tag, entry, "latin1");
    header.writeUInt32BE(checksum, entry + 4);
    header.writeUInt32BE(offset, entry + 8);
    header.writeUInt32BE(bytes.length, entry + 12);
    const padded = Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
    parts.push(padded);
    offset += padded.length;
  }
  return Buffer.concat(parts);
}

/** Puts a typeface into a document (ISO 32000-1, 9.7: a composite font with glyph ids as codes). */
export function embedFace(document: PDFDocument, name: FontName): PDFRef {
  const face = faceOf(name);
  const { context } = document;
  const stream = (bytes: Uint8Array, more: Record<string, number>) =>
    context.register(PDFRawStream.of(context.obj({ Filter: "FlateDecode", Length: bytes.length, ...more }), bytes));
  const baseFont = PDFName.of(`MNSMPL+${face.postscriptName}`);
  const descriptor = context.register(
    context.obj({
      Type: "FontDescriptor",
      FontName: baseFont,
      Flags: name.startsWith("serif") ? 6 : 4,
      FontBBox: face.box,
      ItalicAngle: face.italicAngle,
      Ascent: face.ascent,
      Descent: face.descent,
      CapHeight: face.capHeight,
      StemV: name.endsWith("Bold") ? 120 : 80,
      FontFile2: stream(face.program, { Length1: face.programLength }),
    }),
  );
  const descendant = context.register(
    context.obj({
      Type: "Font",
      Subtype: "CIDFontType2",
      BaseFont: baseFont,
      CIDToGIDMap: "Identity",
      DW: 0,
      W: face.widths,
      FontDescriptor: descriptor,
      CIDSystemInfo: { Registry: PDFString.of("Adobe"), Ordering: PDFString.of("Identity"), Supplement: 0 },
    }),
  );
  return context.register(
    context.obj({
      Type: "Font",
      Subtype: "Type0",
      BaseFont: baseFont,
      Encoding: "Identity-H",
      DescendantFonts: [descendant],
      ToUnicode: stream(deflateSync(Buffer.from(face.unicode, "latin1")), {}),
    }),
  );
}
