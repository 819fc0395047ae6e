import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { UnmarkableDocument } from "./errors";
import { prepare } from "./prepare";
import { blanked, changedLook, difference, faded, marksSeen, mostVeil, type Renderer, renderers } from "./testing/compare-look";
import { documentWithContent } from "./testing/documents";
import { hardCases } from "./testing/hard-cases";
import { readPages, withoutSpaces } from "./testing/read-pdf";
import { mark, serve } from "./testing/serve";

/** The quicker one where it is installed; the command `bench:corpus` asks all. */
const drawers = renderers();
const drawer = (only?: string): Renderer => {
  const found = drawers.find(({ name }) => !only || name === only);
  if (!found) throw new Error("There is always a renderer.");
  return found;
};

// The parser reports every repair of a broken document on the console.
beforeAll(() => void vi.spyOn(console, "warn").mockImplementation(() => undefined));
afterAll(() => void vi.restoreAllMocks());

describe("a page outside its marks", () => {
  const served = hardCases.filter(({ refused }) => !refused);
  it.each(served.map((hardCase) => [hardCase.name, hardCase] as const))("looks as before, and has the id: %s", async (_, { make, only }) => {
    const original = await make();
    const prepared = await prepare(original);
    const copy = await serve(prepared);
    for (const { text } of await readPages(copy)) expect(withoutSpaces(text)).toContain(mark.downloadId);
    expect(await changedLook(drawer(only), original, prepared, copy)).toEqual({ pages: [], samples: 0, most: 0 });
  });

  it.each(["user units, a strip, a stamp, a poster", "groups, blending and CMYK", "a picture over the whole page"])("shows its marks and stays readable below them: %s", async (name) => {
    const prepared = await prepare((await hardCases.find((one) => one.name === name)?.make()) ?? new Uint8Array());
    const { veil, unseen } = await marksSeen(drawer(), prepared, await serve(prepared));
    expect(unseen).toEqual([]);
    expect(veil).toBeLessThanOrEqual(mostVeil);
  });

  it("keeps its own words readable where they run to every edge: no mark takes more than half of their contrast", async () => {
    const row = (y: number): string => `1 0 0 1 0 ${y} Tm (${"MMMMMWWWWW ".repeat(12)}) Tj`;
    const original = await documentWithContent(`BT /F1 30 Tf ${Array.from({ length: 30 }, (_, at) => row(28 * at)).join(" ")} ET`);
    const prepared = await prepare(original);
    const copy = await serve(prepared);
    for (const renderer of drawers) {
      const { dark, lightest } = await faded(renderer, prepared, copy);
      expect(dark, renderer.name).toBeGreaterThan(1_000);
      // Half of black, and what a stroke of the diagonal and a dot add to it.
      expect(lightest, renderer.name).toBeLessThanOrEqual(128 + mostVeil);
    }
    for (const { text } of await readPages(copy)) expect(withoutSpaces(text)).toContain(mark.downloadId);
    expect((await marksSeen(drawer(), prepared, copy)).unseen).toEqual([]);
  });

  const refused = hardCases.flatMap(({ name, make, refused: code }) => (code ? [[name, code, make] as const] : []));
  it.each(refused)("is refused with its reason: %s (%s)", async (_, code, make) => {
    const error: unknown = await prepare(await make()).catch((reason: unknown) => reason);
    expect(error instanceof UnmarkableDocument && error.code).toBe(code);
  });
});

describe("the comparison", () => {
  const line = (y: number): string => `BT /F1 12 Tf 100 ${y} Td (No exception was noted.) Tj ET`;

  it("sees a single point's difference, a word less, and a copy without marks", async () => {
    const original = await documentWithContent(line(500));
    const prepared = await prepare(original);
    const copy = await serve(prepared);
    expect((await changedLook(drawer(), original, prepared, copy))?.pages).toEqual([]);
    for (const other of [line(501), line(500).replace("No ", ""), ""]) {
      expect((await changedLook(drawer(), await documentWithContent(other), prepared, copy))?.pages).toEqual([1]);
    }
    expect((await marksSeen(drawer(), prepared, blanked(prepared, copy, ["line", "code"]))).unseen).toEqual([1]);
    expect((await marksSeen(drawer(), prepared, blanked(prepared, copy, ["diagonal", "tile"]))).unseen).toEqual([1]);
    const [drawn] = (await drawer().draw(original, 1)) ?? [];
    expect(drawn && difference(drawn, { ...drawn, width: drawn.width + 1 }), "pages of different sizes").toBeUndefined();
  });
});
