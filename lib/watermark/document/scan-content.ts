/** What must be done to page content so that what is appended to it starts from a clean state. */
export type ContentScan = {
  /** Offsets of `Q` operators that have nothing to restore. */
  strayRestores: number[];
  /** `q` operators left open. */
  openStates: number;
  /** A text object was left open. */
  openText: boolean;
  /** Marked-content sequences left open. */
  openMarked: number;
  /** Where the last complete operator ends. */
  complete: number;
  /** Something is left after that: operands, or a string, array, dictionary or inline image without its end. */
  dangling: boolean;
};

const whitespace = new Set([0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20]);
const delimiters = new Set(Array.from("()<>[]{}/%", (character) => character.charCodeAt(0)));
const isSpace = (byte: number | undefined): boolean => byte === undefined || whitespace.has(byte);
const isRegular = (byte: number | undefined): byte is number => byte !== undefined && !whitespace.has(byte) && !delimiters.has(byte);

const newline = (byte: number | undefined): boolean => byte === 0x0a || byte === 0x0d;

function stringEnd(bytes: Uint8Array, open: number): number | undefined {
  let depth = 0;
  for (let index = open; index < bytes.length; index += 1) {
    const byte = bytes[index];
    if (byte === 0x5c) index += 1;
    else if (byte === 0x28) depth += 1;
    else if (byte === 0x29) {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
  }
  return undefined;
}

/** The same test as viewers make: `EI`, followed by white space and what looks like content rather than image data. Single zeros do, as some programs write them. */
function inlineImageEnd(bytes: Uint8Array, from: number): number | undefined {
  for (let index = bytes.indexOf(0x45, from); index !== -1; index = bytes.indexOf(0x45, index + 1)) {
    if (bytes[index + 1] !== 0x49 || !isSpace(bytes[index + 2]) || bytes[index + 2] === 0) continue;
    const tail = bytes.subarray(index + 2, index + 17);
    const plain = (byte: number, at: number): boolean => newline(byte) || byte === 0x09 || (byte >= 0x20 && byte <= 0x7f) || (byte === 0 && tail[at + 1] !== 0);
    if (tail.every(plain)) return index + 2;
  }
  return undefined;
}

function operatorAt(bytes: Uint8Array, from: number, to: number): string {
  return to - from > 3 ? "" : String.fromCharCode(...bytes.subarray(from, to));
}

const operand = /^[+\-.\d]|^(?:true|false|null)$/;

/**
 * Reads decoded page content (ISO 32000-1, 7.8.2) as viewers do, as far as needed to count what it leaves open. `visit` is told
 * each operator of up to three letters, and where its operands begin and end.
 */
export function scanContent(bytes: Uint8Array, visit?: (operator: string, from: number, to: number) => void): ContentScan {
  const scan: ContentScan = { strayRestores: [], openStates: 0, openText: false, openMarked: 0, complete: 0, dangling: false };
  let nesting = 0;
  let index = 0;
  while (index < bytes.length) {
    const byte = bytes[index];
    if (isSpace(byte)) {
      index += 1;
    } else if (byte === 0x25) {
      while (index < bytes.length && !newline(bytes[index])) index += 1;
      if (!scan.dangling) scan.complete = index;
    } else if (byte === 0x28) {
      scan.dangling = true;
      const end = stringEnd(bytes, index);
      if (end === undefined) return scan;
      index = end;
    } else if (byte === 0x3c && bytes[index + 1] !== 0x3c) {
      scan.dangling = true;
      const end = bytes.indexOf(0x3e, index);
      if (end === -1) return scan;
      index = end + 1;
    } else if (byte === 0x5b || byte === 0x3c) {
      scan.dangling = true;
      nesting += 1;
      index += byte === 0x5b ? 1 : 2;
    } else if (byte === 0x5d || (byte === 0x3e && bytes[index + 1] === 0x3e)) {
      nesting = Math.max(0, nesting - 1);
      index += byte === 0x5d ? 1 : 2;
    } else if (byte === 0x2f) {
      scan.dangling = true;
      index += 1;
      while (isRegular(bytes[index])) index += 1;
    } else if (!isRegular(byte)) {
      index += 1;
    } else {
      const start = index;
      while (isRegular(bytes[index])) index += 1;
      const word = operatorAt(bytes, start, index);
      if (nesting > 0 || operand.test(String.fromCharCode(byte)) || /^(?:true|null)$/.test(word)) {
        scan.dangling = true;
        continue;
      }
      if (word === "BI") {
        scan.dangling = true;
        const data = inlineImageData(bytes, index);
        const end = data === undefined ? undefined : inlineImageEnd(bytes, data);
        if (end === undefined) return scan;
        index = end;
      } else if (word === "q") scan.openStates += 1;
      else if (word === "Q") {
        if (scan.openStates > 0) scan.openStates -= 1;
        else scan.strayRestores.push(start);
      } else if (word === "BT") scan.openText = true;
      else if (word === "ET") scan.openText = false;
      else if (word === "BMC" || word === "BDC") scan.openMarked += 1;
      else if (word === "EMC") scan.openMarked = Math.max(0, scan.openMarked - 1);
      if (visit && word !== "") visit(word, scan.complete, start);
      scan.complete = index;
      scan.dangling = false;
    }
  }
  return scan;
}

function inlineImageData(bytes: Uint8Array, from: number): number | undefined {
  let index = from;
  while (index < bytes.length) {
    const byte = bytes[index];
    if (byte === 0x28) {
      const end = stringEnd(bytes, index);
      if (end === undefined) return undefined;
      index = end;
    } else if (byte === 0x49 && bytes[index + 1] === 0x44 && isSpace(bytes[index + 2]) && !isRegular(bytes[index - 1])) {
      return index + 3;
    } else if (byte === 0x2f) {
      index += 1;
      while (isRegular(bytes[index])) index += 1;
    } else index += 1;
  }
  return undefined;
}

/** The content without its stray `Q` operators and without its dangling end. */
export function mendContent(bytes: Uint8Array, scan: ContentScan): Uint8Array {
  const mended = bytes.slice(0, scan.dangling ? scan.complete : bytes.length);
  for (const offset of scan.strayRestores) if (offset < mended.length) mended[offset] = 0x20;
  return mended;
}

/** The operators that close whatever the content leaves open. */
export function closingOperators(scan: ContentScan): string {
  return `${"EMC ".repeat(scan.openMarked)}${scan.openText ? "ET " : ""}${"Q ".repeat(scan.openStates)}`;
}
