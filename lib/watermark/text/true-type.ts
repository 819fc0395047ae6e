import type { Point, Outline } from "./outline";

export type Glyph = { advance: number; outline: Outline };

const onCurve = 0x01;
const xShort = 0x02;
const yShort = 0x04;
const repeats = 0x08;
const xSameOrPositive = 0x10;
const ySameOrPositive = 0x20;

function int16(value: number): [number, number] {
  return [(value >> 8) & 0xff, value & 0xff];
}

function axis(delta: number, short: number, sameOrPositive: number): { flag: number; bytes: number[] } {
  if (delta === 0) return { flag: sameOrPositive, bytes: [] };
  if (Math.abs(delta) < 256) return { flag: short | (delta > 0 ? sameOrPositive : 0), bytes: [Math.abs(delta)] };
  return { flag: 0, bytes: int16(delta) };
}

function bounds(points: readonly Point[]): [number, number, number, number] {
  let [xMin, yMin, xMax, yMax] = [32767, 32767, -32768, -32768];
  for (const { x, y } of points) {
    xMin = Math.min(xMin, x);
    yMin = Math.min(yMin, y);
    xMax = Math.max(xMax, x);
    yMax = Math.max(yMax, y);
  }
  return [xMin, yMin, xMax, yMax];
}

function runLengths(flags: readonly number[]): number[] {
  const packed: number[] = [];
  for (let index = 0; index < flags.length; ) {
    const flag = flags[index] ?? 0;
    let run = 1;
    while (run < 256 && flags[index + run] === flag) run += 1;
    if (run === 1) packed.push(flag);
    else packed.push(flag | repeats, run - 1);
    index += run;
  }
  return packed;
}

/** A simple glyph description (OpenType, `glyf`), padded to an even number of bytes. */
function describe(outline: Outline): Buffer {
  const points = outline.flat();
  if (points.length === 0) return Buffer.alloc(0);
  const header = [...int16(outline.length), ...bounds(points).flatMap(int16)];
  let end = -1;
  for (const contour of outline) {
    end += contour.length;
    header.push(...int16(end));
  }
  header.push(0, 0);
  const flags: number[] = [];
  const xs: number[] = [];
  const ys: number[] = [];
  let last = { x: 0, y: 0 };
  for (const point of points) {
    const x = axis(point.x - last.x, xShort, xSameOrPositive);
    const y = axis(point.y - last.y, yShort, ySameOrPositive);
    const flag = (point.on ? onCurve : 0) | x.flag | y.flag;
    flags.push(flag);
    xs.push(...x.bytes);
    ys.push(...y.bytes);
    last = point;
  }
  const bytes = [...header, ...runLengths(flags), ...xs, ...ys];
  if (bytes.length % 2 === 1) bytes.push(0);
  return Buffer.from(bytes);
}

function scaled(outline: Outline, scale: number): Outline {
  return outline.map((contour) => contour.map(({ x, y, on }) => ({ x: Math.round(x * scale), y: Math.round(y * scale), on })));
}

/** The sum of 32-bit words; trailing zeros do not count, so that a table may be given without its padding. */
function checksum(table: Buffer): number {
  let sum = 0;
  const whole = table.length - (table.length % 4);
  const view = new DataView(table.buffer, table.byteOffset, whole);
  for (let index = 0; index < whole; index += 4) sum = (sum + view.getUint32(index)) >>> 0;
  for (let index = whole; index < table.length; index += 1) sum = (sum + ((table[index] ?? 0) << (24 - 8 * (index % 4)))) >>> 0;
  return sum;
}

type Description = { bytes: Buffer; points: number; left: number };

const described = new WeakMap<Outline, Description>();

function descriptionOf(outline: Outline): Description {
  const bytes = describe(outline);
  return { bytes, points: outline.reduce((sum, contour) => sum + contour.length, 0), left: bytes.length > 0 ? bytes.readInt16BE(2) : 0 };
}

/** Descriptions at full resolution are kept with their outlines, which are shared among marks. */
function description(outline: Outline, scale: number): Description {
  if (scale !== 1) return descriptionOf(scaled(outline, scale));
  const known = described.get(outline) ?? descriptionOf(outline);
  described.set(outline, known);
  return known;
}

