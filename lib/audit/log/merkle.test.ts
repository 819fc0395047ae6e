import { hash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { GrowingTree } from "./growing-tree";
import { emptyRoot, leafHash, verifyConsistency, verifyInclusion } from "./merkle";
import { consistencyProof, inclusionProof, rootOf, type TileReader } from "./proofs";
import { tileOf, tilePath, readTilePath, tileWidth } from "./tiles";

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

/** RFC 6962, 2.1, word for word: what everything else is held against. */
function naiveRoot(leaves: readonly Uint8Array[]): Uint8Array {
  const [only] = leaves;
  if (!only) return hash("sha256", "", "buffer");
  if (leaves.length === 1) return only;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return hash("sha256", Buffer.concat([Buffer.of(1), naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k))]), "buffer");
}

const leaves = Array.from({ length: 1500 }, (_, at) => leafHash(Buffer.from(`entry ${at}`)));

/** Tiles of a tree that is kept whole. */
const reader: TileReader = ({ level, n, width }) => {
  const span = tileWidth ** level;
  const hashes = Array.from({ length: width }, (_, at) => naiveRoot(leaves.slice((n * tileWidth + at) * span, (n * tileWidth + at + 1) * span)));
  return Promise.resolve(Buffer.concat(hashes));
};

describe("the tree is that of RFC 6962", () => {
  const inputs = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"].map((text) => Buffer.from(text, "hex"));

  test("known roots of Certificate Transparency come out", () => {
    expect(hex(emptyRoot)).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    const tree = new GrowingTree(0, []);
    const roots = inputs.map((input) => {
      tree.append(leafHash(input));
      return hex(tree.root());
    });
    expect(roots[0]).toBe("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    expect(roots[1]).toBe("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
    expect(roots[7]).toBe("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
  });

  test("growing leaf by leaf, from any edge, gives the same root and the same tiles as the definition", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 1400 }), fc.integer({ min: 0, max: 100 }), async (begin, more) => {
        const width = (level: number): number => (tileOf(level, Math.floor(begin / tileWidth ** (level + 1)), begin)?.width ?? 0) % tileWidth;
        const edge = await Promise.all(
          Array.from({ length: begin === 0 ? 0 : begin < 256 ? 1 : 2 }, async (_, level) => {
            const n = Math.floor(begin / tileWidth ** (level + 1));
            const bytes = width(level) === 0 ? Buffer.alloc(0) : await reader({ level, n, width: width(level) });
            return Array.from({ length: width(level) }, (_unused, at) => bytes.subarray(at * 32, at * 32 + 32));
          }),
        );
        const tree = new GrowingTree(begin, edge);
        for (const leaf of leaves.slice(begin, begin + more)) tree.append(leaf);
        expect(hex(tree.root())).toBe(hex(naiveRoot(leaves.slice(0, begin + more))));
        expect(hex(await rootOf(begin + more, reader))).toBe(hex(tree.root()));
        for (const tile of tree.takeFull()) expect(hex(tile.bytes)).toBe(hex(await reader({ ...tile, width: tileWidth })));
      }),
      { numRuns: 40 },
    );
  });

  test("an edge of another size is refused", () => {
    expect(() => new GrowingTree(3, [])).toThrow(RangeError);
    expect(() => new GrowingTree(256, [[]])).toThrow(RangeError);
  });
});

const place = fc.integer({ min: 1, max: 1500 }).chain((size) => fc.record({ size: fc.constant(size), index: fc.integer({ min: 0, max: size - 1 }), other: fc.integer({ min: 0, max: size }) }));

describe("proofs", () => {
  test("every entry of every tree has a proof that holds, and holds for that entry, place, size and root alone", async () => {
    await fc.assert(
      fc.asyncProperty(place, fc.nat(), async ({ size, index }, flip) => {
        const root = naiveRoot(leaves.slice(0, size));
        const leaf = leaves[index] ?? emptyRoot;
        const proof = await inclusionProof(index, size, reader);
        expect(verifyInclusion(leaf, index, size, proof, root)).toBe(true);
        expect(verifyInclusion(leafHash(Buffer.from("another")), index, size, proof, root)).toBe(false);
        expect(verifyInclusion(leaf, index + 1, size, proof, root)).toBe(false);
        expect(verifyInclusion(leaf, index, size, proof, leafHash(root))).toBe(false);
        expect(verifyInclusion(leaf, index, size, [...proof, root], root)).toBe(false);
        if (proof.length > 0) {
          expect(verifyInclusion(leaf, index, size, proof.slice(1), root)).toBe(false);
          const bent = proof.map((step, at) => (at === flip % proof.length ? leafHash(step) : step));
          expect(verifyInclusion(leaf, index, size, bent, root)).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("every earlier tree is shown to be the beginning of a later one, and no other tree is", async () => {
    await fc.assert(
      fc.asyncProperty(place, async ({ size, other: oldSize }) => {
        const [oldRoot, root] = [naiveRoot(leaves.slice(0, oldSize)), naiveRoot(leaves.slice(0, size))];
        const proof = await consistencyProof(oldSize, size, reader);
        expect(verifyConsistency(oldSize, oldRoot, size, root, proof)).toBe(true);
        expect(verifyConsistency(oldSize, leafHash(oldRoot), size, root, proof)).toBe(false);
        expect(verifyConsistency(oldSize, oldRoot, size, leafHash(root), proof)).toBe(oldSize === 0);
        expect(verifyConsistency(oldSize, oldRoot, size, root, [...proof, root])).toBe(false);
        if (oldSize > 0 && oldSize < size) expect(verifyConsistency(oldSize, oldRoot, size, root, proof.slice(1))).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  test("what cannot be asked is refused", async () => {
    await expect(inclusionProof(3, 3, reader)).rejects.toThrow(RangeError);
    await expect(consistencyProof(4, 3, reader)).rejects.toThrow(RangeError);
  });
});

describe("paths of tiles", () => {
  test("are those of the standard", () => {
    expect(tilePath({ level: 0, n: 1234067, width: 256 })).toBe("tile/0/x001/x234/067");
    expect(tilePath({ level: 1, n: 0, width: 17 })).toBe("tile/1/000.p/17");
  });

  test("are read back, in one spelling alone", () => {
    fc.assert(
      fc.property(fc.nat({ max: 63 }), fc.nat({ max: 2 ** 40 }), fc.integer({ min: 1, max: 256 }), (level, n, width) => {
        expect(readTilePath(tilePath({ level, n, width }))).toEqual({ level, n, width });
      }),
    );
    for (const path of ["tile/00/000", "tile/0/0", "tile/0/x000/001", "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01", "tile/64/000", "tile/0/000/", "tile/entries/000", "tile/0/../000"]) {
      expect(readTilePath(path)).toBeUndefined();
    }
  });

  test("a tree of 70,000 leaves has the tiles that the standard counts", () => {
    expect(tileOf(0, 272, 70_000)?.width).toBe(256);
    expect(tileOf(0, 273, 70_000)?.width).toBe(112);
    expect(tileOf(1, 1, 70_000)?.width).toBe(17);
    expect(tileOf(2, 0, 70_000)?.width).toBe(1);
    expect(tileOf(3, 0, 70_000)).toBeUndefined();
  });
});
