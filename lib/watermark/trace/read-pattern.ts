import { idOfBits } from "../code/download-code";
import { cells, known, message, pitch, remainder } from "../code/micro-pattern";
import { type Field, spectrumOf, waveIn } from "./fourier";
import type { Raster } from "./read-codes";

/** Samples per point and the angle (radians, clockwise) at which the pattern lies in a picture. */
type Lie = { scale: number; angle: number };

const side = 1024;
const idBits = 70;
const mostLies = 3;
/** Samples per point that are looked for: from 61 to 612 dots per inch. */
const [leastScale, mostScale] = [0.85, 8.5];
/** Least agreement of the known cells, in standard deviations of chance. */
const leastAgreement = 5;
const leanest = 4 * (Math.PI / 180);

/** Sums over a window around every sample, by running sums. */
function windowed(values: Float32Array, width: number, height: number, reach: number): Float32Array {
  const across = new Float32Array(values.length);
  const result = new Float32Array(values.length);
  const count = 2 * reach + 1;
  for (let y = 0; y < height; y += 1) {
    const at = (x: number): number => values[y * width + Math.min(width - 1, Math.max(0, x))] ?? 0;
    let sum = 0;
    for (let x = -reach; x <= reach; x += 1) sum += at(x);
    for (let x = 0; x < width; x += 1) {
      across[y * width + x] = sum / count;
      sum += at(x + reach + 1) - at(x - reach);
    }
  }
  for (let x = 0; x < width; x += 1) {
    const at = (y: number): number => across[Math.min(height - 1, Math.max(0, y)) * width + x] ?? 0;
    let sum = 0;
    for (let y = -reach; y <= reach; y += 1) sum += at(y);
    for (let y = 0; y < height; y += 1) {
      result[y * width + x] = sum / count;
      sum += at(y + reach + 1) - at(y - reach);
    }
  }
  return result;
}

/** How far every sample stands out from its surroundings the way a dot does, little where the page itself has much to show. */
function standingOut({ data, width, height }: Raster): Field {
  const luma = new Float32Array(width * height);
  for (let index = 0; index < luma.length; index += 1) {
    luma[index] = 0.299 * (data[4 * index] ?? 0) + 0.587 * (data[4 * index + 1] ?? 0) + 0.114 * (data[4 * index + 2] ?? 0);
  }
  const reach = Math.max(3, Math.round(Math.max(width, height) / 400));
  const mean = windowed(luma, width, height, reach);
  const squares = windowed(luma.map((value) => value * value), width, height, reach);
  const values = luma.map((value, index) => {
    const middle = mean[index] ?? 0;
    const variance = Math.max(0, (squares[index] ?? 0) - middle * middle);
    const dot = Math.max(-40, Math.min(40, value - middle)) * (middle > 127 ? -1 : 1);
    return dot / (1 + variance / 150);
  });
  return { values, width, height };
}

/** The frequencies, in cycles per sample, that the lattice of dots makes across and along its rows. */
function wavesOf({ scale, angle }: Lie): { across: [number, number]; along: [number, number] } {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [across, along] = [2 / (pitch * scale), 1 / (pitch * scale)];
  return { across: [across * cos, across * sin], along: [along * sin, -along * cos] };
}

function findLies(field: Field): Lie[] {
  const spectrum = spectrumOf(field, side);
  const strength = ([fx, fy]: [number, number]): number => {
    if (Math.abs(fx) > 0.5 || Math.abs(fy) > 0.5) return 0;
    const [x, y] = [(Math.round(fx * side) + side) % side, (Math.round(fy * side) + side) % side];
    return spectrum[y * side + x] ?? 0;
  };
  // How strong waves of this length are anyhow: text has more of the long ones.
  const usual = ([fx, fy]: [number, number]): number => {
    const radius = Math.hypot(fx, fy);
    let sum = 0;
    for (let step = 0; step < 24; step += 1) {
      const turn = (step + 0.5) * (Math.PI / 24);
      sum += strength([radius * Math.cos(turn), radius * Math.sin(turn)]);
    }
    return sum / 24 + 1e-6;
  };
  const found: { lie: Lie; score: number }[] = [];
  for (let scale = leastScale; scale <= mostScale; scale *= 1.0012) {
    const level = wavesOf({ scale, angle: 0 });
    const expected = [usual(level.across), usual(level.along)] as const;
    for (const turn of [0, Math.PI / 2]) {
      for (let lean = -leanest; lean <= leanest; lean += 0.0012) {
        const lie = { scale, angle: turn + lean };
        const { across, along } = wavesOf(lie);
        const [first, second] = [strength(across) / expected[0], strength(along) / expected[1]];
        const score = Math.min(first, 40) * Math.min(second, 40);
        if (score > 6) found.push({ lie, score });
      }
    }
  }
  found.sort((left, right) => right.score - left.score);
  const distinct: Lie[] = [];
  for (const { lie } of found) {
    const near = distinct.some((other) => Math.abs(other.scale / lie.scale - 1) < 0.01 && Math.abs(other.angle - lie.angle) < 0.01);
    if (!near) distinct.push(lie);
    if (distinct.length === mostLies) break;
  }
  return distinct;
}

