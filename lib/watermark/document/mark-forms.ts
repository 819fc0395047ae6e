import { PDFDict, type PDFContext, PDFName, type PDFObject, PDFRef } from "pdf-lib";
import { codeSide } from "../code/draw-code";
import { tileSide } from "../code/micro-pattern";
import { addMarkFont } from "./mark-font";
import { randomName } from "./mark-names";
import { type CodePlace, inverse, type Matrix, type Placement, placeMark, type TextPlace, visualPage } from "./page-geometry";
import type { Page } from "./page-tree";
import { commentSentinel, slotStream, type UnplacedSlot } from "./slot-syntax";
import { moved } from "./text-places";

/** Sizes of the slots in bytes. A mark that needs more is refused, so they have room for long names in any script. */
const slotBytes = { line: 12_288, diagonal: 65_536, code: 4_096, tile: 4_096 } as const;

const name = (text: string): PDFName => PDFName.of(text);

const number = (value: number): string => {
  const text = value.toFixed(5).replace(/\.?0+$/, "");
  return text === "-0" ? "0" : text;
};
const matrix = (values: Matrix): string => values.map(number).join(" ");

/** How much a mark's white ground covers what is below: nearly all of a picture, but never the page's own words, which keep at least half of their contrast. */
const [plainGround, groundOverText] = [0.88, 0.5];

type Form = { name: string; ref: PDFRef };

const draw = (at: Matrix, form: Form): string => `q ${matrix(at)} cm /${form.name} Do Q\n`;

/** The shared objects that carry the mark: a font, a diagonal, two codes, the tile of the micro-pattern, and a line for every size of page. */
export class MarkForms {
  readonly slots: UnplacedSlot[] = [];
  /** Objects that hold slots; they are written at the head of the document. */
  readonly refs: PDFRef[] = [];
  private readonly context: PDFContext;
  private readonly font: PDFRef;
  private readonly ground: PDFRef;
  private faintGround: PDFRef | undefined;
  private readonly diagonal: Form;
  private readonly codes: { left: Form; right: Form };
  private readonly codesOverText = new Map<"left" | "right", Form>();
  private readonly tile: Form;
  private readonly lines = new Map<string, Form>();
  private readonly patterns = new Map<string, Form>();
  private readonly resources = new Map<string, PDFRef>();
  private readonly ids = new Map<PDFObject, number>();
  private readonly opening: PDFRef;

  constructor(context: PDFContext) {
    this.context = context;
    this.font = addMarkFont(context, (ref, slot) => this.add(ref, slot));
    this.ground = this.transparency(plainGround);
    this.opening = this.content("q\n");
    const [shade, fainter] = [randomName(), randomName()];
    const diagonal = { kind: "diagonal", sentinel: commentSentinel(), length: slotBytes.diagonal, shade } as const;
    this.diagonal = this.slotForm(diagonal, [-0.6, -0.25, 0.6, 0.25], { ExtGState: { [shade]: this.transparency(0.18) } });
    this.codes = { left: this.codeForm(this.ground), right: this.codeForm(this.ground) };
    const tile = { kind: "tile", sentinel: commentSentinel(), length: slotBytes.tile, shade: fainter } as const;
    this.tile = this.slotForm(tile, [0, 0, tileSide, tileSide], { ExtGState: { [fainter]: this.transparency(0.2) } });
  }

  /** What says the id in plain text comes first of all: it is in whatever is left of a copy whose end was cut off. */
  add(ref: PDFRef, slot: UnplacedSlot): void {
    const plain = slot.kind === "instance" || slot.kind === "info";
    if (plain) this.refs.unshift(ref);
    else this.refs.push(ref);
    if (plain) this.slots.unshift(slot);
    else this.slots.push(slot);
  }

  /**
   * Makes the page show its own content, closed by `closing`, and after it the mark, in two streams that do not need each other.
   * The marks are artifacts: assistive technology passes them over. `texts` are the page's own, in user space.
   */
  applyTo(page: Page, content: { streams: readonly PDFRef[]; closing: string }, texts: readonly TextPlace[]): void {
    const visual = visualPage(page.box, page.rotation, page.userUnit);
    const toVisual = inverse(visual.toUser);
    const placement = placeMark(visual, tileSide, texts.map((text) => moved(text, toVisual)));
    const line = this.lineFor(placement.line);
    const pattern = this.patternFor(placement.tiles);
    const codeAt = (side: "left" | "right") => ({ matrix, overText }: CodePlace) => ({ matrix, form: overText ? this.codeOverText(side) : this.codes[side] });
    const [left, right] = [placement.codes.left.map(codeAt("left")), placement.codes.right.map(codeAt("right"))];
    const marks = (parts: readonly string[]): string => `/Artifact BMC q ${matrix(visual.toUser)} cm\n${parts.join("")}Q EMC\n`;
    const first = marks([
      draw(placement.tiles.matrix, pattern),
      ...left.map(({ matrix: at, form }) => draw(at, form)),
      draw(placement.line.matrix, line),
    ]);
    const second = marks([draw(placement.diagonal, this.diagonal), ...right.map(({ matrix: at, form }) => draw(at, form))]);
    page.dict.set(
      name("Contents"),
      this.context.obj([this.opening, ...content.streams, this.content(`\n${content.closing}Q\n${first}`), this.content(second)]),
    );
    page.dict.set(name("Resources"), this.resourcesFor(page.dict.get(name("Resources")), [...new Set([line, pattern, ...[...left, ...right].map(({ form }) => form), this.diagonal])]));
  }

