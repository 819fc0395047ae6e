import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RecoveryCodeInput } from "./recovery-codes";

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const code = fc.array(fc.constantFrom(...alphabet), { minLength: 26, maxLength: 26 }).map((symbols) => symbols.join(""));
const read = (typed: unknown): string | null => {
  const result = RecoveryCodeInput.safeParse(typed);
  return result.success ? result.data : null;
};

describe("a recovery code as typed", () => {
  test("is read alike in capitals or small letters, with dashes, spaces or nothing between", () => {
    fc.assert(
      fc.property(code, fc.array(fc.constantFrom("", "", "-", " ", "\t"), { minLength: 26, maxLength: 26 }), fc.boolean(), (plain, between, small) => {
        const spaced = [...plain].map((symbol, index) => `${symbol}${between[index] ?? ""}`).join("");
        expect(read(small ? spaced.toLowerCase() : spaced)).toBe(plain);
      }),
    );
  });

  test("is read alike where people take a letter for a digit: O for 0, I and L for 1", () => {
    fc.assert(
      fc.property(code, fc.array(fc.constantFrom("I", "i", "L", "l"), { minLength: 26, maxLength: 26 }), (plain, ones) => {
        expect(read([...plain].map((symbol, index) => (symbol === "0" ? "o" : symbol === "1" ? (ones[index] ?? "I") : symbol)).join(""))).toBe(plain);
      }),
    );
  });

  test("of another length, or with signs that no code has, is bad input", () => {
    fc.assert(
      fc.property(code, fc.nat(25), fc.constantFrom("U", "!", "é", "٣", "０", "."), (plain, at, letter) => {
        expect(read(plain.slice(0, at))).toBeNull();
        expect(read(`${plain}0`)).toBeNull();
        expect(read(`${plain.slice(0, at)}${letter}${plain.slice(at + 1)}`)).toBeNull();
      }),
    );
  });

  test.each([undefined, null, 7, "", "-".repeat(26), "0".repeat(81), ["0".repeat(26)]])("garbage is bad input: %j", (typed) => expect(read(typed)).toBeNull());
});
