import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chosenLocale, locales, requestedLocale } from "./locale";

describe("the locale of a request", () => {
  test.each([
    ["locale=de", "de"],
    ["theme=dark; locale=en-US; other=1", "en-US"],
    ["a=1;locale=en-GB", "en-GB"],
    ["locale=en; locale=de", "en"],
  ])("is what somebody chose in this browser, whatever it accepts: %s", (cookie, locale) => {
    expect(requestedLocale(cookie, "de, fr;q=0.9")).toBe(locale);
  });

  test.each([
    ["de", "de"],
    ["de-AT", "de"],
    ["de-CH-1996;q=0.8, en;q=0.2", "de"],
    ["en-us", "en-US"],
    ["EN-gb,en;q=0.9", "en-GB"],
    ["en-AU, en;q=0.9", "en"],
    ["fr-FR, fr;q=0.9, de;q=0.5, en;q=0.4", "de"],
    ["fr, en;q=0.4, de;q=0.5", "de"],
    ["de;q=0, en-US", "en-US"],
    ["en;q=0.8,de;q=0.8", "en"],
    ["fr, ja", "en"],
    ["*", "en"],
    ["", "en"],
    [undefined, "en"],
  ])("is otherwise the best that the browser accepts and the portal speaks: %s is %s", (accepts, locale) => {
    expect(requestedLocale(undefined, accepts)).toBe(locale);
    expect(requestedLocale("theme=dark", accepts)).toBe(locale);
  });

  test.each(["locale=fr", "locale=", "locale=de-DE", "mylocale=de", "locale=de%00", "locale=__proto__", "locale=de, en", `locale=${"d".repeat(5000)}`])("a cookie that names none of them counts as no choice: %s", (cookie) => {
    expect(chosenLocale(cookie)).toBeUndefined();
    expect(requestedLocale(cookie, "en-GB")).toBe("en-GB");
  });

  test.each([";;;;", "q=1", ";q=1", "de;q=", "de;q=x", "de;q=-1", "de;q=NaN", "__proto__, constructor;q=0.9", "\0", ", ,", "de;q=1e400;q=0"])("hostile or broken headers never throw: %j", (accepts) => {
    expect(locales).toContain(requestedLocale(undefined, accepts));
  });

  test("is one of those that there are, for any headers, in a moment", () => {
    const tag = fc.constantFrom("de", "en", "en-GB", "en-US", "fr", "*", ";q=0.5", ";q=0", ",", " ", "locale=", ";", "=");
    const header = fc.oneof(fc.string({ maxLength: 200 }), fc.array(tag, { maxLength: 60 }).map((pieces) => pieces.join("")));
    fc.assert(fc.property(header, header, (cookie, accepts) => locales.some((locale) => locale === requestedLocale(cookie, accepts))));
    const before = performance.now();
    requestedLocale(";locale=".repeat(100_000), "a;q=0.1,".repeat(100_000));
    expect(performance.now() - before).toBeLessThan(500);
  });
});
