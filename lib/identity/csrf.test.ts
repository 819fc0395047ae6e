import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { useTestDatabase } from "@/lib/database/testing";
import { csrfTokenFor, csrfTokenMatches } from "./csrf";

useTestDatabase();

describe("the token of a session's forms", () => {
  test("fits its own session and no other", () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (session, other) => {
        fc.pre(session !== other);
        expect(csrfTokenMatches(session, csrfTokenFor(session))).toBe(true);
        expect(csrfTokenMatches(other, csrfTokenFor(session))).toBe(false);
      }),
    );
  });

  test("does not fit when a character was changed, cut or added", () => {
    fc.assert(
      fc.property(fc.uuid(), fc.nat(42), fc.constantFrom(..."AZaz09-_=+. "), (session, at, letter) => {
        const token = csrfTokenFor(session);
        const changed = `${token.slice(0, at)}${letter}${token.slice(at + 1)}`;
        if (changed !== token) expect(csrfTokenMatches(session, changed)).toBe(false);
        expect(csrfTokenMatches(session, token.slice(0, at))).toBe(false);
        expect(csrfTokenMatches(session, `${token}${letter}`)).toBe(false);
      }),
    );
  });

  test("garbage never fits", () => {
    for (const presented of [null, undefined, "", "0".repeat(43), "é".repeat(43), "x".repeat(100_000)]) {
      expect(csrfTokenMatches("01900000-0000-7000-8000-000000000001", presented)).toBe(false);
    }
  });
});
