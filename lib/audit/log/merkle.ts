import { hash } from "node:crypto";

/** Bytes of SHA-256. */
export const hashBytes = 32;

const leafPrefix = Buffer.of(0);
const nodePrefix = Buffer.of(1);

const sha256 = (bytes: Uint8Array): Buffer => hash("sha256", bytes, "buffer");

/** The root of a tree without leaves (RFC 6962, 2.1). */
export const emptyRoot: Buffer = sha256(new Uint8Array(0));

/** The hash of a leaf (RFC 6962, 2.1): never that of an inner node. */
export const leafHash = (entry: Uint8Array): Buffer => sha256(Buffer.concat([leafPrefix, entry]));

/** Filled anew for each node: a proof takes hundreds of them, and nothing waits in between. */
const node = Buffer.concat([nodePrefix, Buffer.alloc(2 * hashBytes)]);

/** The hash of an inner node. @throws RangeError for what is no hash */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  if (left.length !== hashBytes || right.length !== hashBytes) throw new RangeError("a node is made of two hashes");
  node.set(left, nodePrefix.length);
  node.set(right, nodePrefix.length + hashBytes);
  return sha256(node);
}

/** The root over hashes of neighbouring subtrees of one size, a power of two of them. */
export function perfectRoot(hashes: readonly Uint8Array[]): Uint8Array {
  let row = hashes;
  while (row.length > 1) {
    const next: Uint8Array[] = [];
    for (let at = 0; at + 1 < row.length; at += 2) next.push(nodeHash(row[at] ?? emptyRoot, row[at + 1] ?? emptyRoot));
    row = next;
  }
  const [root] = row;
  if (!root) throw new RangeError("no hashes");
  return root;
}

export const equalHashes = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, at) => byte === b[at]);

const areHashes = (...given: readonly Uint8Array[]): boolean => given.every(({ length }) => length === hashBytes);

const isOdd = (value: number): boolean => value % 2 === 1;
const half = (value: number): number => Math.floor(value / 2);

/**
 * True when `proof` shows that `leaf` is entry `index` of the tree of `size` leaves with this root (RFC 9162, 2.1.3.2; the same proofs as RFC 6962).
 * Never throws: what cannot be right is false.
 */
export function verifyInclusion(leaf: Uint8Array, index: number, size: number, proof: readonly Uint8Array[], root: Uint8Array): boolean {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return false;
  if (!areHashes(leaf, ...proof)) return false;
  let [place, last] = [index, size - 1];
  let reached: Uint8Array = leaf;
  for (const step of proof) {
    if (last === 0) return false;
    if (isOdd(place) || place === last) {
      reached = nodeHash(step, reached);
      while (!isOdd(place) && place !== 0) [place, last] = [half(place), half(last)];
    } else reached = nodeHash(reached, step);
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && equalHashes(reached, root);
}

/**
 * True when `proof` shows that the tree of `newSize` leaves with `newRoot` begins with the tree of `oldSize` leaves with `oldRoot` (RFC 9162, 2.1.4.2).
 * The empty tree is the beginning of every tree, and takes no proof. Never throws.
 */
export function verifyConsistency(oldSize: number, oldRoot: Uint8Array, newSize: number, newRoot: Uint8Array, proof: readonly Uint8Array[]): boolean {
  if (!Number.isSafeInteger(oldSize) || !Number.isSafeInteger(newSize) || oldSize < 0 || oldSize > newSize) return false;
  if (!areHashes(oldRoot, ...proof)) return false;
  if (oldSize === newSize) return proof.length === 0 && equalHashes(oldRoot, newRoot);
  if (oldSize === 0) return proof.length === 0 && equalHashes(oldRoot, emptyRoot);
  let [place, last] = [oldSize - 1, newSize - 1];
  while (isOdd(place)) [place, last] = [half(place), half(last)];
  // A tree of a power of two leaves is a node of the new tree itself, so the proof does not repeat it.
  const steps = place === 0 ? [oldRoot, ...proof] : [...proof];
  const [first, ...rest] = steps;
  if (!first) return false;
  let before: Uint8Array = first;
  let after: Uint8Array = first;
  for (const step of rest) {
    if (last === 0) return false;
    if (isOdd(place) || place === last) {
      before = nodeHash(step, before);
      after = nodeHash(step, after);
      while (!isOdd(place) && place !== 0) [place, last] = [half(place), half(last)];
    } else after = nodeHash(after, step);
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && equalHashes(before, oldRoot) && equalHashes(after, newRoot);
}
