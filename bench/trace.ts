import path from "node:path";
import { prepare } from "@/lib/watermark/prepare";
import { documentOfText } from "@/lib/watermark/testing/documents";
import { hasCommand } from "@/lib/watermark/testing/read-pdf";
import { mark, serve } from "@/lib/watermark/testing/serve";
import { transformations, type Transformation } from "@/lib/watermark/trace/testing-transformations";
import { readPattern } from "@/lib/watermark/trace/read-pattern";
import { readPicture } from "@/lib/watermark/trace/render-page";
import { trace } from "@/lib/watermark/trace/trace";
import { writeFigures } from "./write-figures";

const tries = process.argv.includes("--quick") ? 1 : 3;
const served = await serve(await prepare(await documentOfText(tries)));
const columns = ["identifier", "information", "text", "code", "pattern"] as const;
type Column = (typeof columns)[number];

/** The ways that lead back to the download. Of a picture, dots are read even where a code was, which a trace does not do. */
async function waysOf({ kind, make }: Transformation, page: number): Promise<Set<Column>> {
  const bytes = await make(served, page);
  const { findings } = await trace(bytes);
  if (findings.some(({ downloadId }) => downloadId !== mark.downloadId)) throw new Error("A trace leads to a download that is not.");
  const ways = new Set<Column>(findings.map(({ method }) => method));
  if (kind === "picture" && readPattern(await readPicture(bytes, { longest: 1_800 })).includes(mark.downloadId)) ways.add("pattern");
  return ways;
}

const rows: string[] = [];
for (const transformation of transformations) {
  const { name, kind, needs } = transformation;
  if (!needs.every(hasCommand)) {
    rows.push(`| ${name} | not run: ${needs.join(", ")} |  |  |  |  |`);
    continue;
  }
  const found: Set<Column>[] = [];
  for (let page = 1; page <= tries; page += 1) found.push(await waysOf(transformation, page));
  const cell = (column: Column): string => {
    const count = found.filter((ways) => ways.has(column)).length;
    if (kind === "file" && column === "pattern" && count === 0 && found.some((ways) => ways.has("code"))) return "not asked";
    return count === 0 ? "no" : count === tries ? "yes" : `${count} of ${tries}`;
  };
  rows.push(`| ${name} | ${columns.map(cell).join(" | ")} |`);
  console.log(rows.at(-1));
}
const table = `| what was done to the copy | identifier | information | text | code | dots |\n|${" --- |".repeat(6)}\n${rows.join("\n")}`;
if (tries > 1) await writeFigures(path.join("docs", "watermark.md"), "bench:trace", table);
process.exit(0);
