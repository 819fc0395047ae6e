/** A tile holds this many hashes (C2SP tlog-tiles): eight levels of the tree. */
export const tileWidth = 256;
export const tileHeight = 8;

/** `width` hashes of tile `n` at `level`; 256 for a full tile. */
export type TileName = { level: number; n: number; width: number };

const indexPath = (n: number): string => {
  const digits = String(n);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, "0");
  const parts = padded.match(/\d{3}/g) ?? ["000"];
  return parts.map((part, at) => (at === parts.length - 1 ? part : `x${part}`)).join("/");
};

/** The path below the log's address: `tile/0/x001/234`, `tile/0/x001/234.p/17`. */
export const tilePath = ({ level, n, width }: TileName): string => `tile/${level}/${indexPath(n)}${width === tileWidth ? "" : `.p/${width}`}`;

const pathShape = /^tile\/(0|[1-9]\d?)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/** Reads a path in the one spelling that it has; undefined for every other text. */
export function readTilePath(path: string): TileName | undefined {
  const [, level, index, width] = pathShape.exec(path) ?? [];
  if (level === undefined || index === undefined) return undefined;
  const name = { level: Number(level), n: Number(index.replace(/[x/]/g, "")), width: width === undefined ? tileWidth : Number(width) };
  const possible = name.level < 64 && Number.isSafeInteger(name.n) && (width === undefined || name.width < tileWidth);
  return possible && tilePath(name) === path ? name : undefined;
}

/** How many hashes a level of tiles has in a tree of `size` leaves. */
export function hashesAt(level: number, size: number): number {
  let left = size;
  for (let up = 0; up < level; up += 1) left = Math.floor(left / tileWidth);
  return left;
}

/** The tile as a tree of `size` leaves has it; undefined when it has none there. */
export function tileOf(level: number, n: number, size: number): TileName | undefined {
  const width = Math.min(tileWidth, hashesAt(level, size) - n * tileWidth);
  return width > 0 ? { level, n, width } : undefined;
}
