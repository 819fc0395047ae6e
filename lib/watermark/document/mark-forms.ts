import { randomBytes } from "node:crypto";
import { PDFDict, type PDFContext, PDFName, type PDFObject, PDFRef } from "pdf-lib";
import { type Matrix, type Placement, placeMark, visualPage } from "./page-geometry";
import type { Page } from "./page-tree";
import { commentSentinel, LiteralSyntax, slotStream, type UnplacedSlot } from "./slot-syntax";

/** Sizes of the slots in bytes. A mark that needs more is refused, so they have room for long names in any script. */
export const slotBytes = { font: 98_304, widths: 8_192, unicode: 32_768, line: 12_288, diagonal: 65_536 } as const;

const name = (text: string): PDFName => PDFName.of(text);
const randomName = (): string => `M${randomBytes(5).toString("hex")}`;

const number = (value: number): string => {
  const text = value.toFixed(5).replace(/\.?0+$/, "");
  return text === "-0" ? "0" : text;
};
const matrix = (values: Matrix): string => values.map(number).join(" ");

/** The shared objects that carry the mark: one font, one diagonal, and a line for every size of page. */
export class MarkForms {
  readonly slots: UnplacedSlot[] = [];
  /** Objects that hold slots; they are written at the head of the document. */
  readonly refs: PDFRef[] = [];
  private readonly context: PDFContext;
  private readonly font: PDFRef;
  private readonly shade: PDFRef;
  private readonly diagonal: { name: string; ref: PDFRef };
  private readonly lines = new Map<string, { name: string; ref: PDFRef }>();
  private readonly resources = new Map<string, PDFRef>();
  private readonly ids = new Map<PDFObject, number>();
  private readonly opening: PDFRef;

  constructor(context: PDFContext) {
    this.context = context;
    this.font = this.addFont();
    this.shade = context.register(context.obj({ Type: "ExtGState", ca: 0.18, CA: 0.18, BM: "Normal", SMask: "None" }));
    this.opening = this.content("q\n");
    const sentinel = commentSentinel();
    const dict = context.obj({
      Type: "XObject",
      Subtype: "Form",
      BBox: [-0.6, -0.25, 0.6, 0.25],
      Resources: { ExtGState: { S: this.shade } },
    });
    const ref = slotStream(dict, sentinel, slotBytes.diagonal);
    this.add(ref, { kind: "diagonal", sentinel, length: slotBytes.diagonal });
    this.diagonal = { name: randomName(), ref };
  }

  add(ref: PDFRef, slot: UnplacedSlot): void {
    this.refs.push(ref);
    this.slots.push(slot);
  }

  /** Makes the page show its own content, closed by `closing`, and the mark after it. */
  applyTo(page: Page, content: { streams: readonly PDFRef[]; closing: string }): void {
    const visual = visualPage(page.box, page.rotation, page.userUnit);
    const placement = placeMark(visual);
    const line = this.lineFor(placement.line);
    const draw = (form: Matrix, what: string): string => `q ${matrix(form)} cm /${what} Do Q`;
    const ending =
      `\n${content.closing}Q\n/Artifact <</Type /Pagination /Subtype /Watermark>> BDC q ${matrix(visual.toUser)} cm\n` +
      `${draw(placement.diagonal, this.diagonal.name)}\n${draw(placement.line.matrix, line.name)}\nQ EMC\n`;
    page.dict.set(name("Contents"), this.context.obj([this.opening, ...content.streams, this.content(ending)]));
    page.dict.set(name("Resources"), this.resourcesFor(page.dict.get(name("Resources")), line));
  }

  private content(text: string): PDFRef {
    return this.context.register(this.context.stream(text));
  }