  private content(text: string): PDFRef {
    return this.context.register(this.context.stream(text));
  }

  private transparency(alpha: number): PDFRef {
    return this.context.register(this.context.obj({ Type: "ExtGState", ca: alpha, CA: alpha, BM: "Normal", SMask: "None" }));
  }

  private slotForm(slot: UnplacedSlot, box: number[], resources: Record<string, Record<string, PDFRef>>, at?: Matrix): Form {
    const dict = this.context.obj({ Type: "XObject", Subtype: "Form", BBox: box, ...(at ? { Matrix: [...at] } : {}), Resources: resources });
    const ref = slotStream(dict, slot.sentinel, slot.length);
    this.add(ref, slot);
    return { name: randomName(), ref };
  }

  /** Made for documents alone that have text where marks go. */
  private groundFor(overText: boolean): PDFRef {
    return overText ? (this.faintGround ??= this.transparency(groundOverText)) : this.ground;
  }

  private codeOverText(side: "left" | "right"): Form {
    const form = this.codesOverText.get(side) ?? this.codeForm(this.groundFor(true));
    this.codesOverText.set(side, form);
    return form;
  }

  private codeForm(shade: PDFRef): Form {
    const ground = randomName();
    const unit = 1 / codeSide;
    const slot = { kind: "code", sentinel: commentSentinel(), length: slotBytes.code, ground } as const;
    return this.slotForm(slot, [0, 0, codeSide, codeSide], { ExtGState: { [ground]: shade } }, [unit, 0, 0, unit, 0, 0]);
  }

  private lineFor({ width, height, overText }: Placement["line"]): Form {
    const key = `${width} ${height} ${overText}`;
    const known = this.lines.get(key);
    if (known) return known;
    const names = { font: randomName(), ground: randomName() };
    const slot = { kind: "line", sentinel: commentSentinel(), length: slotBytes.line, width, height, names } as const;
    const resources = { Font: { [names.font]: this.font }, ExtGState: { [names.ground]: this.groundFor(overText) } };
    const line = this.slotForm(slot, [-4, -4, width + 4, height + 4], resources);
    this.lines.set(key, line);
    return line;
  }

  /** A form that lays the tile out as often as a page of this size needs it. */
  private patternFor({ across, up }: Placement["tiles"]): Form {
    const key = `${across} ${up}`;
    const known = this.patterns.get(key);
    if (known) return known;
    const rows: string[] = [];
    for (let row = 0; row < up; row += 1) {
      for (let column = 0; column < across; column += 1) rows.push(draw([1, 0, 0, 1, column * tileSide, row * tileSide], this.tile));
    }
    const stream = this.context.flateStream(rows.join(""), {
      Type: "XObject",
      Subtype: "Form",
      BBox: [0, 0, across * tileSide, up * tileSide],
      Resources: { XObject: { [this.tile.name]: this.tile.ref } },
    });
    const pattern = { name: randomName(), ref: this.context.register(stream) };
    this.patterns.set(key, pattern);
    return pattern;
  }

  /** Resources may be shared by pages: they are copied, never changed, once for every set of marks that is used with them. */
  private resourcesFor(entry: PDFObject | undefined, forms: readonly Form[]): PDFRef {
    const original = entry instanceof PDFRef ? this.context.lookup(entry) : entry;
    const source = original instanceof PDFDict ? original : this.context.obj({});
    const id = this.ids.get(source) ?? this.ids.size;
    this.ids.set(source, id);
    const key = [id, ...forms.map((form) => form.name)].join(" ");
    const known = this.resources.get(key);
    if (known) return known;
    const copy = PDFDict.fromMapWithContext(new Map(source.asMap()), this.context);
    const objects = source.lookup(name("XObject"));
    const xObjects = PDFDict.fromMapWithContext(new Map(objects instanceof PDFDict ? objects.asMap() : []), this.context);
    for (const form of forms) xObjects.set(name(form.name), form.ref);
    copy.set(name("XObject"), xObjects);
    const ref = this.context.register(copy);
    this.resources.set(key, ref);
    return ref;
  }
}
