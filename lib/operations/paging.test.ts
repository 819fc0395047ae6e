import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { useTestDatabase } from "@/lib/database/testing";
import { MunimentError } from "./errors";
import { type keyShapes, positionToken, readPosition, type Position } from "./paging";

useTestDatabase();

const place = fc.record({
  sort: fc.constant("title"),
  key: fc.string({ unit: "grapheme", maxLength: 100 }),
  id: fc.uuid(),
  before: fc.boolean(),
  offset: fc.nat(10_000_000),
});
const answerOf = (token: string | undefined, sort = "title", shape: keyof typeof keyShapes = "text"): Position | string | null => {
  try {
    return readPosition(token, sort, shape);
  } catch (error) {
    return error instanceof MunimentError ? error.code : String(error);
  }
};

describe("a paging token", () => {
  test("brings back the place that it was made for", () => {
    fc.assert(fc.property(place, (position) => void expect(answerOf(positionToken(position))).toEqual(position)));
  });

  test("that was changed in any one character, cut or added to is refused", () => {
    fc.assert(
      fc.property(place, fc.nat(), fc.constantFrom(..."AZaz09-_.=+/ "), (position, at, other) => {
        const token = positionToken(position);
        const index = at % token.length;
        const changed = `${token.slice(0, index)}${other}${token.slice(index + 1)}`;
        if (changed !== token) expect(answerOf(changed)).toBe("InvalidPagingToken");
        expect(answerOf(token.slice(0, Math.max(1, index)))).toBe("InvalidPagingToken");
        expect(answerOf(`${token}${other}`)).toBe("InvalidPagingToken");
      }),
    );
  });

  test("that this portal did not make is refused, however well it is formed", () => {
    fc.assert(
      fc.property(place, (position) => {
        const payload = Buffer.from(JSON.stringify(position)).toString("base64url");
        const [, signature = ""] = positionToken({ ...position, offset: position.offset + 1 }).split(".");
        expect(answerOf(payload)).toBe("InvalidPagingToken");
        expect(answerOf(`${payload}.`)).toBe("InvalidPagingToken");
        expect(answerOf(`${payload}.${signature}`)).toBe("InvalidPagingToken");
        expect(answerOf(`${payload}.${"A".repeat(24)}`)).toBe("InvalidPagingToken");
      }),
    );
    fc.assert(fc.property(fc.string({ unit: "binary", minLength: 1 }), (token) => void expect(answerOf(token)).toBe("InvalidPagingToken")));
  });

  test("of one order is refused by another", () => {
    const token = positionToken({ sort: "title", key: "SOC 2", id: crypto.randomUUID(), before: false, offset: 0 });
    expect(answerOf(token, "newest", "time")).toBe("InvalidPagingToken");
    expect(answerOf(token, "title", "day")).toBe("InvalidPagingToken");
  });

  test("fits an address, whatever the longest title is written in", () => {
    for (const letter of ["W", "漢", '"', "Ω", "\ud83d\ude00"]) {
      const key = letter.repeat(200 / letter.length);
      const token = positionToken({ sort: "newest", key, id: crypto.randomUUID(), before: false, offset: 10_000_000 });
      expect(token.length, letter).toBeLessThanOrEqual(1000);
    }
  });

  test("that is absent means the first page", () => {
    expect(answerOf(undefined)).toBeNull();
    expect(answerOf("")).toBeNull();
  });
});
