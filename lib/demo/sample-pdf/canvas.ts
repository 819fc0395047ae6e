import { capHeight, glyphsOf, widthOf, type FontName } from "./fonts";

/** Red, green and blue from 0 to 1. */
export type Color = readonly [number, number, number];

/** A colour from its six hexadecimal digits. */
export function hex(digits: string): Color {
  const part = (at: number) => Math.round((Number.parseInt(digits.slice(at, at + 2), 16) / 255) * 1000) / 1000;
  return [part(0), part(2), part(4)];
}

export const ink = {
  text: hex("1b2230"),
  soft: hex("5b6472"),
  faint: hex("8a93a1"),
  rule: hex("cfd5dd"),
  wash: hex("f4f6f8"),
  white: hex("ffffff"),
};
export const sampleRed = hex("b3261e");

/**
 * How a page lies: `upright` and `landscape` are what they say; `turned` is a landscape page stored upright with /Rotate 90;
 * `bleed` keeps 9 points of trim around the CropBox.
 */
export type Lie = "upright" | "landscape" | "turned" | "bleed";

export type Paper = { width: number; height: number };

export const a4: Paper = { width: 595.28, height: 841.89 };
export const letter: Paper = { width: 612, height: 792 };

export type Style = { font: FontName; size: number; color?: Color; spacing?: number };

/** A page being drawn. Coordinates are points as a reader sees the page, from its upper left corner. */
export class Canvas {
  readonly width: number;
  readonly height: number;
  readonly fonts = new Set<FontName>();
  readonly links: { x: number; y: number; width: number; height: number; to: Canvas }[] = [];
  private readonly operators: string[] = [];

  constructor(
    readonly paper: Paper,
    readonly lie: Lie = "upright",
  ) {
    const across = lie === "landscape" || lie === "turned";
    this.width = across ? paper.height : paper.width;
    this.height = across ? paper.width : paper.height;
  }

  /** Draws one line of text; `y` is its baseline. Returns its width. */
  text(x: number, y: number, text: string, style: Style, align: "left" | "center" | "right" = "left"): number {
    const { font, size, color = ink.text, spacing = 0 } = style;
    const width = widthOf(text, font, size) + spacing * text.length;
    const left = align === "left" ? x : align === "right" ? x - width : x - width / 2;
    this.fonts.add(font);
    const space = spacing === 0 ? "" : `${num(spacing)} Tc `;
    const reset = spacing === 0 ? "" : " 0 Tc";
    this.operators.push(
      `BT ${rgb(color)} rg /${font} ${num(size)} Tf ${space}1 0 0 1 ${num(left)} ${num(this.height - y)} Tm ` +
        `${glyphsOf(text, font)} TJ${reset} ET`,
    );
    return width;
  }

  /** A text centred on the height of a box whose middle is `middle`. */
  middleText(x: number, middle: number, text: string, style: Style, align: "left" | "center" | "right" = "left"): number {
    return this.text(x, middle + capHeight(style.font, style.size) / 2, text, style, align);
  }

  fill(x: number, y: number, width: number, height: number, color: Color): void {
    this.operators.push(`${rgb(color)} rg ${num(x)} ${num(this.height - y - height)} ${num(width)} ${num(height)} re f`);
  }

  frame(x: number, y: number, width: number, height: number, color: Color, weight = 0.75): void {
    this.operators.push(`${rgb(color)} RG ${num(weight)} w ${num(x)} ${num(this.height - y - height)} ${num(width)} ${num(height)} re S`);
  }

  line(x1: number, y1: number, x2: number, y2: number, color: Color, weight = 0.5): void {
    this.operators.push(
      `${rgb(color)} RG ${num(weight)} w ${num(x1)} ${num(this.height - y1)} m ${num(x2)} ${num(this.height - y2)} l S`,
    );
  }

  /** A closed shape through the given points. */
  polygon(points: readonly (readonly [number, number])[], color: Color): void {
    const path = points.map(([x, y], index) => `${num(x)} ${num(this.height - y)} ${index === 0 ? "m" : "l"}`).join(" ");
    this.operators.push(`${rgb(color)} rg ${path} h f`);
  }

  circle(x: number, y: number, radius: number, color: Color, weight?: number): void {
    const k = radius * 0.5523;
    const cy = this.height - y;
    const at = (dx: number, dy: number) => `${num(x + dx)} ${num(cy + dy)}`;
    const path =
      `${at(radius, 0)} m ${at(radius, k)} ${at(k, radius)} ${at(0, radius)} c ${at(-k, radius)} ${at(-radius, k)} ${at(-radius, 0)} c ` +
      `${at(-radius, -k)} ${at(-k, -radius)} ${at(0, -radius)} c ${at(k, -radius)} ${at(radius, -k)} ${at(radius, 0)} c h`;
    this.operators.push(weight === undefined ? `${rgb(color)} rg ${path} f` : `${rgb(color)} RG ${num(weight)} w ${path} S`);
  }

  /** A handwritten-looking stroke through points, as smooth curves. */
  stroke(points: readonly (readonly [number, number])[], color: Color, weight: number): void {
    const [first, ...rest] = points;
    if (!first) return;
    let [px, py] = first;
    let path = `${num(px)} ${num(this.height - py)} m`;
    for (const [x, y] of rest) {
      path += ` ${num(px + (x - px) * 0.6)} ${num(this.height - py)} ${num(px + (x - px) * 0.4)} ${num(this.height - y)} ${num(x)} ${num(this.height - y)} c`;
      [px, py] = [x, y];
    }
    this.operators.push(`${rgb(color)} RG ${num(weight)} w 1 J 1 j ${path} S`);
  }

  link(x: number, y: number, width: number, height: number, to: Canvas): void {
    this.links.push({ x, y, width, height, to });
  }

  /** The finished content stream, in the page's own (unrotated, uncropped) coordinates. */
  content(): string {
    const body = this.operators.join("\n");
    if (this.lie === "turned") return `q 0 1 -1 0 ${num(this.paper.width)} 0 cm\n${body}\nQ`;
    if (this.lie === "bleed") return `q 1 0 0 1 9 9 cm\n${body}\nQ`;
    return `q\n${body}\nQ`;
  }

  /** A rectangle of the visible page in the page's own coordinates, as PDF wants it: left, bottom, right, top. */
  box(x: number, y: number, width: number, height: number): number[] {
    const bottom = this.height - y - height;
    if (this.lie === "turned") return [this.paper.width - bottom - height, x, this.paper.width - bottom, x + width];
    const shift = this.lie === "bleed" ? 9 : 0;
    return [x + shift, bottom + shift, x + width + shift, bottom + height + shift];
  }
}

function num(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function rgb([red, green, blue]: Color): string {
  return `${red} ${green} ${blue}`;
}

/** Breaks a text into lines that fit a width. A single word that is wider stands alone. */
export function wrap(text: string, style: Pick<Style, "font" | "size">, width: number): string[] {
  const lines: string[] = [];
  const space = widthOf(" ", style.font, style.size);
  let line = "";
  let used = 0;
  for (const word of text.split(" ")) {
    const wide = widthOf(word, style.font, style.size);
    if (line !== "" && used + space + wide > width) {
      lines.push(line);
      line = word;
      used = wide;
    } else {
      used += line === "" ? wide : space + wide;
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return line === "" ? lines : [...lines, line];
}
