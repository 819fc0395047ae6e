import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PDFDocument } from "pdf-lib";
import { beforeAll, describe, expect, it } from "vitest";
import { type Prepared, prepare } from "../prepare";
import type { Slot } from "../manifest";
import { documentOfText } from "../testing/documents";
import { hasCommand } from "../testing/read-pdf";
import { mark, serve } from "../testing/serve";
import { grey, jpeg, pictureOf, png, quarter, reread, rotated } from "./testing";
import { trace, type TraceMethod } from "./trace";

const pages = 3;
let prepared: Prepared;
let served: Buffer;
beforeAll(async () => {
  prepared = await prepare(await documentOfText(pages));
  served = await serve(prepared);
});

async function methodsOf(bytes: Uint8Array): Promise<TraceMethod[]> {
  const { findings } = await trace(bytes);
  expect([...new Set(findings.map(({ downloadId }) => downloadId))]).toEqual(findings.length > 0 ? [mark.downloadId] : []);
  return findings.map(({ method }) => method);
}

/** The file that a command makes of the copy; `in` and `out` stand for the two. */
function through(command: string, ...args: string[]): Buffer {
  const folder = mkdtempSync(join(tmpdir(), "muniment-"));
  try {
    const files: Record<string, string> = { in: join(folder, "in.pdf"), out: join(folder, "out.pdf") };
    writeFileSync(files["in"] ?? "", served);
    execFileSync(command, args.map((argument) => argument.replace(/\{(\w+)\}/, (_, name: string) => files[name] ?? "")), { stdio: "ignore" });
    return readFileSync(files["out"] ?? "");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("a copy as a file", () => {
  it("is traced by its identifiers, its text and its codes", async () => {
    expect(await methodsOf(served)).toEqual(expect.arrayContaining(["identifier", "information", "code", "text"]));
    const { findings } = await trace(served);
    expect(findings.find(({ method }) => method === "text")?.pages).toEqual([1, 2, 3]);
  });

  const programs: [string, string, string[], TraceMethod[]][] = [
    ["saved again by qpdf", "qpdf", ["{in}", "--object-streams=generate", "--recompress-flate", "{out}"], ["identifier", "information", "text", "code"]],
    ["linearized by qpdf", "qpdf", ["--linearize", "{in}", "{out}"], ["identifier", "information", "text", "code"]],
    ["one page cut out by qpdf", "qpdf", ["{in}", "--pages", "{in}", "2", "--", "{out}"], ["text", "code"]],
    ["encrypted without a password by qpdf", "qpdf", ["--encrypt", "", "owner", "256", "--", "{in}", "{out}"], ["identifier", "information", "text", "code"]],
    ["saved again by Ghostscript", "gs", ["-q", "-sDEVICE=pdfwrite", "-o", "{out}", "{in}"], ["text", "code"]],
    ["printed to PDF (drawn again by Cairo)", "pdftocairo", ["-pdf", "{in}", "{out}"], ["text", "code"]],
    ["printed to PostScript and back", "sh", ["-c", 'pdftops "$0" - | gs -q -sDEVICE=pdfwrite -o "$1" -', "{in}", "{out}"], ["code"]],
  ];
  for (const [what, command, args, methods] of programs) {
    it.runIf(hasCommand(command === "sh" ? "gs" : command))(`is traced when ${what}`, { timeout: 60_000 }, async () => {
      expect(await methodsOf(through(command, ...args))).toEqual(expect.arrayContaining(methods));
    });
  }

  it("is traced when its end is cut off: what is left is not a clean copy", async () => {
    for (const share of [0.999, 0.9, 0.6]) expect(await methodsOf(served.subarray(0, Math.floor(served.length * share)))).toContain("identifier");
  });

  it("is traced as a scan: a picture on a page", async () => {
    const scan = await PDFDocument.create();
    const picture = await scan.embedJpg(jpeg(grey(await pictureOf(served, 1, 100)), 60));
    scan.addPage([595, 842]).drawImage(picture, { x: 0, y: 0, width: 595, height: 842 });
    expect(await methodsOf(await scan.save())).toEqual(["code"]);
  });
});

describe("a picture of a page", () => {
  const pictures: [string, () => Promise<Buffer>, TraceMethod][] = [
    ["in grey at 100 dpi", async () => png(grey(await pictureOf(served, 2, 100))), "code"],
    ["as a JPEG of quality 60 at 100 dpi", async () => jpeg(await pictureOf(served, 2, 100), 60), "code"],
    ["as a screenshot at 72 dpi", async () => png(await pictureOf(served, 2, 72)), "code"],
    ["turned by 3 degrees", async () => jpeg(rotated(await pictureOf(served, 2, 100), 3), 60), "code"],
    ["turned by -1.7 degrees, in grey", async () => jpeg(grey(rotated(await pictureOf(served, 2, 100), -1.7)), 60), "code"],
    ["upside down", async () => jpeg(rotated(await pictureOf(served, 2, 120), 180), 60), "code"],
    ["cropped to its upper left quarter", async () => jpeg(quarter(await pictureOf(served, 2, 100), 0, 0), 60), "code"],
    ["cropped to its lower right quarter", async () => jpeg(quarter(await pictureOf(served, 2, 100), 0.5, 0.5), 60), "code"],
    ["cropped to the quarter in its middle, text all over", async () => jpeg(quarter(await pictureOf(served, 2, 100), 0.25, 0.25), 60), "pattern"],
    ["turned by 3 degrees and cropped to its middle", async () => jpeg(grey(quarter(rotated(await pictureOf(served, 2, 120), 3), 0.25, 0.25)), 60), "pattern"],
    ["compressed twice", async () => jpeg(await reread(jpeg(await pictureOf(served, 2, 100), 60)), 50), "code"],
  ];
  it.each(pictures)("is traced %s", { timeout: 60_000 }, async (_, make, method) => {
    expect(await methodsOf(await make())).toEqual([method]);
  });
});

describe("marks taken out", () => {
  /** What is left when these slots are emptied, as by somebody who found the objects. */
  function without(taken: (slot: Slot, index: number) => boolean): Buffer {
    const copy = Buffer.from(served);
    for (const [index, slot] of prepared.manifest.slots.entries()) if (taken(slot, index)) copy.fill(0x20, slot.offset, slot.offset + slot.length);
    return copy;
  }

  const kinds = [...new Set(["line", "diagonal", "code", "tile", "info", "instance", "id", "font"] as const)];
  it.each(kinds)("leave the others where it is one: %s", { timeout: 60_000 }, async (kind) => {
    const methods = await methodsOf(without((slot) => slot.kind === kind));
    expect(methods.length).toBeGreaterThanOrEqual(3);
  });

  const alone: [Slot["kind"][], TraceMethod[]][] = [
    [["line", "font", "widths", "unicode"], ["text"]],
    [["code"], ["code"]],
    [["tile"], ["pattern"]],
    [["info"], ["information"]],
    [["instance"], ["identifier"]],
    [["id"], ["identifier"]],
  ];
  it.each(alone)("are traced by the only one left: %s", { timeout: 60_000 }, async (kept, methods) => {
    expect([...new Set(await methodsOf(without((slot) => !kept.includes(slot.kind))))]).toEqual(methods);
  });

  it("have names of their own in every document and every use", async () => {
    const namesIn = (bytes: Uint8Array): string[] => Array.from(Buffer.from(bytes).toString("latin1").matchAll(/\/(\w+) Do/g), ([, name = ""]) => name);
    const other = await prepare(await documentOfText(1));
    const [first, second] = [new Set(namesIn(prepared.bytes)), new Set(namesIn(other.bytes))];
    expect(first.size).toBeGreaterThanOrEqual(4);
    expect([...first].filter((name) => second.has(name))).toEqual([]);
  });
});

describe("what carries no mark", () => {
  it("is answered with nothing, whatever it is", { timeout: 60_000 }, async () => {
    expect(await trace(Buffer.from("a text"))).toEqual({ kind: "unknown", findings: [] });
    expect(await trace(await documentOfText(1))).toEqual({ kind: "pdf", findings: [] });
    expect(await trace(png(await pictureOf(await documentOfText(1), 1, 100)))).toEqual({ kind: "picture", findings: [] });
  });
});
