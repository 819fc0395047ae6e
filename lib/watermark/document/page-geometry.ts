export type Box = { left: number; bottom: number; right: number; top: number };
export type Matrix = readonly [number, number, number, number, number, number];

/** A page as it is seen: width and height in points (1/72 inch), and the matrix from points, origin at the lower left, to user space. */
export type VisualPage = { width: number; height: number; toUser: Matrix };

/** Where a stretch of text stands, about: its height is that of its font, its length is guessed. `level` texts run along the x axis. */
export type TextPlace = { left: number; bottom: number; right: number; top: number; level: boolean };

/** `first`, then `second`. */
export function chain(first: Matrix, second: Matrix): Matrix {
  const [a, b, c, d, e, f] = first;
  const [g, h, i, j, k, l] = second;
  return [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l];
}

/** Of a matrix that can be undone. */
export function inverse([a, b, c, d, e, f]: Matrix): Matrix {
  const area = a * d - b * c;
  return [d / area, -b / area, -c / area, a / area, (c * f - d * e) / area, (b * e - a * f) / area];
}

export function normaliseRotation(degrees: number): 0 | 90 | 180 | 270 {
  const turned = ((degrees % 360) + 360) % 360;
  return turned === 90 || turned === 180 || turned === 270 ? turned : 0;
}

/** The part of the crop box that lies on the medium; the whole medium when they do not meet (ISO 32000-1, 14.11.2). */
export function visibleBox(media: Box, crop: Box | undefined): Box {
  if (!crop) return media;
  const box = {
    left: Math.max(media.left, crop.left),
    bottom: Math.max(media.bottom, crop.bottom),
    right: Math.min(media.right, crop.right),
    top: Math.min(media.top, crop.top),
  };
  return box.right > box.left && box.top > box.bottom ? box : media;
}

/** How a page with this box, rotation (clockwise) and user unit (points per unit) is seen. */
export function visualPage(box: Box, rotation: 0 | 90 | 180 | 270, userUnit: number): VisualPage {
  const width = (box.right - box.left) * userUnit;
  const height = (box.top - box.bottom) * userUnit;
  const unit = 1 / userUnit;
  switch (rotation) {
    case 0:
      return { width, height, toUser: [unit, 0, 0, unit, box.left, box.bottom] };
    case 90:
      return { width: height, height: width, toUser: [0, unit, -unit, 0, box.right, box.bottom] };
    case 180:
      return { width, height, toUser: [-unit, 0, 0, -unit, box.right, box.top] };
    case 270:
      return { width: height, height: width, toUser: [0, -unit, unit, 0, box.left, box.top] };
  }
}

/** `overText`: the page's own text stands there. */
export type CodePlace = { matrix: Matrix; overText: boolean };

/** Where a mark goes on a page: the box of the line (at its own scale) and the matrices, in visual space, of the other forms. */
export type Placement = {
  line: { width: number; height: number; matrix: Matrix; overText: boolean };
  diagonal: Matrix;
  /** Of a form one unit wide; one at each of two places. */
  codes: { left: readonly CodePlace[]; right: readonly CodePlace[] };
  /** Tiles of the micro-pattern, and the matrix of the first. */
  tiles: { across: number; up: number; matrix: Matrix };
};

const quantise = (value: number, stepsPerOctave: number): number =>
  Number((2 ** (Math.floor(Math.log2(value) * stepsPerOctave) / stepsPerOctave)).toPrecision(8));

/** Points; less on small pages. */
const codeSize = 30;
const codeMargin = 4.5;
/** Any half of the height that touches a side of the page holds a whole code. */
const codeHeights = [0.27, 0.73] as const;
const mostTiles = 400;

const meets = (box: Box, texts: readonly TextPlace[]): boolean =>
  texts.some(({ left, bottom, right, top }) => left < box.right && right > box.left && bottom < box.top && top > box.bottom);