  private addFont(): PDFRef {
    const { context } = this;
    const postScriptName = `${Array.from(randomBytes(6), (byte) => String.fromCharCode(65 + (byte % 26))).join("")}+Muniment`;
    const fontSentinel = commentSentinel();
    const file = slotStream(context.obj({ Length1: slotBytes.font }), fontSentinel, slotBytes.font);
    this.add(file, { kind: "font", sentinel: fontSentinel, length: slotBytes.font });
    const unicodeSentinel = commentSentinel();
    const unicode = slotStream(context.obj({}), unicodeSentinel, slotBytes.unicode);
    this.add(unicode, { kind: "unicode", sentinel: unicodeSentinel, length: slotBytes.unicode });
    const widthsSentinel = commentSentinel();
    const widths = context.register(new LiteralSyntax(`[${widthsSentinel.padEnd(slotBytes.widths, " ")}\n]`));
    this.add(widths, { kind: "widths", sentinel: widthsSentinel, length: slotBytes.widths });
    const descriptor = context.register(
      context.obj({
        Type: "FontDescriptor",
        FontName: postScriptName,
        Flags: 4,
        FontBBox: [-1000, -1000, 3000, 2000],
        ItalicAngle: 0,
        Ascent: 1069,
        Descent: -293,
        CapHeight: 714,
        StemV: 80,
        FontFile2: file,
      }),
    );
    const cid = context.register(
      context.obj({
        Type: "Font",
        Subtype: "CIDFontType2",
        BaseFont: postScriptName,
        CIDSystemInfo: context.obj({ Registry: new LiteralSyntax("(Adobe)"), Ordering: new LiteralSyntax("(Identity)"), Supplement: 0 }),
        CIDToGIDMap: "Identity",
        DW: 0,
        W: widths,
        FontDescriptor: descriptor,
      }),
    );
    return context.register(
      context.obj({
        Type: "Font",
        Subtype: "Type0",
        BaseFont: postScriptName,
        Encoding: "Identity-H",
        DescendantFonts: [cid],
        ToUnicode: unicode,
      }),
    );
  }

  private lineFor({ width, height }: Placement["line"]): { name: string; ref: PDFRef } {
    const key = `${width} ${height}`;
    const known = this.lines.get(key);
    if (known) return known;
    const sentinel = commentSentinel();
    const resources = { Font: { F: this.font }, ExtGState: { B: this.backing } };
    const box = [-4, -4, width + 4, height + 4];
    const dict = this.context.obj({ Type: "XObject", Subtype: "Form", BBox: box, Resources: resources });
    const ref = slotStream(dict, sentinel, slotBytes.line);
    this.add(ref, { kind: "line", sentinel, length: slotBytes.line, width, height });
    const line = { name: randomName(), ref };
    this.lines.set(key, line);
    return line;
  }

  private backingRef: PDFRef | undefined;
  private get backing(): PDFRef {
    this.backingRef ??= this.context.register(this.context.obj({ Type: "ExtGState", ca: 0.88, CA: 0.88, BM: "Normal", SMask: "None" }));
    return this.backingRef;
  }

  /** Resources may be shared by pages: they are copied, never changed, once for every line that is used with them. */
  private resourcesFor(entry: PDFObject | undefined, line: { name: string; ref: PDFRef }): PDFRef {
    const original = entry instanceof PDFRef ? this.context.lookup(entry) : entry;
    const source = original instanceof PDFDict ? original : this.context.obj({});
    const id = this.ids.get(source) ?? this.ids.size;
    this.ids.set(source, id);
    const key = `${id} ${line.name}`;
    const known = this.resources.get(key);
    if (known) return known;
    const copy = PDFDict.fromMapWithContext(new Map(source.asMap()), this.context);
    const objects = source.lookup(name("XObject"));
    const xObjects = PDFDict.fromMapWithContext(new Map(objects instanceof PDFDict ? objects.asMap() : []), this.context);
    xObjects.set(name(line.name), line.ref);
    xObjects.set(name(this.diagonal.name), this.diagonal.ref);
    copy.set(name("XObject"), xObjects);
    const ref = this.context.register(copy);
    this.resources.set(key, ref);
    return ref;
  }
}
