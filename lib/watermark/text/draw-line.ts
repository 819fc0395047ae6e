import { type Cluster, unseen, visualOrder } from "./shape-text";
import { type GlyphSet, utf16 } from "./glyph-set";
import { leading, type Line, padding, type Setting } from "./layout";

const number = (value: number): string => String(Number(value.toFixed(3)));

/** Left-to-right and right-to-left mark. Their width keeps them apart from their neighbours where readers sort by place. */
const [leftToRight, rightToLeft] = [unseen("\u200e", 0, 20), unseen("\u200f", 0, 20)];

/** Clusters as they are seen, left to right, that are read as `text`, or by their glyphs alone. */
type Stretch = { clusters: Cluster[]; text?: string; apart: boolean };

/**
 * Stretches in the order in which they are seen. Right-to-left ones stand between marks of direction, and apart, so that no
 * reader takes what is around them for a part of them. ActualText says how glyphs of several characters are read; not where a
 * reader would turn it around as if it were in the order of the glyphs (right to left) or drop its characters beyond 16 bits.
 */
function stretchesOf(line: Line): Stretch[] {
  const logical: Cluster[][] = [];
  let last: number | undefined;
  for (const { cluster, stretch } of line) {
    if (stretch !== last) logical.push([]);
    logical.at(-1)?.push(cluster);
    last = stretch;
  }
  return logical.flatMap((clusters): Stretch[] => {
    const seen = visualOrder(clusters);
    if (clusters.some(({ level }) => level % 2 === 1)) {
      const mark = (...marks: Cluster[]): Stretch => ({ clusters: marks, apart: true });
      return [mark(leftToRight, rightToLeft), { clusters: seen, apart: true }, mark(rightToLeft, leftToRight)];
    }
    const text = clusters.map((cluster) => cluster.text).join("");
    const several = clusters.some((cluster) => cluster.text.length > 1) && !/[\ud800-\udfff]/.test(text);
    return [{ clusters: seen, apart: several, ...(several ? { text } : {}) }];
  });
}

function show(stretches: readonly Stretch[], glyphs: GlyphSet, spoken: boolean): string {
  let content = "";
  let open = false;
  for (const { clusters, text, apart } of stretches) {
    if (apart && open) content += "> Tj ";
    if (apart) content += text === undefined || !spoken ? "/Span BMC <" : `/Span <</ActualText <FEFF${utf16(text)}>>> BDC <`;
    else if (!open) content += "<";
    content += clusters.map((cluster) => glyphs.code(cluster)).join("");
    if (apart) content += "> Tj EMC ";
    open = !apart;
  }
  return open ? `${content}> Tj` : content;
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
export function drawLine({ size, lines }: Setting, slot: { width: number; length: number; names: { font: string; ground: string } }, glyphs: GlyphSet): string {
  const { width, names } = slot;
  const rows = lines.map((line) => {
    const stretches = stretchesOf(line);
    return { stretches, width: widthOf(stretches.flatMap(({ clusters }) => clusters)) };
  });
  const widest = Math.max(...rows.map((row) => row.width));
  const groundWidth = (widest + 2 * padding.side) * size;
  const groundHeight = (1 + (rows.length - 1) * leading + padding.top + padding.bottom - 0.12) * size;
  const content = (spoken: boolean): string => {
    const text = rows.map((row, index) => {
      const x = (width - row.width * size) / 2;
      const y = ((rows.length - 1 - index) * leading + padding.bottom) * size;
      return `1 0 0 1 ${number(x)} ${number(y)} Tm ${show(row.stretches, glyphs, spoken)}`;
    });
    return [
      `q /${names.ground} gs 1 g ${roundedBox((width - groundWidth) / 2, 0, groundWidth, groundHeight, 0.4 * size)} Q`,
      `BT 0.32 g /${names.font} ${number(size)} Tf`,
      ...text,
      "ET\n",
    ].join("\n");
  };
  const whole = content(true);
  // The longest names leave no room to say them twice; their glyphs say them too.
  return whole.length <= slot.length ? whole : content(false);
}
