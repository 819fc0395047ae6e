import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { atTime } from "@/lib/operations/clock";
import { matchingStep, newTotpSecret, TotpCode, totpUri } from "./totp";

const base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** RFC 6238 and RFC 4226, 5.3, written out: SHA-1, 30 seconds, six digits. */
function codeOf(secret: string, step: number): string {
  const bits = [...secret].map((letter) => base32.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac("sha1", key).update(counter).digest();
  const at = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

// The secret of RFC 6238, appendix B: "12345678901234567890".
const rfcSecret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const seconds = fc.integer({ min: 1_600_000_000, max: 4_000_000_000 });
const stepAt = (secret: string, code: string, second: number) => atTime(new Date(second * 1000), () => matchingStep(secret, code));

describe("a code of the authenticator", () => {
  test.each([[59, "287082"], [1111111109, "081804"], [1111111111, "050471"], [1234567890, "005924"], [2000000000, "279037"], [20000000000, "353130"]])(
    "is that of RFC 6238, appendix B, at second %d",
    async (second, code) => expect(await stepAt(rfcSecret, code, second)).toBe(BigInt(Math.floor(second / 30))),
  );

  test("is right in its own half minute and in the next, and names its own step then too: it cannot be claimed twice", async () => {
    await fc.assert(
      fc.asyncProperty(seconds, async (second) => {
        const secret = newTotpSecret();
        const step = Math.floor(second / 30);
        const around = new Set([step - 2, step - 1, step, step + 1].map((one) => codeOf(secret, one)));
        fc.pre(around.size === 4);
        expect(await stepAt(secret, codeOf(secret, step), second)).toBe(BigInt(step));
        expect(await stepAt(secret, codeOf(secret, step - 1), second)).toBe(BigInt(step - 1));
        expect(await stepAt(secret, codeOf(secret, step - 2), second), "a minute old").toBeNull();
        expect(await stepAt(secret, codeOf(secret, step + 1), second), "from the future").toBeNull();
      }),
    );
  });

  test("of another secret is wrong", async () => {
    const second = 1_790_000_000;
    const step = Math.floor(second / 30);
    const [one, other] = [newTotpSecret(), newTotpSecret()];
    const theirs = codeOf(other, step);
    if (theirs !== codeOf(one, step) && theirs !== codeOf(one, step - 1)) expect(await stepAt(one, theirs, second)).toBeNull();
  });

  test.each([["", "123456"], ["not base32!", "123456"], [rfcSecret, ""], [rfcSecret, "12345"], [rfcSecret, "1234567"], [rfcSecret, "abcdef"], [rfcSecret, "１２３４５６"]])("and secret in any other shape are wrong, never a fault: %j %j", async (secret, code) =>
    expect(await stepAt(secret, code, 59)).toBeNull());
});

describe("what is typed as a code", () => {
  test.each([["123456", "123456"], ["123 456", "123456"], [" 12 34 56\n", "123456"], ["000000", "000000"]])("%j is read as %s", (typed, code) => expect(TotpCode.parse(typed)).toBe(code));
  test.each(["", "12345", "1234567", "12345a", "１２３４５６", "٣٣٣٣٣٣", "-12345", "1".repeat(40)])("%j is bad input", (typed) => expect(TotpCode.safeParse(typed).success).toBe(false));
});

describe("a new secret", () => {
  test("has 160 random bits in base32, each time others", () => {
    const secrets = Array.from({ length: 50 }, newTotpSecret);
    expect(new Set(secrets).size).toBe(50);
    expect(secrets.every((secret) => /^[A-Z2-7]{32}$/.test(secret))).toBe(true);
  });

  test("goes into an otpauth address that apps understand, whatever the operator is called", () => {
    const uri = new URL(totpUri(rfcSecret, "Größe & Söhne: Cloud?", "a+b@helios.example"));
    expect(uri.protocol).toBe("otpauth:");
    expect(uri.searchParams.get("secret")).toBe(rfcSecret);
    expect(uri.searchParams.get("issuer")).toBe("Größe & Söhne: Cloud?");
    expect(decodeURIComponent(uri.pathname)).toContain("a+b@helios.example");
  });
});
