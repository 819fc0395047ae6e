import { buildTrueType } from "./true-type";
import type { Cluster } from "./shape-text";

/** The glyphs that a mark needs, numbered from 1. */
export class GlyphSet {
  private readonly ids = new Map<string, number>();
  private readonly clusters: Cluster[] = [];
  private unitsPerEm = 1000;

  /** Two bytes in hexadecimal, for a string in a content stream. */
  code(cluster: Cluster): string {
    let id = this.ids.get(cluster.key);
    if (id === undefined) {
      this.clusters.push(cluster);
      id = this.clusters.length;
      this.ids.set(cluster.key, id);
    }
    return hex(id);
  }

  /** The font in `length` bytes: with the full resolution if possible, else with a half or a quarter of it. */
  font(length: number): Buffer | undefined {
    for (const unitsPerEm of [1000, 500, 250]) {
      const font = buildTrueType(this.clusters, unitsPerEm, length);
      if (font) {
        this.unitsPerEm = unitsPerEm;
        return font;
      }
    }
    return undefined;
  }

  /** What stands inside the `W` array of the font: to be asked for after the font, because it says what that says. */
  widths(): string {
    const scale = this.unitsPerEm / 1000;
    return `1[${this.clusters.map(({ advance }) => Math.round(advance * scale) / scale).join(" ")}]`;
  }

  /** The CMap from glyphs to text (ISO 32000-1, 9.10.3). */
  unicode(): string {
    const blocks: string[] = [];
    for (let first = 0; first < this.clusters.length; first += 100) {
      const rows = this.clusters.slice(first, first + 100).map(({ text }, index) => `<${hex(first + index + 1)}><${utf16(text)}>`);
      blocks.push(`${rows.length} beginbfchar\n${rows.join("\n")}\nendbfchar\n`);
    }
    return (
      "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
      "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
      `1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n${blocks.join("")}` +
      "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    );
  }
}

const numerals: string[] = [];

/** Sixteen bits as four hexadecimal digits. */
function hex(value: number): string {
  return (numerals[value] ??= value.toString(16).toUpperCase().padStart(4, "0"));
}

/** UTF-16, big-endian, in hexadecimal. */
export function utf16(text: string): string {
  let digits = "";
  for (let index = 0; index < text.length; index += 1) digits += hex(text.charCodeAt(index));
  return digits;
}
