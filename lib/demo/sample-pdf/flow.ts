import { Canvas, hex, ink, sampleRed, wrap, type Color, type Lie, type Paper, type Style } from "./canvas";
import { widthOf } from "./fonts";

/** A cell of a table: plain text, or text in another tone. */
export type Cell = string | { text: string; tone: "good" | "warn" | "soft" | "strong" };

export type Column = { title: string; /** Share of the width. */ share: number };

export type Heading = { level: 1 | 2; title: string; canvas: Canvas };

const body: Style = { font: "serif", size: 10.2 };
const cellStyle: Style = { font: "sans", size: 7.8 };
const tones: Readonly<Record<"good" | "warn" | "soft" | "strong", Style>> = {
  good: { font: "sansBold", size: 7.8, color: hex("1d6b44") },
  warn: { font: "sansBold", size: 7.8, color: hex("a15c00") },
  soft: { font: "sans", size: 7.8, color: ink.soft },
  strong: { font: "sansBold", size: 7.8 },
};

/** Text that flows over pages: headings, paragraphs, lists and tables, from top to bottom. */
export class Flow {
  readonly pages: Canvas[] = [];
  readonly headings: Heading[] = [];
  page: Canvas;
  y: number;

  constructor(
    readonly paper: Paper,
    readonly accent: Color,
    readonly margin = 62,
  ) {
    this.page = this.newPage();
    this.y = this.top;
  }

  get top(): number {
    return 84;
  }

  get bottom(): number {
    return this.page.height - 70;
  }

  get width(): number {
    return this.page.width - 2 * this.margin;
  }

  /** Begins a page; what follows is drawn there. */
  newPage(lie: Lie = "upright"): Canvas {
    this.page = new Canvas(this.paper, lie);
    this.pages.push(this.page);
    this.y = this.top;
    return this.page;
  }

  /** Makes sure that `height` points are left, on a page of the same kind. */
  need(height: number): void {
    if (this.y + height > this.bottom) this.newPage(this.page.lie);
  }

  space(height: number): void {
    if (this.y > this.top) this.y += height;
  }

  /** A chapter: it stands in the contents and begins on a page of its own. */
  chapter(title: string, lie: Lie = "upright"): void {
    if (this.y > this.top || this.page.lie !== lie) this.newPage(lie);
    this.chapterHead(title);
  }

  /** A chapter that follows on the same page where enough of it is left. */
  part(title: string): void {
    this.need(230);
    this.space(22);
    this.chapterHead(title);
  }

  private chapterHead(title: string): void {
    this.headings.push({ level: 1, title, canvas: this.page });
    const style: Style = { font: "serifBold", size: 20, color: this.accent };
    for (const line of wrap(title, style, this.width)) {
      this.y += 20;
      this.page.text(this.margin, this.y, line, style);
      this.y += 6;
    }
    this.y += 4;
    this.page.fill(this.margin, this.y, 44, 2, this.accent);
    this.y += 18;
  }

  section(title: string, listed = true): void {
    this.need(listed ? 132 : 64);
    this.space(10);
    if (listed) this.headings.push({ level: 2, title, canvas: this.page });
    this.y += 11;
    this.page.text(this.margin, this.y, title, { font: "sansBold", size: 11 });
    this.y += 9;
  }

  paragraph(text: string, style: Style = body, indent = 0): void {
    const leading = style.size * 1.44;
    const lines = wrap(text, style, this.width - indent);
    if (lines.length > 1) this.need(leading * 2);
    for (const line of lines) {
      this.need(leading);
      this.y += leading;
      this.page.text(this.margin + indent, this.y - leading * 0.26, line, style);
    }
    this.y += 6;
  }

  /** What the document is about, in a line or two under the title of a chapter. */
  standfirst(text: string): void {
    this.paragraph(text, { font: "serifItalic", size: 12, color: ink.soft });
    this.y += 4;
  }

  list(items: readonly string[], style: Style = body): void {
    for (const item of items) {
      this.need(style.size * 1.44);
      this.page.circle(this.margin + 6, this.y + style.size * 0.86, 1.5, this.accent);
      this.paragraph(item, style, 16);
      this.y -= 3;
    }
    this.y += 5;
  }

  /** Names and values in two columns. */
  facts(rows: readonly (readonly [string, string])[]): void {
    const value: Style = { font: "sans", size: 8.8 };
    this.space(4);
    for (const [name, text] of rows) {
      const lines = wrap(text, value, this.width - 140);
      this.need(lines.length * 12.5 + 8);
      this.page.line(this.margin, this.y, this.margin + this.width, this.y, ink.rule);
      this.page.text(this.margin, this.y + 14, name, { font: "sansBold", size: 8.2, color: ink.soft });
      for (const [index, line] of lines.entries()) this.page.text(this.margin + 140, this.y + 14 + index * 12.5, line, value);
      this.y += lines.length * 12.5 + 8;
    }
    this.page.line(this.margin, this.y, this.margin + this.width, this.y, ink.rule);
    this.y += 14;
  }

  /** A sentence or two set apart from the text. */
  note(text: string): void {
    const style: Style = { font: "sans", size: 8.8 };
    const lines = wrap(text, style, this.width - 30);
    const height = lines.length * 13 + 16;
    this.need(height + 10);
    this.page.fill(this.margin, this.y, this.width, height, ink.wash);
    this.page.fill(this.margin, this.y, 3, height, this.accent);
    for (const [index, line] of lines.entries()) this.page.text(this.margin + 16, this.y + 18 + index * 13, line, style);
    this.y += height + 12;
  }

