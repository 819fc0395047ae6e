import { readFile } from "node:fs/promises";
import { PDFDocument, rgb, StandardFonts } from "pdf-lib";
import { prepareInWorker } from "@/lib/watermark";
import { z } from "zod";
import { answer } from "./answer";
import { timed } from "./statistics";

/** The document as a file, and what to do with it. */
export const Task = z.object({ file: z.string(), task: z.enum(["load-draw-save", "prepare"]) });
export const Done = z.object({ ms: z.number(), bytes: z.int() });

/** The usual way: load the document, draw a line on each page, save it whole. */
async function loadDrawSave(original: Uint8Array): Promise<number> {
  const pdf = await PDFDocument.load(original);
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  for (const page of pdf.getPages()) page.drawText("Anna Auditor, auditor@customer.example, Customer Main, 0123456789ABCD", { x: 40, y: 20, size: 8, font, color: rgb(0.4, 0.4, 0.4) });
  return (await pdf.save()).length;
}

answer("ready", async (question) => {
  const { file, task } = Task.parse(question);
  const original = await readFile(file);
  const { ms, result } = await timed(async () => (task === "prepare" ? (await prepareInWorker(original)).bytes.length : loadDrawSave(original)));
  return { ms, bytes: result } satisfies z.infer<typeof Done>;
});
