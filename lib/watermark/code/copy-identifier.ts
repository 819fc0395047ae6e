import { hash } from "node:crypto";
import { bitsOfId, idOfBits } from "./download-code";

const idPlaces = [0, 1, 2, 3, 4, 5, 9, 10, 11];

function checkOf(id: string): Buffer {
  return hash("sha256", `muniment copy ${id}`, "buffer");
}

/**
 * Sixteen bytes, in the form of a version 8 UUID (RFC 9562), that say which download a copy belongs to: nine bytes hold the
 * id, the rest is a check by which such an identifier is told from any other.
 */
export function copyIdentifier(downloadId: string): Buffer {
  const bits = [...bitsOfId(downloadId), 0, 0];
  const check = checkOf(downloadId);
  const bytes = Buffer.from(check.subarray(0, 16));
  for (const [index, place] of idPlaces.entries()) {
    bytes[place] = bits.slice(index * 8, index * 8 + 8).reduce((sum, bit) => sum * 2 + bit, 0);
  }
  bytes[6] = ((check[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((check[8] ?? 0) & 0x3f) | 0x80;
  return bytes;
}

/** The download id in a copy identifier; undefined for any other sixteen bytes. */
export function idOfCopyIdentifier(bytes: Uint8Array): string | undefined {
  if (bytes.length !== 16) return undefined;
  const bits = idPlaces.flatMap((place) => [7, 6, 5, 4, 3, 2, 1, 0].map((shift) => ((bytes[place] ?? 0) >> shift) & 1));
  const id = idOfBits(bits);
  return copyIdentifier(id).equals(bytes) ? id : undefined;
}

/** `9c0d…` as `uuid:9c0d…-…`, the form of an XMP instance id. */
export function instanceId(downloadId: string): string {
  const hex = copyIdentifier(downloadId).toString("hex");
  return `uuid:${[hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-")}`;
}

export const instanceIdLength = 41;
