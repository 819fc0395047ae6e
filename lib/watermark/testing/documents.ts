import { degrees, PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream, type PDFPage, rgb, StandardFonts } from "pdf-lib";

export type PageShape = {
  width: number;
  height: number;
  rotate?: number;
  crop?: [x: number, y: number, width: number, height: number];
  origin?: [x: number, y: number];
  userUnit?: number;
};

function shape(page: PDFPage, { width, height, rotate = 0, crop, origin = [0, 0], userUnit }: PageShape): void {
  page.setMediaBox(origin[0], origin[1], width, height);
  if (crop) page.setCropBox(...crop);
  if (rotate < 0 || rotate >= 360) page.node.set(PDFName.of("Rotate"), page.doc.context.obj(rotate));
  else page.setRotation(degrees(rotate));
  if (userUnit) page.node.set(PDFName.of("UserUnit"), page.doc.context.obj(userUnit));
}

/** A document of pages that say their number. */
export async function documentOf(shapes: readonly PageShape[]): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const [index, pageShape] of shapes.entries()) {
    const page = document.addPage([pageShape.width, pageShape.height]);
    const size = Math.min(12, 0.1 * pageShape.width);
    page.drawText(`Page ${index + 1}`, { x: 0.1 * pageShape.width, y: pageShape.height / 2, size, font, color: rgb(0, 0, 0) });
    shape(page, pageShape);
  }
  return document.save();
}

export const a4: PageShape = { width: 595.28, height: 841.89 };

/** One A4 page with exactly this content, and whatever else `change` does to the document. */
export async function documentWithContent(content: string, change?: (document: PDFDocument, page: PDFPage) => void): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const page = document.addPage([a4.width, a4.height]);
  const font = await document.embedFont(StandardFonts.Helvetica);
  const bytes = Buffer.from(content, "latin1");
  page.node.set(PDFName.of("Resources"), document.context.obj({ Font: { F1: font.ref } }));
  page.node.set(PDFName.of("Contents"), document.context.register(PDFRawStream.of(document.context.obj({}), bytes)));
  await font.embed();
  change?.(document, page);
  return document.save({ useObjectStreams: false });
}

/** Pages that have nothing of their own: box, rotation and resources come from two levels of the page tree above them. */
export async function documentWithInheritance(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const { context } = document;
  const font = await document.embedFont(StandardFonts.Helvetica);
  await font.embed();
  document.addPage();
  const root = document.catalog.lookup(PDFName.of("Pages"), PDFDict);
  const rootRef = document.catalog.get(PDFName.of("Pages"));
  const middle = context.nextRef();
  const leaves = ["First", "Second"].map((word) => {
    const content = context.register(context.stream(`BT /F1 14 Tf 100 300 Td (${word}) Tj ET`));
    return context.register(context.obj({ Type: "Page", Parent: middle, Contents: content }));
  });
  context.assign(middle, context.obj({ Type: "Pages", Kids: leaves, Count: 2, Parent: rootRef, Rotate: 90 }));
  root.set(PDFName.of("Kids"), context.obj([middle]));
  root.set(PDFName.of("Count"), context.obj(2));
  root.set(PDFName.of("MediaBox"), context.obj([0, 0, 400, 600]));
  root.set(PDFName.of("Resources"), context.obj({ Font: { F1: font.ref } }));
  return document.save({ useObjectStreams: false });
}

/** A page tree whose branch lists its own root among its kids. */
export async function documentWithLoop(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.addPage();
  const root = document.catalog.lookup(PDFName.of("Pages"), PDFDict);
  const rootRef = document.catalog.get(PDFName.of("Pages"));
  const bytes = await document.save({ useObjectStreams: false });
  const kids = root.lookup(PDFName.of("Kids"), PDFArray);
  const [page] = kids.asArray();
  const text = Buffer.from(bytes).toString("latin1");
  return Buffer.from(text.replace(`[ ${page?.toString() ?? ""} ]`, `[ ${rootRef?.toString() ?? ""} ]`), "latin1");
}

const sentence = "The control was tested by inspection of evidence for the whole period of performance; no exception was noted. ";

/** A4 pages full of text from margin to margin, as reports are. */
export async function documentOfText(pages: number, draw?: (page: PDFPage) => void): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.TimesRoman);
  for (let number = 1; number <= pages; number += 1) {
    const page = document.addPage([a4.width, a4.height]);
    draw?.(page);
    page.drawText(`Page ${number}. ${sentence.repeat(38)}`, { x: 60, y: 770, size: 11, lineHeight: 14, font, maxWidth: 475, color: rgb(0, 0, 0) });
  }
  return document.save();
}
