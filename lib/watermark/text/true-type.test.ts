import * as fontkit from "@pdf-lib/fontkit";
import { expect, test } from "vitest";
import { GlyphSet } from "./glyph-set";
import { shapeText } from "./shape-text";
import { buildTrueType } from "./true-type";

const names = ["Anna Ångström", "Ελένη Παπαδοπούλου", "山田 太郎", "ليلى الحسيني", "A"];

/** The sum of a font's 32-bit words, read in the plainest way. */
function sumOf(font: Buffer): number {
  let sum = 0;
  for (let index = 0; index < font.length; index += 4) sum = (sum + font.readUInt32BE(index)) % 2 ** 32;
  return sum;
}

test.each(names)("the font of a mark for %s is whole: its sums are right, and another reader finds every glyph with its width and outline", async (name) => {
  const clusters = await shapeText(name);
  for (const unitsPerEm of [1000, 500, 250]) {
    const built = buildTrueType(clusters, unitsPerEm, 98_304);
    expect(built?.length).toBe(98_304);
    if (!built) continue;
    // OpenType, "head": with its adjustment in place, the words of the font add up to this.
    expect(sumOf(built)).toBe(0xb1b0afba);
    const font = fontkit.create(built);
    expect(font.numGlyphs).toBe(clusters.length + 1);
    for (const [index, { advance, outline }] of clusters.entries()) {
      const glyph = font.getGlyph(index + 1);
      expect(glyph.advanceWidth).toBe(Math.round((advance * unitsPerEm) / 1000));
      expect(glyph.path.toSVG().split("M").length - 1).toBe(outline.length);
    }
  }
});

test("a font that does not fit is none", async () => {
  expect(buildTrueType(await shapeText("Anna Ångström"), 1000, 1_000)).toBeUndefined();
});

test("a set of glyphs gives the same shape the same number, and draws it coarser before it gives up", async () => {
  const glyphs = new GlyphSet();
  const [first, second] = [await shapeText("Anna"), await shapeText("nA")];
  const codes = [...first, ...second].map((cluster) => glyphs.code(cluster));
  expect(codes).toEqual(["0001", "0002", "0002", "0003", "0002", "0001"]);
  const fine = glyphs.font(98_304);
  const size = fine ? fine.length - [...fine].reverse().findIndex((byte) => byte !== 0) : 0;
  expect(glyphs.font(size - 4)?.length).toBe(size - 4);
  expect(glyphs.font(300)).toBeUndefined();
});