function placeCodes(page: VisualPage, scale: number, texts: readonly TextPlace[]): Placement["codes"] {
  const size = Math.min(codeSize * scale, 0.16 * page.width, 0.16 * page.height);
  const margin = Math.min(codeMargin * scale, 0.2 * size);
  const at = (x: number) =>
    codeHeights.map((height): CodePlace => {
      const y = height * page.height - size / 2;
      return { matrix: [size, 0, 0, size, x, y], overText: meets({ left: x, bottom: y, right: x + size, top: y + size }, texts) };
    });
  return { left: at(margin), right: at(page.width - margin - size) };
}

function placeTiles(page: VisualPage, scale: number, side: number): Placement["tiles"] {
  let [step, across, up] = [scale, 0, 0];
  do {
    across = Math.ceil(page.width / (side * step));
    up = Math.ceil(page.height / (side * step));
    if (across * up > mostTiles) step *= 1.5;
  } while (across * up > mostTiles);
  return { across, up, matrix: [step, 0, 0, step, 0, 0] };
}

/** Of one line of the mark with the space around it, and of the steps in which a free place for it is looked for. */
const lineRoom = 12.5;
const step = 1;

/**
 * How high the line stands: as low as it can without standing in the page's own text, in the lower fifth of the page. Below the
 * usual place only where there is none above. Where the page is full of text to its edge, the usual place, over the text.
 */
function freeRise(page: VisualPage, scale: number, usual: number, line: { left: number; right: number }, texts: readonly TextPlace[]): number {
  const reach = 0.2 * page.height;
  const room = Math.min(lineRoom * scale, 0.1 * page.height);
  // A text on the same height is in the way wherever it stands: readers would take the two for one line.
  const near = texts.filter(({ bottom, top, left, right, level }) => bottom < reach + room && top > 0 && (level || (left < line.right && right > line.left)));
  const free = (rise: number): boolean => near.every(({ bottom, top }) => top <= rise || bottom >= rise + room);
  for (let rise = usual; rise <= Math.max(usual, reach); rise += step * scale) if (free(rise)) return rise;
  for (let rise = usual; rise >= 0; rise -= step * scale) if (free(rise)) return rise;
  return usual;
}

const tallestLine = 64;
/** Height of the diagonal's two lines for a width of one. */
const diagonalThickness = 0.19;

/**
 * Pages of about the same size share a line: its box is rounded down, by at most 4.3 % in width, so that a document of
 * many slightly different pages (scans) keeps to a few slots. Sheets beyond A3 have the line drawn larger in proportion.
 * `texts` are the page's own, in points as the page is seen.
 */
export function placeMark(page: VisualPage, tileSide: number, texts: readonly TextPlace[] = []): Placement {
  const scale = Math.max(1, Math.min(page.width, page.height) / 842);
  const margin = Math.min(18 * scale, page.width * 0.04);
  const width = quantise((page.width - 2 * margin) / scale, 16);
  const height = Math.min(tallestLine, quantise((page.height * 0.4) / scale, 4));
  const left = (page.width - width * scale) / 2;
  const rise = freeRise(page, scale, Math.min(7 * scale, page.height * 0.03), { left, right: page.width - left }, texts);
  const foot = { left, bottom: rise, right: page.width - left, top: rise + Math.min(lineRoom * scale, 0.1 * page.height) };
  const diagonal = Math.hypot(page.width, page.height);
  const [run, climb] = [page.width / diagonal, page.height / diagonal];
  const length = Math.min(
    0.8 * diagonal,
    (0.97 * page.width) / (run + diagonalThickness * climb),
    (0.97 * page.height) / (climb + diagonalThickness * run),
  );
  const cos = run * length;
  const sin = climb * length;
  return {
    line: { width, height, matrix: [scale, 0, 0, scale, left, rise], overText: meets(foot, texts) },
    diagonal: [cos, sin, -sin, cos, page.width / 2, page.height / 2],
    codes: placeCodes(page, scale, texts),
    tiles: placeTiles(page, scale, tileSide),
  };
}
