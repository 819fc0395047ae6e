import { expect, test } from "vitest";
import { german } from "./de";
import { browser } from "./de/browser";
import { parts } from "./de/parts";
import type { Translation } from "./locale";
import { browserSources, saidAtLoad, sources, textsOf } from "./testing-written";

const written = sources().flatMap(textsOf);
const forms = (translation: Translation): string[] => (typeof translation === "string" ? [translation] : Object.values(translation));
const names = (text: string): string[] => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name))].sort();
const marks = (text: string): string[] => [...text.matchAll(/<\/?\w+>/g)].map(([mark]) => mark).sort();

test("every text of the portal is there in German, and nothing that is not said any more", () => {
  const said = new Set(written.map(({ text }) => text));
  expect([...new Map(written.filter(({ text }) => !Object.hasOwn(german, text)).map(({ text, at }) => [text, `${at}: ${text}`])).values()], "said, but not translated").toEqual([]);
  expect(Object.keys(german).filter((text) => !said.has(text) && !Object.hasOwn(parts.data, text)), "translated, but not said").toEqual([]);
});

test("a translation has the values and the marks of its text, and a form for one where there is one", () => {
  const wrong = written.flatMap(({ text, one, at }) => {
    const translation = german[text];
    if (translation === undefined) return [];
    const counted = one !== null;
    const missing = counted && typeof translation === "string" ? [`${at}: needs a form for one: ${text}`] : [];
    return [
      ...missing,
      ...forms(translation)
        .filter((form) => names(form).filter((name) => !counted || name !== "n").join() !== names(text).filter((name) => !counted || name !== "n").join() || marks(form).join() !== marks(text).join())
        .map((form) => `${at}: ${text} / ${form}`),
    ];
  });
  expect([...new Set(wrong)]).toEqual([]);
});

test("a text is translated in one place", () => {
  const places = new Map<string, string[]>();
  for (const [part, catalogue] of Object.entries(parts)) for (const text of Object.keys(catalogue)) places.set(text, [...(places.get(text) ?? []), part]);
  expect([...places].filter(([, where]) => where.length > 1).map(([text, where]) => `${text}: ${where.join(", ")}`)).toEqual([]);
});

test("what scripts say in a browser is carried by every page", () => {
  const carried = browserSources(["components/search/palette.ts"]).flatMap(textsOf);
  expect([...new Set(carried.filter(({ text }) => !Object.hasOwn(browser, text)).map(({ text, at }) => `${at}: ${text}`))], "to be moved to de/browser.ts").toEqual([]);
  const needed = new Set(carried.map(({ text }) => text));
  expect(Object.keys(browser).filter((text) => !needed.has(text)), "not needed in a browser").toEqual([]);
});

test("nothing is said while a file is loaded, before anybody has asked: there it is marked by msg()", () => {
  expect(sources().flatMap(saidAtLoad)).toEqual([]);
});
