import { emptyRoot, hashBytes, nodeHash, perfectRoot } from "./merkle";
import { hashesAt, tileWidth } from "./tiles";

/** A tile that has become full, with the hash that stands for it one level up. */
export type FullTile = { level: number; n: number; bytes: Uint8Array; root: Uint8Array };

/** The right edge of a tree: of each level of tiles the hashes after its last full tile. */
export type Edge = readonly (readonly Uint8Array[])[];

/** A tree that only grows. It holds nothing but its right edge; full tiles are handed out once. */
export class GrowingTree {
  #size: number;
  readonly #edge: Uint8Array[][];
  #full: FullTile[] = [];

  /** @throws RangeError when the edge is not that of a tree of this size */
  constructor(size: number, edge: Edge) {
    const fits = edge.every((hashes, level) => hashes.length === hashesAt(level, size) % tileWidth) && hashesAt(edge.length, size) === 0;
    if (!fits) throw new RangeError(`this is not the edge of a tree of ${size} leaves`);
    this.#size = size;
    this.#edge = edge.map((hashes) => [...hashes]);
  }

  get size(): number {
    return this.#size;
  }

  append(leaf: Uint8Array): void {
    this.#size += 1;
    this.#put(0, leaf);
  }

  #put(level: number, hash: Uint8Array): void {
    const hashes = (this.#edge[level] ??= []);
    hashes.push(hash);
    if (hashes.length < tileWidth) return;
    const root = perfectRoot(hashes);
    const bytes = new Uint8Array(tileWidth * hashBytes);
    hashes.forEach((one, at) => bytes.set(one, at * hashBytes));
    this.#full.push({ level, n: hashesAt(level, this.#size) / tileWidth - 1, bytes, root });
    hashes.length = 0;
    this.#put(level + 1, root);
  }

  /** The tiles that have become full since the last call. */
  takeFull(): FullTile[] {
    const full = this.#full;
    this.#full = [];
    return full;
  }

  /** The root of the tree as it is (RFC 6962, 2.1). */
  root(): Uint8Array {
    let right: Uint8Array | undefined;
    for (const hashes of this.#edge) {
      // Complete subtrees inside a tile, the smallest first: they stand to the right.
      for (let end = hashes.length, span = 1; end > 0; span *= 2) {
        if (end % (span * 2) === 0) continue;
        const left = perfectRoot(hashes.slice(end - span, end));
        right = right ? nodeHash(left, right) : left;
        end -= span;
      }
    }
    return right ?? emptyRoot;
  }
}
