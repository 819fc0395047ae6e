import { PDFDocument, PDFName, PDFString, type PDFPage, type PDFRef } from "pdf-lib";
import { GlyphSet } from "@/lib/watermark/text/glyph-set";
import { wrapParts } from "@/lib/watermark/text/layout";
import { shapeText, visualOrder, type Cluster } from "@/lib/watermark/text/shape-text";

/** What is set on paper, from the top: the look decides size, weight and the space before. */
export type Block =
  | { look: "title" | "heading" | "text" | "small"; text: string }
  /** A term with its value beside it. */
  | { look: "fact"; term: string; text: string }
  /** A sentence with a box before it, ticked or not. */
  | { look: "box"; ticked: boolean; text: string };

const page = { width: 595.28, height: 841.89, left: 68, right: 68, top: 76, bottom: 76 };
const measure = page.width - page.left - page.right;
const termWidth = 150;
const boxWidth = 18;
const leading = 1.42;

type Look = { size: number; before: number; bold: boolean; grey: number };
const looks: Record<Block["look"], Look> = {
  title: { size: 19, before: 0, bold: true, grey: 0.1 },
  heading: { size: 11, before: 15, bold: true, grey: 0.1 },
  text: { size: 10.2, before: 6, bold: false, grey: 0.12 },
  small: { size: 8.2, before: 6, bold: false, grey: 0.35 },
  fact: { size: 9.2, before: 4, bold: false, grey: 0.12 },
  box: { size: 9.6, before: 7, bold: false, grey: 0.12 },
};

type Row = { clusters: readonly Cluster[]; x: number; size: number; bold: boolean; grey: number };
/** Rows that stand on one baseline, or a box to draw there. */
type Line = { height: number; before: number; rows: Row[]; box?: { ticked: boolean; x: number; size: number } };

async function rowsOf(text: string, width: number, size: number): Promise<Cluster[][]> {
  const clusters = await shapeText(text);
  const lines = wrapParts([[clusters]], [], (width / size) * 1000);
  return lines.map((line) => visualOrder(line.map(({ cluster }) => cluster)));
}

async function linesOf(block: Block): Promise<Line[]> {
  const { size, before, bold, grey } = looks[block.look];
  const indent = block.look === "fact" ? termWidth : block.look === "box" ? boxWidth : 0;
  const paragraphs = block.text.split(/\n\s*\n|\n/).filter((text) => text.trim() !== "");
  const lines: Line[] = [];
  for (const [index, paragraph] of paragraphs.entries()) {
    for (const [place, clusters] of (await rowsOf(paragraph, measure - indent, size)).entries()) {
      const gap = place > 0 ? 0 : index > 0 ? 5 : before;
      lines.push({ height: size * leading, before: gap, rows: [{ clusters, x: page.left + indent, size, bold, grey }] });
    }
  }
  const [first] = lines;
  if (first && block.look === "box") first.box = { ticked: block.ticked, x: page.left, size: 8.5 };
  if (block.look === "fact") {
    const terms = await rowsOf(block.term, termWidth - 12, size);
    for (const [place, clusters] of terms.entries()) {
      const row = { clusters, x: page.left, size, bold: false, grey: 0.4 };
      const line = lines[place];
      if (line) line.rows.push(row);
      else lines.push({ height: size * leading, before: 0, rows: [row] });
    }
  }
  return lines;
}

/** Lines in pages; a heading is not left alone at the foot of one. */
function paged(blocks: readonly { block: Block; lines: readonly Line[] }[]): { line: Line; y: number }[][] {
  const pages: { line: Line; y: number }[][] = [[]];
  let y = page.height - page.top;
  for (const { block, lines } of blocks) {
    const needed = block.look === "heading" ? 4 : 1;
    for (const line of lines) {
      const current = pages.at(-1) ?? [];
      const before = current.length === 0 ? 0 : line.before;
      if (y - before - line.height * needed < page.bottom) {
        pages.push([]);
        y = page.height - page.top;
      } else {
        y -= before;
      }
      y -= line.height;
      pages.at(-1)?.push({ line, y });
    }
  }
  return pages;
}

const number = (value: number): string => String(Number(value.toFixed(2)));

function drawRow({ clusters, x, size, bold, grey }: Row, y: number, glyphs: GlyphSet): string {
  const weight = bold ? `2 Tr ${number(size * 0.028)} w ${grey} G` : "0 Tr";
  return `BT ${weight} ${grey} g /F ${number(size)} Tf 1 0 0 1 ${number(x)} ${number(y)} Tm <${clusters.map((cluster) => glyphs.code(cluster)).join("")}> Tj ET`;
}

