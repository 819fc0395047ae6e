import { deflateSync } from "node:zlib";
import { degrees, PDFDocument, PDFHexString, PDFName, PDFRawStream, type PDFPage, type PDFRef } from "pdf-lib";
import type { Canvas } from "./canvas";
import { runningLines, type Heading } from "./flow";
import { embedFace, type FontName } from "./fonts";
import type { Bound, Subject } from "./subject";

/** Writes drawn pages as a PDF. The same pages give the same bytes: dates come from the version, and nothing is random. */
export async function writePdf(subject: Subject, bound: Bound): Promise<Uint8Array> {
  const { series, version, firm } = subject;
  const document = await PDFDocument.create({ updateMetadata: false });
  const at = new Date(`${version.signedOn}T08:00:00Z`);
  document.setTitle(`${series.name}: ${version.title} (sample)`, { showInWindowTitleBar: true });
  document.setAuthor(firm.name);
  document.setSubject(series.description);
  document.setKeywords(["sample", "fictitious", series.program]);
  document.setProducer("Muniment demo");
  document.setCreator("Muniment demo");
  document.setCreationDate(at);
  document.setModificationDate(at);
  document.setLanguage(series.language);

  for (const [index, canvas] of bound.pages.entries()) {
    if (bound.running && index >= bound.unmarked) runningLines(canvas, bound.running, index + 1, bound.pages.length);
  }
  const resources = resourcesOf(document, bound.pages);
  const pages = new Map<Canvas, PDFPage>();
  for (const canvas of bound.pages) pages.set(canvas, addPage(document, canvas, resources));
  for (const [canvas, page] of pages) addLinks(document, canvas, page, pages);
  addBookmarks(document, bound.headings, pages);
  return document.save({
    useObjectStreams: series.slug.length % 2 === 0,
    objectsPerTick: Infinity,
    addDefaultPage: false,
    updateFieldAppearances: false,
  });
}

function resourcesOf(document: PDFDocument, pages: readonly Canvas[]): PDFRef {
  const names = new Set<FontName>(pages.flatMap(({ fonts }) => [...fonts]));
  const fonts = Object.fromEntries([...names].sort().map((name) => [name, embedFace(document, name)]));
  return document.context.register(document.context.obj({ Font: fonts }));
}

function addPage(document: PDFDocument, canvas: Canvas, resources: PDFRef): PDFPage {
  const { lie, paper } = canvas;
  const trim = lie === "bleed" ? 18 : 0;
  const page =
    lie === "landscape" ? document.addPage([paper.height, paper.width]) : document.addPage([paper.width + trim, paper.height + trim]);
  if (lie === "bleed") page.setCropBox(9, 9, paper.width, paper.height);
  if (lie === "turned") page.setRotation(degrees(90));
  const bytes = deflateSync(Buffer.from(canvas.content(), "latin1"));
  const { context } = document;
  page.node.set(PDFName.of("Resources"), resources);
  page.node.set(PDFName.Contents, context.register(PDFRawStream.of(context.obj({ Filter: "FlateDecode", Length: bytes.length }), bytes)));
  return page;
}

function addLinks(document: PDFDocument, canvas: Canvas, page: PDFPage, pages: ReadonlyMap<Canvas, PDFPage>): void {
  const links = canvas.links.flatMap(({ x, y, width, height, to }) => {
    const target = pages.get(to);
    return target === undefined
      ? []
      : [
          document.context.register(
            document.context.obj({
              Type: "Annot",
              Subtype: "Link",
              Rect: canvas.box(x, y, width, height),
              Border: [0, 0, 0],
              Dest: [target.ref, "Fit"],
            }),
          ),
        ];
  });
  if (links.length > 0) page.node.set(PDFName.of("Annots"), document.context.obj(links));
}

function addBookmarks(document: PDFDocument, headings: readonly Heading[], pages: ReadonlyMap<Canvas, PDFPage>): void {
  const { context } = document;
  const chapters = headings
    .filter(({ level }) => level === 1)
    .flatMap(({ title, canvas }) => {
      const page = pages.get(canvas);
      return page === undefined ? [] : [{ title, page, ref: context.nextRef() }];
    });
  const [first] = chapters;
  const last = chapters.at(-1);
  if (!first || !last) return;
  const root = context.nextRef();
  for (const [index, { title, page, ref }] of chapters.entries()) {
    const item = context.obj({ Title: PDFHexString.fromText(title), Parent: root, Dest: [page.ref, "Fit"] });
    const before = chapters[index - 1];
    const after = chapters[index + 1];
    if (before) item.set(PDFName.of("Prev"), before.ref);
    if (after) item.set(PDFName.of("Next"), after.ref);
    context.assign(ref, item);
  }
  context.assign(root, context.obj({ Type: "Outlines", First: first.ref, Last: last.ref, Count: chapters.length }));
  document.catalog.set(PDFName.of("Outlines"), root);
}
