import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getDocument, VerbosityLevel } from "pdfjs-dist/legacy/build/pdf.mjs";

export type ReadItem = { text: string; left: number; right: number; top: number; bottom: number };
export type ReadPage = { text: string; width: number; height: number; items: ReadItem[] };

/** Reads a document as a viewer shows it: text, and where it stands from the top left of the visible page. */
export async function readPages(bytes: Uint8Array): Promise<ReadPage[]> {
  const task = getDocument({ data: Uint8Array.from(bytes), verbosity: VerbosityLevel.ERRORS, useSystemFonts: false });
  try {
    const document = await task.promise;
    const pages: ReadPage[] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const viewport = page.getViewport({ scale: 1 });
      const content = await page.getTextContent();
      const items = content.items.flatMap((item): ReadItem[] => {
        if (!("str" in item)) return [];
        const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = item.transform as number[];
        const length = Math.hypot(a, b) || 1;
        const rise = Math.hypot(c, d) || 1;
        const far: [number, number] = [
          e + (a / length) * item.width + (c / rise) * item.height,
          f + (b / length) * item.width + (d / rise) * item.height,
        ];
        const [x1 = 0, y1 = 0] = viewport.convertToViewportPoint(e, f) as number[];
        const [x2 = 0, y2 = 0] = viewport.convertToViewportPoint(...far) as number[];
        const text = item.str + (item.hasEOL ? "\n" : "");
        return [{ text, left: Math.min(x1, x2), right: Math.max(x1, x2), top: Math.min(y1, y2), bottom: Math.max(y1, y2) }];
      });
      pages.push({ text: items.map(({ text }) => text).join(""), width: viewport.width, height: viewport.height, items });
    }
    return pages;
  } finally {
    await task.destroy();
  }
}

export function hasCommand(command: string): boolean {
  return spawnSync(command, ["--version"], { stdio: "ignore" }).error === undefined;
}

/** Runs a command on a file with these bytes and answers with what it prints; throws when it fails. */
export function runOn(bytes: Uint8Array, command: string, args: (file: string) => string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "muniment-"));
  try {
    const file = join(folder, "document.pdf");
    writeFileSync(file, bytes);
    return execFileSync(command, args(file), { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], maxBuffer: 256 * 1024 * 1024 });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Marks of direction that extractors put around runs are not part of the text. */
export const withoutSpaces = (text: string): string => text.replace(/[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "").normalize("NFC");
