import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Slot } from "../manifest";
import type { Prepared } from "../prepare";
import { renderPage, withDocument } from "../trace/render-page";
import { hasCommand } from "./read-pdf";

/** A page as it is seen: `channels` bytes to a sample, rows from the top. */
export type Drawn = { width: number; height: number; channels: 3 | 4; data: Uint8Array | Uint8ClampedArray };

/** Draws the first pages of a document; undefined where this renderer cannot open it at all. */
export type Renderer = { name: string; draw: (bytes: Uint8Array, pages: number) => Promise<Drawn[] | undefined> };

/** Samples along the longer side of a page: 51 to the inch on A4. */
const longerSide = 600;

/** Pages in the form of PPM (P6), one after the other. */
function pagesOfPpm(bytes: Buffer): Drawn[] {
  const pages: Drawn[] = [];
  for (let at = 0; at < bytes.length; ) {
    const head = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.toString("latin1", at, at + 40));
    if (!head) break;
    const [width, height] = [Number(head[1]), Number(head[2])];
    const start = at + head[0].length;
    at = start + 3 * width * height;
    pages.push({ width, height, channels: 3, data: bytes.subarray(start, at) });
  }
  return pages;
}

const poppler: Renderer = {
  name: "Poppler",
  draw: async (bytes, pages) => {
    const folder = mkdtempSync(join(tmpdir(), "muniment-"));
    try {
      const file = join(folder, "document.pdf");
      writeFileSync(file, bytes);
      const args = ["-q", "-cropbox", "-scale-to", String(longerSide), "-l", String(pages), file];
      const { stdout } = spawnSync("pdftoppm", args, { maxBuffer: 512 * 1024 * 1024, timeout: 120_000, stdio: ["ignore", "pipe", "ignore"] });
      const drawn = pagesOfPpm(stdout);
      return drawn.length > 0 ? drawn : undefined;
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

const pdfjs: Renderer = {
  name: "pdf.js",
  draw: (bytes, pages) =>
    withDocument(bytes, async (document) => {
      const drawn: Drawn[] = [];
      for (let number = 1; number <= Math.min(pages, document.numPages); number += 1) {
        const { width, height } = (await document.getPage(number)).getViewport({ scale: 1 });
        drawn.push({ ...(await renderPage(document, number, (72 * longerSide) / Math.max(width, height))), channels: 4 });
      }
      return drawn;
    }).catch(() => undefined),
};

/** Two programs that have nothing in common; Poppler where it is installed. */
export const renderers = (): Renderer[] => [...(hasCommand("pdftoppm") ? [poppler] : []), pdfjs];

/**
 * Of 255: a dot over a stroke of the diagonal changes black or white by 45. Text of any colour that could be read stays readable.
 */
export const mostVeil = 48;

/** Samples that are not the same, and by how much (of 255) they differ at most. Undefined for pages of different sizes. */
export function difference(left: Drawn, right: Drawn): { samples: number; most: number } | undefined {
  if (left.width !== right.width || left.height !== right.height || left.channels !== right.channels) return undefined;
  let [samples, most] = [0, 0];
  for (let at = 0; at < left.data.length; at += left.channels) {
    let here = 0;
    for (let channel = 0; channel < 3; channel += 1) here = Math.max(here, Math.abs((left.data[at + channel] ?? 0) - (right.data[at + channel] ?? 0)));
    if (here > 0) samples += 1;
    most = Math.max(most, here);
  }
  return { samples, most };
}

/** The copy with the content of these marks blanked. */
export function blanked({ manifest }: Prepared, served: Uint8Array, kinds: readonly Slot["kind"][]): Buffer {
  const copy = Buffer.from(served);
  for (const { kind, offset, length } of manifest.slots) if (kinds.includes(kind)) copy.fill(0x20, offset, offset + length);
  return copy;
}

/** Original against copy with all marks blanked: pages that differ, how many samples of all pages, and by how much (of 255) at most. */
export type Changed = { pages: number[]; samples: number; most: number };

/** How the marks themselves show: the most that diagonal and dots change any sample, and the pages on which a mark cannot be seen. */
export type Seen = { veil: number; unseen: number[] };

const opaque = ["line", "code"] as const;
const translucent = ["diagonal", "tile"] as const;

/**
 * Compares what is seen of an original with its copy whose marks are blanked: sample by sample, without tolerance, because the
 * same operators are drawn by the same program. Undefined where that draws no page of the original. Pages that the copy does not
 * have, or in another size, are changed.
 */
export async function changedLook({ draw }: Renderer, original: Uint8Array, prepared: Prepared, served: Uint8Array, pages = 20): Promise<Changed | undefined> {
  const before = await draw(original, pages);
  if (!before) return undefined;
  const after = (await draw(blanked(prepared, served, [...opaque, ...translucent]), pages)) ?? [];
  const changed: Changed = { pages: [], samples: 0, most: 0 };
  for (let index = 0; index < Math.max(before.length, after.length); index += 1) {
    const [left, right] = [before[index], after[index]];
    const found = (left && right && difference(left, right)) ?? { samples: (left ?? right)?.data.length ?? 1, most: 255 };
    if (found.samples === 0) continue;
    changed.pages.push(index + 1);
    changed.samples += found.samples;
    changed.most = Math.max(changed.most, found.most);
  }
  return changed;
}

/** What is left of a page's own black text below its marks: how many samples are black, and the lightest (of 255) that the marks made of one. */
export async function faded({ draw }: Renderer, prepared: Prepared, served: Uint8Array): Promise<{ dark: number; lightest: number }> {
  const [bare] = (await draw(blanked(prepared, served, [...opaque, ...translucent]), 1)) ?? [];
  const [marked] = (await draw(served, 1)) ?? [];
  let [dark, lightest] = [0, 0];
  for (let at = 0; bare && marked && at < bare.data.length; at += bare.channels) {
    if ((bare.data[at] ?? 255) > 20) continue;
    dark += 1;
    lightest = Math.max(lightest, marked.data[at] ?? 255);
  }
  return { dark, lightest };
}

/** Compares the blanked copy with one that has only line and codes, and with one that has only diagonal and dots. */
export async function marksSeen({ draw }: Renderer, prepared: Prepared, served: Uint8Array, pages = 20): Promise<Seen> {
  const [bare = [], lines = [], veils = []] = [
    await draw(blanked(prepared, served, [...opaque, ...translucent]), pages),
    await draw(blanked(prepared, served, translucent), pages),
    await draw(blanked(prepared, served, opaque), pages),
  ];
  const seen: Seen = { veil: 0, unseen: bare.length === 0 ? [1] : [] };
  for (const [index, plain] of bare.entries()) {
    const found = [lines[index], veils[index]].map((marked) => marked && difference(plain, marked));
    if (!found.every((one) => one && one.samples > 0)) seen.unseen.push(index + 1);
    seen.veil = Math.max(seen.veil, found[1]?.most ?? 255);
  }
  return seen;
}
