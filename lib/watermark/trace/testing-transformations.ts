import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PDFDocument } from "pdf-lib";
import { grey, jpeg, pictureOf, png, quarter, reread, rotated } from "./testing";
import type { TraceMethod } from "./trace";

/** Something that is done to a copy before it turns up again. */
export type Transformation = {
  name: string;
  kind: "file" | "picture";
  /** The programs without which it is skipped. */
  needs: string[];
  /** Ways back to the download that must be left. */
  left: TraceMethod[];
  /** `page` is the one that a picture is taken of, or that is cut out. */
  make: (served: Uint8Array, page: number) => Promise<Buffer>;
};

/** The file that a command makes of the copy; `{in}` and `{out}` stand for the two. */
function through(served: Uint8Array, command: string, args: readonly string[]): Buffer {
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

const program = (name: string, needs: string[], left: TraceMethod[], ...command: string[]): Transformation => ({
  name,
  kind: "file",
  needs,
  left,
  make: async (served, page) => through(served, command[0] ?? "", command.slice(1).map((argument) => argument.replace("{page}", String(page)))),
});

const cut = (share: number): Transformation => ({
  name: `the last ${Math.round(1000 * (1 - share)) / 10} % cut off`,
  kind: "file",
  needs: [],
  left: ["identifier"],
  make: async (served) => Buffer.from(served.subarray(0, Math.floor(served.length * share))),
});

const picture = (name: string, left: TraceMethod, make: Transformation["make"]): Transformation => ({ name: `picture: ${name}`, kind: "picture", needs: [], left: [left], make });

const inFile: TraceMethod[] = ["identifier", "information", "text", "code"];

export const transformations: readonly Transformation[] = [
  { name: "nothing", kind: "file", needs: [], left: inFile, make: async (served) => Buffer.from(served) },
  program("qpdf: saved again, object streams, recompressed", ["qpdf"], inFile, "qpdf", "{in}", "--object-streams=generate", "--recompress-flate", "{out}"),
  program("qpdf: linearized", ["qpdf"], inFile, "qpdf", "--linearize", "{in}", "{out}"),
  program("qpdf: encrypted without a password", ["qpdf"], inFile, "qpdf", "--encrypt", "", "owner", "256", "--", "{in}", "{out}"),
  program("qpdf: one page cut out", ["qpdf"], ["text", "code"], "qpdf", "{in}", "--pages", "{in}", "{page}", "--", "{out}"),
  program("Ghostscript: saved again", ["gs"], ["text", "code"], "gs", "-q", "-sDEVICE=pdfwrite", "-o", "{out}", "{in}"),
  program("printed to PDF (drawn again by Cairo)", ["pdftocairo"], ["text", "code"], "pdftocairo", "-pdf", "{in}", "{out}"),
  program("printed to PostScript and back", ["pdftops", "gs"], ["code"], "sh", "-c", 'pdftops "$0" - | gs -q -sDEVICE=pdfwrite -o "$1" -', "{in}", "{out}"),
  cut(0.999),
  cut(0.9),
  cut(0.6),
  {
    name: "scan in grey, 100 dpi, JPEG 60, as a PDF",
    kind: "file",
    needs: [],
    left: ["code"],
    make: async (served, page) => {
      const scan = await PDFDocument.create();
      const image = await scan.embedJpg(jpeg(grey(await pictureOf(served, page, 100)), 60));
      scan.addPage([595, 842]).drawImage(image, { x: 0, y: 0, width: 595, height: 842 });
      return Buffer.from(await scan.save());
    },
  },
  picture("100 dpi grey", "code", async (served, page) => png(grey(await pictureOf(served, page, 100)))),
  picture("100 dpi, JPEG quality 60", "code", async (served, page) => jpeg(await pictureOf(served, page, 100), 60)),
  picture("72 dpi screenshot", "code", async (served, page) => png(await pictureOf(served, page, 72))),
  picture("turned by 3 degrees, JPEG 60", "code", async (served, page) => jpeg(rotated(await pictureOf(served, page, 100), 3), 60)),
  picture("turned by -1.7 degrees, grey, JPEG 60", "code", async (served, page) => jpeg(grey(rotated(await pictureOf(served, page, 100), -1.7)), 60)),
  picture("upside down, 120 dpi, JPEG 60", "code", async (served, page) => jpeg(rotated(await pictureOf(served, page, 120), 180), 60)),
  picture("crop to the upper left quarter, JPEG 60", "code", async (served, page) => jpeg(quarter(await pictureOf(served, page, 100), 0, 0), 60)),
  picture("crop to the lower right quarter, JPEG 60", "code", async (served, page) => jpeg(quarter(await pictureOf(served, page, 100), 0.5, 0.5), 60)),
  picture("crop to the middle quarter, text all over, JPEG 60", "pattern", async (served, page) => jpeg(quarter(await pictureOf(served, page, 100), 0.25, 0.25), 60)),
  picture("turned by 3 degrees, crop to the middle quarter, grey, JPEG 60", "pattern", async (served, page) => jpeg(grey(quarter(rotated(await pictureOf(served, page, 120), 3), 0.25, 0.25)), 60)),
  picture("JPEG 60, read and saved as JPEG 50", "code", async (served, page) => jpeg(await reread(jpeg(await pictureOf(served, page, 100), 60)), 50)),
];
