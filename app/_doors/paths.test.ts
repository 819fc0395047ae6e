import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { all, one, safePath, withParams } from "./paths";

const portal = "https://evidence.example.com";
const staysHere = (location: string) => new URL(location, `${portal}/reports`).origin === portal;

describe("a path to go back to", () => {
  test.each(["/", "/reports", "/reports?region=emea&q=a%20b", "/sign-in?return=%2Freports", "/reports/report-AAAAAAAAAAAAAAAA/2#terms"])("%s is taken", (path) => expect(safePath(path)).toBe(path));

  test.each([
    "https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example", "/\n/evil.example", " /reports", "reports", "", "javascript:alert(1)",
    "/.//evil.example", "/..//evil.example", "/reports/..//evil.example", "/%2e//evil.example", "/.%2e//evil.example", "/.\\/evil.example", "/ü", `/${"a".repeat(2001)}`,
    undefined, null, 7, {}, ["/reports"],
  ])("%j is not", (path) => expect(safePath(path, "/fallback")).toBe("/fallback"));

  test("never leads to another host, whatever it was made of, also when parameters are added to it", () => {
    const piece = fc.constantFrom("/", "//", "\\", ".", "..", "%2e", "%2f", "%5c", "@", ":", "?", "#", "evil.example", "a", "\t", "\n", "\r", "https:", "%09");
    fc.assert(
      fc.property(fc.oneof(fc.array(piece, { maxLength: 8 }).map((pieces) => `/${pieces.join("")}`), fc.string({ unit: "binary" }), fc.webUrl()), (path) => {
        const safe = safePath(path, "/fallback");
        expect(staysHere(safe)).toBe(true);
        expect(staysHere(withParams(safe, { flash: "x" }))).toBe(true);
        expect(withParams(safe, { flash: "x" })).toMatch(/^\/(?!\/)/);
        expect(safe).not.toMatch(/[\r\n]/);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("parameters", () => {
  test("are set and taken away without touching the others", () => {
    expect(withParams("/reports?region=emea&flash=old", { flash: "new & shiny" })).toBe("/reports?region=emea&flash=new+%26+shiny");
    expect(withParams("/reports?region=emea&flash=old", { flash: undefined })).toBe("/reports?region=emea");
  });

  test("are read as one or as many, without the empty ones", () => {
    expect(one({ a: "1" }, "a")).toBe("1");
    expect(one({ a: ["1", "2"] }, "a")).toBe("1");
    expect(one({}, "a")).toBeUndefined();
    expect(all({ a: ["1", "", "2"] }, "a")).toEqual(["1", "2"]);
    expect(all({ a: "" }, "a")).toEqual([]);
  });

  test("that no person can type count as not given, and what every object has is no parameter", () => {
    expect(one({ a: "x\0" }, "a")).toBeUndefined();
    expect(all({ a: ["x\0", "y"] }, "a")).toEqual(["y"]);
    expect(one({}, "constructor")).toBeUndefined();
    expect(all({}, "__proto__")).toEqual([]);
  });
});
