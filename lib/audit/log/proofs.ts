import { emptyRoot, hashBytes, nodeHash, perfectRoot } from "./merkle";
import { tileHeight, tileOf, tileWidth, type TileName } from "./tiles";

/** Gives at least the first `width` hashes of a tile, as its bytes. */
export type TileReader = (name: TileName) => Promise<Uint8Array>;

type Range = readonly [from: number, to: number];

const largestPowerBelow = (size: number): number => {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
};

function inclusionRanges(index: number, [from, to]: Range): Range[] {
  if (to - from <= 1) return [];
  const middle = from + largestPowerBelow(to - from);
  return index < middle ? [...inclusionRanges(index, [from, middle]), [middle, to]] : [...inclusionRanges(index, [middle, to]), [from, middle]];
}

function consistencyRanges(oldSize: number, [from, to]: Range, isOldRoot: boolean): Range[] {
  if (oldSize === to) return isOldRoot ? [] : [[from, to]];
  const middle = from + largestPowerBelow(to - from);
  return oldSize <= middle ? [...consistencyRanges(oldSize, [from, middle], isOldRoot), [middle, to]] : [...consistencyRanges(oldSize, [middle, to], false), [from, middle]];
}

/** The complete subtrees that a range falls into, from left to right: level above the leaves, and number on that level. */
function subtrees([from, to]: Range): { level: number; number: number }[] {
  const found: { level: number; number: number }[] = [];
  for (let at = from; at < to; ) {
    let [level, span] = [0, 1];
    while (at % (span * 2) === 0 && at + span * 2 <= to) [level, span] = [level + 1, span * 2];
    found.push({ level, number: at / span });
    at += span;
  }
  return found;
}

function remembering(read: TileReader, size: number): (level: number, number: number) => Promise<Uint8Array> {
  const tiles = new Map<string, Promise<Uint8Array>>();
  return async (level, number) => {
    const tileLevel = Math.floor(level / tileHeight);
    const span = 2 ** (level - tileLevel * tileHeight);
    const first = number * span;
    const n = Math.floor(first / tileWidth);
    const name = tileOf(tileLevel, n, size);
    if (!name) throw new RangeError(`a tree of ${size} leaves has no tile ${tileLevel}/${n}`);
    const key = `${tileLevel}/${n}`;
    const pending = tiles.get(key) ?? read(name);
    tiles.set(key, pending);
    const bytes = await pending;
    if (bytes.length < name.width * hashBytes) throw new RangeError(`tile ${tileLevel}/${n} is shorter than a tree of ${size} leaves needs`);
    const start = first - n * tileWidth;
    return perfectRoot(Array.from({ length: span }, (_, at) => bytes.subarray((start + at) * hashBytes, (start + at + 1) * hashBytes)));
  };
}

async function hashOf(range: Range, subtree: (level: number, number: number) => Promise<Uint8Array>): Promise<Uint8Array> {
  const hashes = await Promise.all(subtrees(range).map(({ level, number }) => subtree(level, number)));
  return hashes.reduceRight((right, left) => nodeHash(left, right));
}

const checkSize = (condition: boolean, what: string): void => {
  if (!condition) throw new RangeError(what);
};

/** The root of the tree of the first `size` leaves. */
export async function rootOf(size: number, read: TileReader): Promise<Uint8Array> {
  return size === 0 ? emptyRoot : hashOf([0, size], remembering(read, size));
}

/** The audit path of an entry in the tree of `size` leaves, from the leaf up (RFC 6962, 2.1.1). @throws RangeError for an entry outside of the tree */
export async function inclusionProof(index: number, size: number, read: TileReader): Promise<Uint8Array[]> {
  checkSize(Number.isSafeInteger(index) && index >= 0 && index < size, `a tree of ${size} leaves has no entry ${index}`);
  const subtree = remembering(read, size);
  return Promise.all(inclusionRanges(index, [0, size]).map((range) => hashOf(range, subtree)));
}

/** The consistency proof between two sizes of one tree (RFC 6962, 2.1.2); empty when one of them is nothing or they are the same. */
export async function consistencyProof(oldSize: number, newSize: number, read: TileReader): Promise<Uint8Array[]> {
  checkSize(Number.isSafeInteger(oldSize) && oldSize >= 0 && oldSize <= newSize, `a tree of ${newSize} leaves has none of ${oldSize} in it`);
  if (oldSize === 0 || oldSize === newSize) return [];
  const subtree = remembering(read, newSize);
  return Promise.all(consistencyRanges(oldSize, [0, newSize], true).map((range) => hashOf(range, subtree)));
}
