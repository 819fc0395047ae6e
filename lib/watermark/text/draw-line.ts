import { type Cluster, visualOrder } from "./shape-text";
import type { GlyphSet } from "./glyph-set";
import { leading, type Line, padding, type Setting } from "./layout";

const number = (value: number): string => String(Number(value.toFixed(3)));

function ordered(line: Line): Cluster[] {
  const stretches: Cluster[][] = [];
  let last: number | undefined;
  for (const { cluster, stretch } of line) {
    if (stretch !== last) stretches.push([]);
    stretches.at(-1)?.push(cluster);
    last = stretch;
  }
  return stretches.flatMap(visualOrder);
}

const widthOf = (clusters: readonly Cluster[]): number => clusters.reduce((sum, { advance }) => sum + advance, 0) / 1000;

function roundedBox(x: number, y: number, width: number, height: number, radius: number): string {
  const curve = radius * 0.448;
  const [right, top] = [x + width, y + height];
  const row = (operator: string, ...values: number[]): string => `${values.map(number).join(" ")} ${operator}`;
  return [
    row("m", x + radius, y),
    row("l", right - radius, y),
    row("c", right - curve, y, right, y + curve, right, y + radius),
    row("l", right, top - radius),
    row("c", right, top - curve, right - curve, top, right - radius, top),
    row("l", x + radius, top),
    row("c", x + curve, top, x, top - curve, x, top - radius),
    row("l", x, y + radius),
    row("c", x, y + curve, x + curve, y, x + radius, y),
    "h f",
  ].join("\n");
}

/** Content of a line form: small grey text, centred at the foot of a box of this width, on a translucent white ground. */
export function drawLine({ size, lines }: Setting, width: number, glyphs: GlyphSet, names: { font: string; ground: string }): string {
  const rows = lines.map(ordered);
  const widest = Math.max(...rows.map(widthOf));
  const groundWidth = (widest + 2 * padding.side) * size;
  const groundHeight = (1 + (rows.length - 1) * leading + padding.top + padding.bottom - 0.12) * size;
  const text = rows.map((row, index) => {
    const x = (width - widthOf(row) * size) / 2;
    const y = ((rows.length - 1 - index) * leading + padding.bottom) * size;
    return `1 0 0 1 ${number(x)} ${number(y)} Tm <${row.map((cluster) => glyphs.code(cluster)).join("")}> Tj`;
  });
  return [
    `q /${names.ground} gs 1 g ${roundedBox((width - groundWidth) / 2, 0, groundWidth, groundHeight, 0.4 * size)} Q`,
    `BT 0.32 g /${names.font} ${number(size)} Tf`,
    ...text,
    "ET\n",
  ].join("\n");
}
