import type { Cluster } from "./shape-text";

/** A stretch of text with a direction of its own; a part is a field of the mark, best kept on one line. */
export type Part = readonly (readonly Cluster[])[];

/** Clusters with the number of the stretch they belong to, in logical order. */
export type Line = { cluster: Cluster; stretch: number }[];

const widthOf = (items: Line): number => items.reduce((sum, { cluster }) => sum + cluster.advance, 0);
const isSpace = (cluster: Cluster): boolean => cluster.text === " ";

function trimmed(line: Line): Line {
  let end = line.length;
  while (end > 0 && isSpaceAt(line, end - 1)) end -= 1;
  let start = 0;
  while (start < end && isSpaceAt(line, start)) start += 1;
  return line.slice(start, end);
}

function isSpaceAt(line: Line, index: number): boolean {
  const item = line[index];
  return item !== undefined && isSpace(item.cluster);
}

function wordsOf(items: Line): Line[] {
  const words: Line[] = [[]];
  for (const item of items) {
    words.at(-1)?.push(item);
    if (isSpace(item.cluster)) words.push([]);
  }
  return words.filter((word) => word.length > 0);
}

/**
 * Sets the parts in lines of at most `width` (1/1000 em): whole parts where they fit, then words, and within a word only where
 * the word is wider than a line. Nothing is left out but the separators and spaces at which a line ends.
 */
export function wrapParts(parts: readonly Part[], separator: readonly Cluster[], width: number): Line[] {
  const lines: Line[] = [];
  let line: Line = [];
  let used = 0;
  let stretch = 0;
  const add = (items: Line): void => {
    line.push(...items);
    used += widthOf(items);
  };
  const end = (): void => {
    const complete = trimmed(line);
    if (complete.length > 0) lines.push(complete);
    line = [];
    used = 0;
  };
  for (const part of parts) {
    const items = part.flatMap((clusters) => {
      stretch += 1;
      return clusters.map((cluster) => ({ cluster, stretch }));
    });
    if (items.length === 0) continue;
    stretch += 1;
    const gap = used > 0 ? separator.map((cluster) => ({ cluster, stretch })) : [];
    if (used + widthOf(gap) + widthOf(items) <= width) {
      add([...gap, ...items]);
      continue;
    }
    end();
    if (widthOf(items) <= width) {
      add(items);
      continue;
    }
    for (const word of wordsOf(items)) {
      if (used > 0 && used + widthOf(trimmed(word)) > width) end();
      if (widthOf(trimmed(word)) <= width) {
        add(word);
        continue;
      }
      for (const item of word) {
        if (used > 0 && used + item.cluster.advance > width) end();
        add([item]);
      }
    }
  }
  end();
  return lines;
}

export type Setting = { size: number; lines: Line[] };

/** Distance from baseline to baseline, and the space around the text, in em. */
export const leading = 1.32;
export const padding = { side: 0.5, top: 0.22, bottom: 0.34 };

const usual = 6.5;
const readable = 5;
const smallest = 0.05;

const heightOf = (lines: number, size: number): number => (1 + (lines - 1) * leading + padding.top + padding.bottom) * size;
const partWidth = (part: Part): number => part.flat().reduce((sum, { advance }) => sum + advance, 0);

/**
 * Fits the parts into a box (points): at 6.5 points on as few lines as possible, smaller down to 5 points before another line
 * is begun or a part is broken, and smaller still only where the box would overflow. Undefined where even 0.05 points do not fit.
 */
export function fitParts(parts: readonly Part[], separator: readonly Cluster[], box: { width: number; height: number }): Setting | undefined {
  const room = (size: number): number => (box.width / size - 2 * padding.side) * 1000;
  const at = (size: number): Setting => ({ size, lines: wrapParts(parts, separator, room(size)) });
  const fitsHeight = ({ size, lines }: Setting): boolean => heightOf(lines.length, size) <= box.height;
  const widestPart = Math.max(...parts.map(partWidth));
  const fewest = at(readable).lines.length;
  for (let size = usual; size > readable; size -= 0.25) {
    const setting = at(size);
    if (setting.lines.length <= fewest && widestPart <= room(size) && fitsHeight(setting)) return setting;
  }
  for (let size = readable; size >= smallest; size *= 0.94) {
    const setting = at(size);
    if (fitsHeight(setting) && widestCluster(parts) <= room(size)) return setting;
  }
  return undefined;
}

function widestCluster(parts: readonly Part[]): number {
  return parts.flat(2).reduce((widest, { advance }) => Math.max(widest, advance), 0);
}
