export type PictureSize = { width: number; height: number };

const ascii = (bytes: Buffer, start: number, end: number): string => bytes.toString("latin1", start, end);

/** Every byte up to the pixels is a segment with its length; the one that begins a frame has its size (ITU-T T.81, B.1). */
function jpegSize(bytes: Buffer): PictureSize | null {
  for (let at = 2; at + 9 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) at += 1;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2;
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
    else if (marker === 0xda || marker === 0xd9) return null;
    else at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}

/** Simple files have the size in the head of the pixels, extended ones that of the canvas (RFC 9649). */
function webpSize(bytes: Buffer): PictureSize | null {
  if (bytes.length < 30) return null;
  switch (ascii(bytes, 12, 16)) {
    case "VP8X":
      return { width: 1 + bytes.readUIntLE(24, 3), height: 1 + bytes.readUIntLE(27, 3) };
    case "VP8L": {
      const bits = bytes.readUInt32LE(21);
      return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
    }
    case "VP8 ":
      return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
    default:
      return null;
  }
}

/** The screen, and every picture that reaches beyond it (GIF89a, 18 and 20). */
function gifSize(bytes: Buffer): PictureSize | null {
  if (bytes.length < 13) return null;
  let [width, height] = [bytes.readUInt16LE(6), bytes.readUInt16LE(8)];
  const tableOf = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  let at = 13 + tableOf(bytes[10] ?? 0);
  const passBlocks = (): void => {
    while (at < bytes.length && bytes[at] !== 0) at += 1 + (bytes[at] ?? 0);
    at += 1;
  };
  while (at + 10 <= bytes.length) {
    if (bytes[at] === 0x21) at += 2;
    else if (bytes[at] === 0x2c) {
      width = Math.max(width, bytes.readUInt16LE(at + 1) + bytes.readUInt16LE(at + 5));
      height = Math.max(height, bytes.readUInt16LE(at + 3) + bytes.readUInt16LE(at + 7));
      at += 11 + tableOf(bytes[at + 9] ?? 0);
    } else break;
    passBlocks();
  }
  return { width, height };
}

/** How large a PNG, JPEG, WebP or GIF says it is, in pixels, without decoding any of it; null where it does not say so. */
export function pictureSize(picture: Uint8Array): PictureSize | null {
  const bytes = Buffer.from(picture.buffer, picture.byteOffset, picture.length);
  const png = bytes.length >= 24 && ascii(bytes, 1, 4) === "PNG" && ascii(bytes, 12, 16) === "IHDR";
  if (png) return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return jpegSize(bytes);
  if (ascii(bytes, 0, 4) === "RIFF" && ascii(bytes, 8, 12) === "WEBP") return webpSize(bytes);
  return ascii(bytes, 0, 4) === "GIF8" ? gifSize(bytes) : null;
}