function words(...values: number[]): Buffer {
  return Buffer.from(values.flatMap(int16));
}

/**
 * A TrueType font of exactly these glyphs, with the tables that PDF asks for (ISO 32000-1, 9.9), of exactly `length` bytes.
 * Glyph 0 is empty; the given glyphs follow. Undefined where they do not fit.
 */
export function buildTrueType(glyphs: readonly Glyph[], unitsPerEm: number, length: number): Buffer | undefined {
  const scale = unitsPerEm / 1000;
  const descriptions: Buffer[] = [];
  const count = glyphs.length + 1;
  // Both begin with glyph 0, which has no width and no outline.
  const loca = Buffer.alloc(4 * (count + 1));
  const hmtx = Buffer.alloc(4 * count);
  let [size, points, contours, widest] = [0, 1, 1, 0];
  for (const glyph of glyphs) {
    const drawn = description(glyph.outline, scale);
    const advance = Math.round(glyph.advance * scale);
    descriptions.push(drawn.bytes);
    size += drawn.bytes.length;
    points = Math.max(points, drawn.points);
    contours = Math.max(contours, glyph.outline.length);
    widest = Math.max(widest, advance);
    const at = 4 * descriptions.length;
    hmtx.writeUInt16BE(advance & 0xffff, at);
    hmtx.writeInt16BE(drawn.left, at + 2);
    loca.writeUInt32BE(size, at + 4);
  }
  const low = Math.round(-1000 * scale);
  const high = Math.round(2000 * scale);
  const head = Buffer.alloc(54);
  head.writeUInt32BE(0x00010000, 0);
  head.writeUInt32BE(0x00010000, 4);
  head.writeUInt32BE(0x5f0f3cf5, 12);
  words(0x000b, unitsPerEm).copy(head, 16);
  words(low, low, high, high, 0, 8, 2, 1, 0).copy(head, 36);
  const maxp = Buffer.concat([words(1, 0, count, points, contours), words(0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0)]);
  const ascent = Math.round(1069 * scale);
  const hhea = words(1, 0, ascent, Math.round(-293 * scale), 0, widest, low, low, high, 1, 0, 0, 0, 0, 0, 0, 0, count);
  const before: [string, Buffer][] = [
    ["head", head],
    ["hhea", hhea],
    ["hmtx", hmtx],
    ["loca", loca],
    ["maxp", maxp],
  ];
  const tableCount = before.length + 1;
  const padded = (bytes: number): number => Math.ceil(bytes / 4) * 4;
  const directory = 12 + 16 * tableCount;
  const glyfOffset = before.reduce((sum, [, table]) => sum + padded(table.length), directory);
  if (glyfOffset + size > length) return undefined;
  const font = Buffer.alloc(length);
  font.writeUInt32BE(0x00010000, 0);
  words(tableCount, 64, 2, 16 * tableCount - 64).copy(font, 4);
  let filled = glyfOffset;
  for (const bytes of descriptions) filled += bytes.copy(font, filled);
  // The glyph table runs to the end of the font: its unused rest is what keeps the length fixed.
  const tables: [string, Buffer][] = [["glyf", font.subarray(glyfOffset)], ...before];
  let offset = directory;
  let record = 12;
  let sum = 0;
  let headOffset = 0;
  for (const [tag, table] of tables) {
    const at = tag === "glyf" ? glyfOffset : offset;
    font.write(tag, record, "latin1");
    const own = checksum(tag === "glyf" ? table.subarray(0, size) : table);
    sum += own;
    font.writeUInt32BE(own, record + 4);
    font.writeUInt32BE(at, record + 8);
    font.writeUInt32BE(table.length, record + 12);
    record += 16;
    if (tag === "glyf") continue;
    if (tag === "head") headOffset = at;
    table.copy(font, at);
    offset += padded(table.length);
  }
  // Tables begin at multiples of four bytes: the sum of the font is that of its tables and its directory.
  font.writeUInt32BE((0xb1b0afba - sum - checksum(font.subarray(0, directory))) >>> 0, headOffset + 8);
  return font;
}