function drawBox({ ticked, x, size }: { ticked: boolean; x: number; size: number }, y: number): string {
  const [left, low] = [x + 0.5, y - 0.6];
  const square = `0.8 w 0.2 G ${number(left)} ${number(low)} ${size} ${size} re S`;
  const tick = `1.3 w 0.1 G ${number(left + 1.8)} ${number(low + 4.2)} m ${number(left + 3.7)} ${number(low + 2)} l ${number(left + 7)} ${number(low + 6.8)} l S`;
  return ticked ? `${square} ${tick}` : square;
}

const mostFontBytes = 1_048_576;

function embedFont(document: PDFDocument, ref: PDFRef, glyphs: GlyphSet): void {
  const { context } = document;
  const program = glyphs.font(mostFontBytes);
  if (!program) throw new Error("The text needs more glyphs than one font can hold.");
  const name = "MNMENT+NotoSans";
  const file = context.register(context.flateStream(program, { Length1: program.length }));
  const descriptor = context.register(
    context.obj({ Type: "FontDescriptor", FontName: name, Flags: 4, FontBBox: [-1000, -1000, 3000, 2000], ItalicAngle: 0, Ascent: 1069, Descent: -293, CapHeight: 714, StemV: 80, FontFile2: file }),
  );
  const widths = glyphs.widths().match(/\d+/g)?.slice(1).map(Number) ?? [];
  const descendant = context.register(
    context.obj({
      Type: "Font",
      Subtype: "CIDFontType2",
      BaseFont: name,
      CIDSystemInfo: { Registry: PDFString.of("Adobe"), Ordering: PDFString.of("Identity"), Supplement: 0 },
      CIDToGIDMap: "Identity",
      DW: 0,
      W: [1, widths],
      FontDescriptor: descriptor,
    }),
  );
  const unicode = context.register(context.flateStream(glyphs.unicode()));
  context.assign(ref, context.obj({ Type: "Font", Subtype: "Type0", BaseFont: name, Encoding: "Identity-H", DescendantFonts: [descendant], ToUnicode: unicode }));
}

/**
 * Sets the blocks on new A4 pages at the end of a document, in any script, with a line at the foot of each and `n of m` after it.
 * Text can be searched and copied; the same blocks give the same pages.
 */
export async function addPages(document: PDFDocument, blocks: readonly Block[], foot: string): Promise<void> {
  const glyphs = new GlyphSet();
  const { context } = document;
  const font = context.nextRef();
  const resources = context.register(context.obj({ Font: { F: font } }));
  const set = await Promise.all(blocks.map(async (block) => ({ block, lines: await linesOf(block) })));
  const pages = paged(set);
  for (const [index, lines] of pages.entries()) {
    const drawn = lines.flatMap(({ line, y }) => [...line.rows.map((row) => drawRow(row, y, glyphs)), ...(line.box ? [drawBox(line.box, y)] : [])]);
    const feet = await rowsOf(`${foot} · ${index + 1} of ${pages.length}`, measure, 7.4);
    const footRows = feet.map((clusters, place) => drawRow({ clusters, x: page.left, size: 7.4, bold: false, grey: 0.4 }, 44 - place * 10, glyphs));
    const sheet: PDFPage = document.addPage([page.width, page.height]);
    sheet.node.set(PDFName.of("Resources"), resources);
    sheet.node.set(PDFName.Contents, context.register(context.flateStream([...drawn, ...footRows].join("\n"))));
  }
  embedFont(document, font, glyphs);
}

/** An empty document whose metadata are given and nothing else: no clock is read. */
export async function newPaper(title: string, language: string, at: Date): Promise<PDFDocument> {
  const document = await PDFDocument.create({ updateMetadata: false });
  describePaper(document, title, language, at);
  return document;
}

export function describePaper(document: PDFDocument, title: string, language: string, at: Date): void {
  document.setTitle(title, { showInWindowTitleBar: true });
  document.setProducer("Muniment");
  document.setCreator("Muniment");
  document.setCreationDate(at);
  document.setModificationDate(at);
  document.setLanguage(language);
}

export const paperBytes = (document: PDFDocument): Promise<Uint8Array> => document.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false, objectsPerTick: Infinity });
