import { type PDFContext, PDFObjectParser, type PDFInvalidObject, type PDFObject } from "pdf-lib";

const regular = (byte: number): boolean => byte > 0x20 && !"()<>[]{}/%".includes(String.fromCharCode(byte));
const meant = /^(?:[+-]?\d*\.?\d*|true|false|null|R)$/;

/** Where a string ends, a comment ends, or a name: what is inside is not looked at. */
function after(bytes: Buffer, start: number): number {
  const byte = bytes[start];
  let index = start + 1;
  if (byte === 0x28) {
    for (let depth = 1; index < bytes.length && depth > 0; index += 1) {
      if (bytes[index] === 0x5c) index += 1;
      else if (bytes[index] === 0x28) depth += 1;
      else if (bytes[index] === 0x29) depth -= 1;
    }
  } else if (byte === 0x3c && bytes[index] === 0x3c) {
    index += 1;
  } else if (byte === 0x3c) {
    while (index < bytes.length && bytes[index - 1] !== 0x3e) index += 1;
  } else if (byte === 0x25) {
    while (index < bytes.length && bytes[index] !== 0x0a && bytes[index] !== 0x0d) index += 1;
  } else if (byte === 0x2f) {
    while (index < bytes.length && regular(bytes[index] ?? 0)) index += 1;
  }
  return index;
}

/**
 * Reads an object that the parser could not, without the words in it that mean nothing, such as the second half of a name that
 * was written with a space. Readers pass over these. Undefined where that does not help.
 */
export function mendObject(context: PDFContext, object: PDFInvalidObject): PDFObject | undefined {
  const bytes = Buffer.alloc(object.sizeInBytes());
  object.copyBytesInto(bytes, 0);
  for (let index = 0; index < bytes.length; ) {
    if (!regular(bytes[index] ?? 0)) {
      index = after(bytes, index);
      continue;
    }
    const start = index;
    while (index < bytes.length && regular(bytes[index] ?? 0)) index += 1;
    const word = bytes.toString("latin1", start, index);
    if (word === "stream") break;
    if (!meant.test(word)) bytes.fill(0x20, start, index);
  }
  try {
    return PDFObjectParser.forBytes(bytes, context).parseObject();
  } catch {
    return undefined;
  }
}