  /** A table whose head is repeated on every page that it reaches. */
  table(columns: readonly Column[], rows: readonly (readonly Cell[])[]): void {
    this.need(70);
    let columnsAt = this.tableHead(columns);
    for (const row of rows) {
      const cells = row.map((cell, index) => {
        const style = typeof cell === "string" ? cellStyle : tones[cell.tone];
        return { style, lines: wrap(typeof cell === "string" ? cell : cell.text, style, (columnsAt[index]?.width ?? 60) - 12) };
      });
      const height = Math.max(...cells.map(({ lines }) => lines.length)) * 10.6 + 9;
      if (this.y + height > this.bottom) {
        this.newPage(this.page.lie);
        columnsAt = this.tableHead(columns);
      }
      for (const [index, { lines, style }] of cells.entries()) {
        const x = (columnsAt[index]?.x ?? this.margin) + 6;
        for (const [at, line] of lines.entries()) this.page.text(x, this.y + 12.6 + at * 10.6, line, style);
      }
      this.y += height;
      this.page.line(this.margin, this.y, this.margin + this.width, this.y, ink.rule, 0.4);
    }
    this.y += 14;
  }

  private tableHead(columns: readonly Column[]): { x: number; width: number }[] {
    const whole = columns.reduce((sum, { share }) => sum + share, 0);
    let x = this.margin;
    const style: Style = { font: "sansBold", size: 7.6, color: ink.white };
    this.page.fill(this.margin, this.y, this.width, 19, this.accent);
    const placed = columns.map(({ title, share }) => {
      const at = { x, width: (this.width * share) / whole };
      this.page.middleText(x + 6, this.y + 9.5, title, style);
      x += at.width;
      return at;
    });
    this.y += 19;
    return placed;
  }

  /** Lines to sign on, each with a scribble, a name and an office. */
  signatures(people: readonly (readonly [string, string])[], seed: number): void {
    this.need(86);
    this.y += 44;
    const step = this.width / 2;
    for (const [index, [name, office]] of people.entries()) {
      const x = this.margin + index * step;
      scribble(this.page, x + 8, this.y - 6, seed + index * 7);
      this.page.line(x, this.y, x + step - 34, this.y, ink.soft, 0.6);
      this.page.text(x, this.y + 13, name, { font: "sansBold", size: 8.8 });
      this.page.text(x, this.y + 25, office, { font: "sans", size: 8.2, color: ink.soft });
    }
    this.y += 38;
  }
}

/** A signature that nobody has. */
export function scribble(page: Canvas, x: number, y: number, seed: number): void {
  const points = Array.from({ length: 9 }, (_, index) => {
    const wave = Math.sin(seed * 1.7 + index * 2.3);
    return [x + index * (9 + (seed % 4)), y - 7 - wave * (13 - index)] as const;
  });
  page.stroke(points, hex("22407a"), 1.1);
}

const sampleText = "SAMPLE — fictitious document, for demonstration only";

/** The band on a cover that says that the document is a sample. */
export function sampleBand(page: Canvas, x: number, y: number, width: number): void {
  const style: Style = { font: "sansBold", size: 9.5, color: sampleRed, spacing: 0.35 };
  page.frame(x, y, width, 26, sampleRed, 1.1);
  page.middleText(x + width / 2, y + 13, sampleText, style, "center");
}

/** The small mark in the head of a page. */
export function sampleMark(page: Canvas, right: number, y: number): void {
  page.text(right, y, sampleText, { font: "sansBold", size: 6.8, color: sampleRed, spacing: 0.2 }, "right");
}

export type Running = { title: string; footer: string; accent: Color; margin: number };

/** Draws the head and foot of a page: what it belongs to, that it is a sample, and where it stands. */
export function runningLines(page: Canvas, running: Running, number: number, total: number): void {
  const { margin, title, footer, accent } = running;
  const right = page.width - margin;
  const room = right - margin - widthOf(sampleText, "sansBold", 6.8) - 26;
  const style: Style = { font: "sans", size: 7.2, color: ink.soft };
  page.text(margin, 46, wrap(title, style, room)[0] ?? title, style);
  sampleMark(page, right, 46);
  page.line(margin, 54, right, 54, accent, 0.8);
  page.line(margin, page.height - 48, right, page.height - 48, ink.rule);
  page.text(margin, page.height - 36, footer, style);
  page.text(right, page.height - 36, `${number} of ${total}`, { ...style, font: "sansBold" }, "right");
}

/** Pages of contents for the chapters and sections of a flow, whose first page will carry number `firstNumber` plus the pages returned. */
export function contentsOf(flow: Flow, numberOf: (canvas: Canvas, contents: number) => number, title = "Contents"): Canvas[] {
  const perPage = Math.floor((flow.paper.height - 84 - 70 - 60) / 17);
  const count = Math.max(1, Math.ceil(flow.headings.length / perPage));
  return Array.from({ length: count }, (_, index) => {
    const page = new Canvas(flow.paper);
    const right = page.width - flow.margin;
    let y = 104;
    page.text(flow.margin, y, title, { font: "serifBold", size: 20, color: flow.accent });
    page.fill(flow.margin, y + 10, 44, 2, flow.accent);
    y += 38;
    for (const heading of flow.headings.slice(index * perPage, (index + 1) * perPage)) {
      const chapter = heading.level === 1;
      const style: Style = chapter ? { font: "sansBold", size: 9.4 } : { font: "sans", size: 8.8, color: ink.soft };
      const x = flow.margin + (chapter ? 0 : 16);
      if (chapter) page.line(flow.margin, y - 11.5, right, y - 11.5, ink.rule, 0.4);
      page.text(x, y, wrap(heading.title, style, right - x - 40)[0] ?? heading.title, style);
      page.text(right, y, String(numberOf(heading.canvas, count)), style, "right");
      page.link(x, y - 11, right - x, 15, heading.canvas);
      y += 17;
    }
    return page;
  });
}
