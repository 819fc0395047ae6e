import bidiFactory from "bidi-js";
import type { Font } from "harfbuzzjs";
import { familiesFor } from "./font-families";
import { fileFor, fontOf, shapeRun, type ShapedGlyph } from "./font-files";
import { glyphOutline, type Outline } from "./outline";
import { codePointNotation, visibleGraphemes } from "./visible-text";

const bidi = bidiFactory();

/** The smallest unit that is drawn: one or more characters that form one shape. */
export type Cluster = {
  /** Says whether two clusters are the same shape and text. */
  key: string;
  text: string;
  /** 1/1000 em */
  advance: number;
  outline: Outline;
  /** Bidirectional embedding level; odd runs right to left. */
  level: number;
};

type Run = { text: string; file: string; level: number };

/** Graphemes with the font for each; what no font has is spelled out. */
async function withFonts(text: string, context: string): Promise<{ grapheme: string; file: string }[]> {
  const found: { grapheme: string; file: string }[] = [];
  for (const grapheme of visibleGraphemes(text)) {
    const file = await fileFor(grapheme, familiesFor(grapheme, context));
    if (file) {
      found.push({ grapheme, file });
      continue;
    }
    for (const character of grapheme) {
      const own = await fileFor(character, familiesFor(character, context));
      for (const shown of own ? [character] : Array.from(codePointNotation(character))) {
        const shownFile = own ?? (await fileFor(shown, ["noto-sans"]));
        if (!shownFile) throw new Error("The Latin font is incomplete.");
        found.push({ grapheme: shown, file: shownFile });
      }
    }
  }
  return found;
}

function runsOf(graphemes: readonly { grapheme: string; file: string }[]): Run[] {
  const whole = graphemes.map(({ grapheme }) => grapheme).join("");
  const { levels } = bidi.getEmbeddingLevels(whole);
  const runs: Run[] = [];
  let index = 0;
  for (const { grapheme, file } of graphemes) {
    const level = levels[index] ?? 0;
    const last = runs.at(-1);
    if (last && last.file === file && last.level === level) last.text += grapheme;
    else runs.push({ text: grapheme, file, level });
    index += grapheme.length;
  }
  return runs;
}

const outlines = new Map<string, Outline>();
const mostOutlines = 8_192;

/** One outline for all the glyphs of a cluster: a base with its marks, a ligature, a reordered syllable. */
function clusterOutline(key: string, font: Font, glyphs: readonly ShapedGlyph[]): Outline {
  const known = outlines.get(key);
  if (known) return known;
  let pen = 0;
  const outline = glyphs.flatMap(({ glyph, advance, x, y }) => {
    const contours = glyphOutline(font, glyph, { x: pen + x, y });
    pen += advance;
    return contours;
  });
  if (outlines.size >= mostOutlines) outlines.clear();
  outlines.set(key, outline);
  return outline;
}

/** A glyph that nobody sees and readers read. `advance` in 1/1000 em. */
export const unseen = (text: string, level: number, advance = 0): Cluster => ({ key: `unseen ${advance}\n${text}`, text, advance, outline: [], level });

/**
 * Readers turn right-to-left text around character by character: a glyph that stood for several would come out in the wrong
 * order inside. The first character has the shape, the others (marks, parts of a ligature) have glyphs that are not seen.
 */
function oneByOne(cluster: Cluster): Cluster[] {
  const [first = "", ...others] = Array.from(cluster.text);
  return [{ ...cluster, text: first }, ...others.map((character) => unseen(character, cluster.level))];
}

async function shapeClusters(run: Run): Promise<Cluster[]> {
  const font = await fontOf(run.file);
  const glyphs = shapeRun(font, run.text, run.level % 2 === 1);
  const starts = [...new Set(glyphs.map(({ cluster }) => cluster))].sort((left, right) => left - right);
  return starts.flatMap((start, index): Cluster[] => {
    const text = run.text.slice(start, starts[index + 1]);
    const members = glyphs.filter(({ cluster }) => cluster === start);
    const shape = members.map(({ glyph, advance, x, y }) => `${glyph}:${advance}:${x}:${y}`).join(" ");
    const key = `${run.file}\n${shape}\n${text}`;
    const advance = Math.max(0, Math.round(members.reduce((sum, member) => sum + member.advance, 0)));
    const whole = { key, text, advance, outline: clusterOutline(key, font, members), level: run.level };
    return run.level % 2 === 1 ? oneByOne(whole) : [whole];
  });
}

const shaped = new Map<string, Promise<Cluster[]>>();
const mostShaped = 512;

/**
 * Shapes a text that stands for itself (its own direction), in logical order. Every character of it can be seen: what no font
 * draws is spelled out as its code point. `context` is what is written around it, which tells the language of Han characters.
 */
export function shapeText(text: string, context = text): Promise<Cluster[]> {
  const key = `${familiesFor("\u4e00", context)[0]}\n${text}`;
  const known = shaped.get(key);
  if (known) return known;
  const clusters = withFonts(text, context).then(async (graphemes) => {
    const runs = await Promise.all(runsOf(graphemes).map(shapeClusters));
    return runs.flat();
  });
  if (shaped.size >= mostShaped) shaped.clear();
  shaped.set(key, clusters);
  clusters.catch(() => shaped.delete(key));
  return clusters;
}

const letters = new Map<string, readonly Cluster[]>();

/**
 * Shapes a text of plain letters and digits that is different in every copy, such as a time: letter by letter, so that all of
 * it is known from the copies before.
 */
export async function shapeLetters(text: string): Promise<Cluster[]> {
  const clusters: Cluster[] = [];
  for (const letter of text) {
    const known = letters.get(letter) ?? (await shapeText(letter, ""));
    letters.set(letter, known);
    clusters.push(...known);
  }
  return clusters;
}

/** Clusters of one line in the order in which they are seen, left to right (Unicode Standard Annex 9, rule L2). */
export function visualOrder(clusters: readonly Cluster[]): Cluster[] {
  const line = [...clusters];
  const levels = line.map(({ level }) => level);
  for (let level = Math.max(0, ...levels); level > 0; level -= 1) {
    let start = 0;
    while (start < line.length) {
      let end = start;
      while ((line[end]?.level ?? -1) >= level) end += 1;
      if (end > start + 1) line.splice(start, end - start, ...line.slice(start, end).reverse());
      start = end + 1;
    }
  }
  return line;
}
