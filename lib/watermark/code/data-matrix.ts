import { checkCharacter } from "./download-code";

/** Modules along one side, finder and timing patterns included. */
export const matrixSide = 16;

const inner = 14;
const dataCodewords = 12;
const errorCodewords = 12;

const exponents: number[] = [];
const logarithms: number[] = [];
for (let power = 0, value = 1; power < 255; power += 1) {
  exponents[power] = value;
  logarithms[value] = power;
  value *= 2;
  if (value > 255) value ^= 0x12d;
}

function product(left: number, right: number): number {
  if (left === 0 || right === 0) return 0;
  return exponents[((logarithms[left] ?? 0) + (logarithms[right] ?? 0)) % 255] ?? 0;
}

let generator = [1];
for (let root = 1; root <= errorCodewords; root += 1) {
  const factor = exponents[root] ?? 0;
  const next = [...generator, 0];
  for (const [index, coefficient] of generator.entries()) next[index + 1] = (next[index + 1] ?? 0) ^ product(coefficient, factor);
  generator = next;
}

/** Reed-Solomon over GF(256), as ISO/IEC 16022 has it (annex E). */
function errorCorrection(data: readonly number[]): number[] {
  const remainder = Array.from({ length: errorCodewords }, () => 0);
  for (const codeword of data) {
    const lead = codeword ^ (remainder.shift() ?? 0);
    remainder.push(0);
    for (let index = 0; index < errorCodewords; index += 1) {
      remainder[index] = (remainder[index] ?? 0) ^ product(generator[index + 1] ?? 0, lead);
    }
  }
  return remainder;
}

/** Fifteen characters of C40 (digits and capitals) fill eleven codewords; the twelfth leaves the set. */
function encode(text: string): number[] {
  const values = Array.from(text, (character) => (/\d/.test(character) ? Number(character) + 4 : character.charCodeAt(0) - 65 + 14));
  const codewords = [230];
  for (let index = 0; index < values.length; index += 3) {
    const packed = 1600 * (values[index] ?? 0) + 40 * (values[index + 1] ?? 0) + (values[index + 2] ?? 0) + 1;
    codewords.push(packed >> 8, packed & 0xff);
  }
  codewords.push(254);
  if (codewords.length !== dataCodewords) throw new Error("The code in the margin holds fifteen characters.");
  return codewords;
}

/** Which bit of which codeword stands at a place of the inner square (ISO/IEC 16022, annex F). */
function placement(): (readonly [codeword: number, bit: number] | undefined)[][] {
  const grid: (readonly [number, number] | undefined)[][] = Array.from({ length: inner }, () => Array.from({ length: inner }, () => undefined));
  const put = (row: number, column: number, codeword: number, bit: number): void => {
    let [r, c] = [row, column];
    if (r < 0) [r, c] = [r + inner, c + 4 - ((inner + 4) % 8)];
    if (c < 0) [r, c] = [r + 4 - ((inner + 4) % 8), c + inner];
    const line = grid[r];
    if (line) line[c] = [codeword, bit];
  };
  const utah = (row: number, column: number, codeword: number): void => {
    const shape = [[-2, -2], [-2, -1], [-1, -2], [-1, -1], [-1, 0], [0, -2], [0, -1], [0, 0]] as const;
    for (const [bit, [down, right]] of shape.entries()) put(row + down, column + right, codeword, bit);
  };
  const free = (row: number, column: number): boolean => grid[row]?.[column] === undefined;
  let codeword = 0;
  let [row, column] = [4, 0];
  while (row < inner || column < inner) {
    // Of the four special corners, only this one occurs where the inner side is 14.
    if (row === inner - 2 && column === 0) {
      const corner = [[inner - 3, 0], [inner - 2, 0], [inner - 1, 0], [0, inner - 4], [0, inner - 3], [0, inner - 2], [0, inner - 1], [1, inner - 1]] as const;
      for (const [bit, [r, c]] of corner.entries()) put(r, c, codeword, bit);
      codeword += 1;
    }
    do {
      if (row < inner && column >= 0 && free(row, column)) utah(row, column, codeword++);
      [row, column] = [row - 2, column + 2];
    } while (row >= 0 && column < inner);
    [row, column] = [row + 1, column + 3];
    do {
      if (row >= 0 && column < inner && free(row, column)) utah(row, column, codeword++);
      [row, column] = [row + 2, column - 2];
    } while (row < inner && column >= 0);
    [row, column] = [row + 3, column + 1];
  }
  return grid;
}

const [dark, light] = [-1, -2];

/** What stands at each module, rows from the top: the number of a bit in the codewords, or always dark or light. */
function layoutOfModules(): number[] {
  const grid = placement();
  const last = matrixSide - 1;
  const modules: number[] = [];
  for (let row = 0; row < matrixSide; row += 1) {
    for (let column = 0; column < matrixSide; column += 1) {
      const place = grid[row - 1]?.[column - 1];
      if (column === 0 || row === last) modules.push(dark);
      else if (row === 0) modules.push(column % 2 === 0 ? dark : light);
      else if (column === last) modules.push(row % 2 === 1 ? dark : light);
      else if (place) modules.push(place[0] * 8 + place[1]);
      // What no codeword reaches is the fixed pattern of the lower right corner.
      else modules.push((row - 1 === inner - 1) === (column - 1 === inner - 1) ? dark : light);
    }
  }
  return modules;
}

let layout: readonly number[] | undefined;

/**
 * A DataMatrix (ISO/IEC 16022, ECC 200) of 16 by 16 modules that says a download id and its check character, rows from the
 * top, true where a module is dark.
 */
export function dataMatrix(downloadId: string): boolean[][] {
  const data = encode(`${downloadId}${checkCharacter(downloadId)}`);
  const codewords = [...data, ...errorCorrection(data)];
  layout ??= layoutOfModules();
  const rows: boolean[][] = [];
  let row: boolean[] = [];
  for (const place of layout) {
    row.push(place < 0 ? place === dark : (((codewords[place >> 3] ?? 0) >> (7 - (place & 7))) & 1) === 1);
    if (row.length < matrixSide) continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
