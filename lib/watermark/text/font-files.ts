import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Blob, Buffer as ShapingBuffer, Direction, Face, Feature, Font, shape, Variation } from "harfbuzzjs";
import { z } from "zod";

/** Units per em in which everything is shaped and measured. */
export const em = 1000;

/** Resolved from the folder the program runs in, not from this module, which may have been bundled to another place. */
const requireFromProject = createRequire(join(/* turbopackIgnore: true */ process.cwd(), "package.json"));

type Subset = { file: string; ranges: readonly (readonly [first: number, last: number])[] };

const UnicodeRanges = z.record(z.string(), z.string());
const families = new Map<string, Promise<Subset[]>>();

async function readSubsets(family: string): Promise<Subset[]> {
  const index = requireFromProject.resolve(`@fontsource-variable/${family}/unicode.json`);
  const ranges = UnicodeRanges.parse(JSON.parse(await readFile(index, "utf8")));
  return Object.entries(ranges).map(([subset, list]) => ({
    file: join(dirname(index), "files", `${family}-${subset.replace(/[[\]]/g, "")}-wght-normal.woff2`),
    ranges: list.split(",").map((range) => {
      const [first = "", last = first] = range.trim().replace(/^U\+/i, "").split("-");
      return [Number.parseInt(first, 16), Number.parseInt(last, 16)] as const;
    }),
  }));
}

function subsetsOf(family: string): Promise<Subset[]> {
  const known = families.get(family);
  if (known) return known;
  const subsets = readSubsets(family);
  families.set(family, subsets);
  subsets.catch(() => families.delete(family));
  return subsets;
}

const covers = (subset: Subset, codePoint: number): boolean =>
  subset.ranges.some(([first, last]) => codePoint >= first && codePoint <= last);

type Decompress = (bytes: Uint8Array) => Promise<Uint8Array>;
let decompressor: Decompress | undefined;
let lastDecompression: Promise<unknown> = Promise.resolve();

/** One at a time, and copied at once: the decompressor answers with a view of memory that it uses again. */
function decompress(woff2: Uint8Array): Promise<Uint8Array> {
  decompressor ??= z
    .custom<Decompress>((value) => typeof value === "function")
    .parse(requireFromProject("wawoff2/decompress.js"));
  const run = decompressor;
  const result = lastDecompression.then(async () => (await run(woff2)).slice());
  lastDecompression = result.catch(() => undefined);
  return result;
}

const openFonts = new Map<string, Promise<Font>>();
const mostOpenFonts = 96;

async function openFont(file: string): Promise<Font> {
  const font = new Font(new Face(new Blob(await decompress(await readFile(file)))));
  font.setScale(em, em);
  font.setVariations([new Variation("wght", 400)]);
  return font;
}

/** The shaped font of a file; the most recently used stay open. */
export async function fontOf(file: string): Promise<Font> {
  const known = openFonts.get(file);
  const font = known ?? openFont(file);
  openFonts.delete(file);
  openFonts.set(file, font);
  if (!known) font.catch(() => openFonts.delete(file));
  for (const oldest of openFonts.keys()) {
    if (openFonts.size <= mostOpenFonts) break;
    openFonts.delete(oldest);
  }
  return font;
}

/** Joiners and variation selectors: a font need not have them to draw what they belong to. */
const invisibleHelper = /[\u200c\u200d\ufe00-\ufe0f]/u;

async function findFile(grapheme: string, candidates: readonly string[]): Promise<string | undefined> {
  const codePoints = Array.from(grapheme)
    .filter((character) => !invisibleHelper.test(character))
    .map((character) => character.codePointAt(0) ?? 0);
  if (codePoints.length === 0) return undefined;
  for (const family of candidates) {
    for (const subset of await subsetsOf(family)) {
      if (!codePoints.every((codePoint) => covers(subset, codePoint))) continue;
      const font = await fontOf(subset.file);
      if (codePoints.every((codePoint) => font.nominalGlyph(codePoint))) return subset.file;
    }
  }
  return undefined;
}

const filesFound = new Map<string, string | undefined>();
const mostFilesFound = 8_192;

/** A font file, of the first family possible, that has every character of the grapheme. */
export async function fileFor(grapheme: string, candidates: readonly string[]): Promise<string | undefined> {
  const key = `${grapheme}\n${candidates.join()}`;
  if (filesFound.has(key)) return filesFound.get(key);
  const file = await findFile(grapheme, candidates);
  if (filesFound.size >= mostFilesFound) filesFound.clear();
  filesFound.set(key, file);
  return file;
}

export type ShapedGlyph = { glyph: number; cluster: number; advance: number; x: number; y: number };

/** Ligatures that are for looks only ("ffi") make one glyph of several letters, which some readers cannot take apart again. */
const features = ["-liga", "-clig"].flatMap((text) => Feature.fromString(text) ?? []);

/** Glyphs in visual order, left to right. `cluster` is an index into the text in UTF-16 code units. */
export function shapeRun(font: Font, text: string, rightToLeft: boolean): ShapedGlyph[] {
  const buffer = new ShapingBuffer();
  buffer.addText(text);
  buffer.guessSegmentProperties();
  buffer.setDirection(rightToLeft ? Direction.RTL : Direction.LTR);
  shape(font, buffer, features);
  return buffer.getGlyphInfosAndPositions().map(({ codepoint, cluster, xAdvance = 0, xOffset = 0, yOffset = 0 }) => ({
    glyph: codepoint,
    cluster,
    advance: xAdvance,
    x: xOffset,
    y: yOffset,
  }));
}
