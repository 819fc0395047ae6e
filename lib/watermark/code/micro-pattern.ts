import { bitsOfId } from "./download-code";

/** Cells along one side of the tile that repeats over the page. */
export const cells = 12;

/** Points from cell to cell, and side of a dot. */
export const pitch = 9;
export const dot = 1.3;

export const tileSide = cells * pitch;

/** Cells whose bit is known beforehand: they show where a tile begins, and which way is up. */
const knownCells = 64;

/** A fixed sequence without structure of its own: the order of the cells, and the known bits. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function shuffled(count: number): number[] {
  const random = sequence(0x6d756e69);
  const order = Array.from({ length: count }, (_, index) => index);
  for (let index = count - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    [order[index], order[other]] = [order[other] ?? 0, order[index] ?? 0];
  }
  return order;
}

const order = shuffled(cells * cells);
const random = sequence(0x6d656e74);

/** The cells that carry nothing but known bits, and those of the message in its order. */
export const known: readonly { cell: number; bit: number }[] = order.slice(0, knownCells).map((cell) => ({ cell, bit: random() < 0.5 ? 0 : 1 }));
export const message: readonly number[] = order.slice(knownCells);

/** Ten bits, x^10 + x^9 + x^5 + x^4 + x + 1. */
export function remainder(bits: readonly number[]): number[] {
  let register = 0;
  for (const bit of bits) {
    const top = ((register >> 9) & 1) ^ bit;
    register = (register << 1) & 0x3ff;
    if (top) register ^= 0x233;
  }
  return [9, 8, 7, 6, 5, 4, 3, 2, 1, 0].map((shift) => (register >> shift) & 1);
}

const blank = Array.from({ length: cells * cells }, () => 0);
for (const { cell, bit } of known) blank[cell] = bit;

/** The bit of every cell of the tile, rows from the bottom. A bit moves the dot of its cell to the right. */
export function tileBits(downloadId: string): number[] {
  const id = bitsOfId(downloadId);
  const bits = blank.slice();
  [...id, ...remainder(id)].forEach((bit, index) => (bits[message[index] ?? 0] = bit));
  return bits;
}

const dots: readonly (readonly [left: string, right: string])[] = Array.from({ length: cells * cells }, (_, cell) => {
  const y = Math.floor(cell / cells) * pitch + pitch / 2 - dot / 2;
  const at = (place: number): string => [Number(((cell % cells) * pitch + pitch * place - dot / 2).toFixed(2)), Number(y.toFixed(2)), dot, dot, "re"].join(" ");
  return [at(0.25), at(0.75)];
});

/** Content of the tile: a small dot in the left or the right half of every cell. */
export function drawTile(downloadId: string, state: string): string {
  return `/${state} gs 0.5 g\n${tileBits(downloadId).map((bit, cell) => dots[cell]?.[bit === 1 ? 1 : 0]).join("\n")}\nf\n`;
}