/** Follows the waves to where they are strongest over the whole picture. */
function refine(field: Field, begin: Lie): Lie {
  const quality = (lie: Lie): number => {
    const { across, along } = wavesOf(lie);
    return waveIn(field, ...across).strength + waveIn(field, ...along).strength;
  };
  let best = begin;
  let value = quality(best);
  for (let step = 0.0012; step > 0.00004; ) {
    const around = [
      { scale: best.scale * (1 + step), angle: best.angle },
      { scale: best.scale * (1 - step), angle: best.angle },
      { scale: best.scale, angle: best.angle + step },
      { scale: best.scale, angle: best.angle - step },
    ];
    const values = around.map(quality);
    const most = Math.max(...values);
    const winner = around[values.indexOf(most)];
    if (winner && most > value) [best, value] = [winner, most];
    else step /= 2;
  }
  return best;
}

function sampleAt({ values, width, height }: Field, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) return 0;
  const [right, below] = [x - left, y - top];
  const at = (dx: number, dy: number): number => values[(top + dy) * width + left + dx] ?? 0;
  return (at(0, 0) * (1 - right) + at(1, 0) * right) * (1 - below) + (at(0, 1) * (1 - right) + at(1, 1) * right) * below;
}

/** For every cell of the tile how much more its dots stand to the right than to the left, from all tiles of the picture. */
function fold(field: Field, lie: Lie, shift: number): Float64Array {
  const { across, along } = wavesOf(lie);
  const half = (pitch / 2) * lie.scale;
  const [cos, sin] = [Math.cos(lie.angle), Math.sin(lie.angle)];
  // In half cells across and cells up, a dot may stand wherever both are whole.
  const columnAt = -waveIn(field, ...across).phase / (2 * Math.PI);
  const rowAt = -waveIn(field, ...along).phase / (2 * Math.PI);
  const corners = [[0, 0], [field.width, 0], [0, field.height], [field.width, field.height]] as const;
  const columns = corners.map(([x, y]) => (x * cos + y * sin) / half);
  const rows = corners.map(([x, y]) => (x * sin - y * cos) / (2 * half));
  const sums = new Float64Array(cells * cells);
  for (let row = Math.floor(Math.min(...rows)) - 1; row <= Math.max(...rows) + 1; row += 1) {
    for (let column = Math.floor(Math.min(...columns) / 2) - 1; column <= Math.max(...columns) / 2 + 1; column += 1) {
      const v = (row + rowAt) * 2 * half;
      const valueAt = (which: number): number => {
        const u = (2 * column + which + shift + columnAt) * half;
        return sampleAt(field, u * cos + v * sin, u * sin - v * cos);
      };
      const cell = (((row % cells) + cells) % cells) * cells + (((column % cells) + cells) % cells);
      sums[cell] = (sums[cell] ?? 0) + valueAt(1) - valueAt(0);
    }
  }
  return sums;
}

/** The message that the cells spell when the tile begins at one of them, where the known cells agree best. */
function align(sums: Float64Array): { agreement: number; soft: number[] } {
  const spreadOf = Math.sqrt(sums.reduce((sum, value) => sum + value * value, 0) / sums.length) || 1;
  const at = (cell: number, x: number, y: number): number => sums[((Math.floor(cell / cells) + y) % cells) * cells + ((cell % cells) + x) % cells] ?? 0;
  let best = { agreement: 0, soft: [] as number[] };
  for (let y = 0; y < cells; y += 1) {
    for (let x = 0; x < cells; x += 1) {
      const agreement = known.reduce((sum, { cell, bit }) => sum + (bit ? 1 : -1) * at(cell, x, y), 0) / (spreadOf * Math.sqrt(known.length));
      if (agreement > best.agreement) best = { agreement, soft: message.map((cell) => at(cell, x, y)) };
    }
  }
  return best;
}

const checks = (bits: readonly number[]): boolean => remainder(bits.slice(0, idBits)).every((bit, index) => bit === bits[idBits + index]);

/** Ids whose check is right, by turning over none, one, two or three of the least certain bits. */
function decode(soft: readonly number[]): string[] {
  const bits = soft.map((value) => (value > 0 ? 1 : 0));
  const weakest = soft.map((value, index) => ({ index, weight: Math.abs(value) })).sort((left, right) => left.weight - right.weight).slice(0, 9);
  const tries: { ids: string; weight: number }[] = [];
  for (let mask = 0; mask < 1 << weakest.length; mask += 1) {
    const turned = weakest.filter((_, index) => (mask >> index) & 1);
    if (turned.length > 3) continue;
    const attempt: number[] = [...bits];
    for (const { index } of turned) attempt[index] = 1 - (attempt[index] ?? 0);
    if (checks(attempt)) tries.push({ ids: idOfBits(attempt), weight: turned.reduce((sum, { weight }) => sum + weight, 0) });
  }
  return tries.sort((left, right) => left.weight - right.weight).slice(0, 3).map(({ ids }) => ids);
}

/**
 * The download ids that the micro-pattern of a picture may say, likeliest first. Its check is short, so that each has to be looked
 * up.
 */
export function readPattern(picture: Raster): string[] {
  const field = standingOut(picture);
  for (const rough of findLies(field)) {
    const level = refine(field, rough);
    let best = { agreement: 0, soft: [] as number[] };
    for (const turn of [0, Math.PI]) {
      for (const shift of [0, 1]) {
        const found = align(fold(field, { ...level, angle: level.angle + turn }, shift));
        if (found.agreement > best.agreement) best = found;
      }
    }
    if (best.agreement < leastAgreement) continue;
    const ids = decode(best.soft);
    if (ids.length > 0) return ids;
  }
  return [];
}
