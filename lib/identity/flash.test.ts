import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { useTestDatabase } from "@/lib/database/testing";
import { flashToken, readFlash } from "./flash";

useTestDatabase();

const text = (maxLength: number) => fc.string({ unit: "grapheme-ascii", maxLength });
const flash = fc.record({
  kind: fc.constantFrom("ok" as const, "error" as const),
  code: text(60),
  message: text(400),
  fields: fc.array(fc.record({ field: text(60), message: text(200) }), { maxLength: 8 }),
});
const ok = { kind: "ok" as const, code: "ok", message: "The account was created." };

describe("what a form has to say on the next page", () => {
  test("arrives as it was said", () => {
    fc.assert(fc.property(flash, (said) => void expect(readFlash(flashToken(said))).toEqual(said)));
  });

  test("is cut to what the page can show, never refused", () => {
    const long = flashToken({ kind: "error", code: "ValidationException", message: "m".repeat(5000), fields: Array.from({ length: 30 }, () => ({ field: "f".repeat(500), message: "x".repeat(500) })) });
    expect(readFlash(long)).toMatchObject({ code: "ValidationException", message: "m".repeat(400) });
    expect(readFlash(long)?.fields).toHaveLength(8);
  });

  test("cannot be put into the portal's mouth: any change of what is said is refused", () => {
    fc.assert(
      fc.property(flash, flash, fc.nat(), fc.constantFrom(..."AZaz09-_"), (said, other, at, letter) => {
        const [payload = "", signature = ""] = flashToken(said).split(".");
        const index = at % payload.length;
        const changed = `${payload.slice(0, index)}${letter}${payload.slice(index + 1)}`;
        if (changed !== payload) expect(readFlash(`${changed}.${signature}`)).toBeNull();
        const [foreign = ""] = flashToken(other).split(".");
        if (foreign !== payload) expect(readFlash(`${foreign}.${signature}`)).toBeNull();
      }),
    );
  });

  test("garbage is nothing", () => {
    const unsigned = Buffer.from(JSON.stringify({ ...ok, fields: [] })).toString("base64url");
    for (const token of [undefined, "", ".", "..", "a", "a.b", "a.b.c", unsigned, `${unsigned}.`, "x".repeat(50_000)]) expect(readFlash(token)).toBeNull();
    expect(readFlash(`${flashToken(ok)}.more`)).toBeNull();
  });
});
