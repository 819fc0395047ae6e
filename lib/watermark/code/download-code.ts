/** Crockford's base 32: the symbols of a download id, in the order of their values. */
export const idAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

export const idLength = 14;

const idPattern = new RegExp(`^[${idAlphabet}]{${idLength}}$`);
const checkAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

export const isDownloadId = (text: string): boolean => idPattern.test(text);

/** The check character of ISO 7064, MOD 37,36: it finds every single wrong character, and nearly every exchange of two neighbours. */
export function checkCharacter(id: string): string {
  let product = 36;
  for (const character of id) {
    const sum = (product + checkAlphabet.indexOf(character)) % 36;
    product = ((sum === 0 ? 36 : sum) * 2) % 37;
  }
  return checkAlphabet.charAt((37 - product) % 36);
}

/** The id of a code in the margin; undefined where it is none, or its check character is not right. */
export function idOfCode(text: string): string | undefined {
  const id = text.slice(0, idLength);
  return text.length === idLength + 1 && isDownloadId(id) && checkCharacter(id) === text.charAt(idLength) ? id : undefined;
}

/** An id as somebody typed it from paper: O, I and L stand for 0, 1 and 1; spaces and hyphens do not matter, nor does a check character. */
export function typedId(text: string): string | undefined {
  const plain = text.toUpperCase().replace(/[\s\u2010-\u2015-]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  return isDownloadId(plain) ? plain : idOfCode(plain);
}

/** Five bits for each symbol, the highest first: seventy in all. */
export function bitsOfId(id: string): number[] {
  return Array.from(id).flatMap((symbol) => {
    const value = idAlphabet.indexOf(symbol);
    return [4, 3, 2, 1, 0].map((shift) => (value >> shift) & 1);
  });
}

export function idOfBits(bits: readonly number[]): string {
  let id = "";
  for (let index = 0; index < idLength; index += 1) {
    const value = [0, 1, 2, 3, 4].reduce((sum, offset) => sum * 2 + (bits[index * 5 + offset] ?? 0), 0);
    id += idAlphabet.charAt(value);
  }
  return id;
}
