import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { pipeline } from "node:stream/promises";
import { PDFDocument, rgb, StandardFonts } from "pdf-lib";
import { z } from "zod";
import { passFile } from "@/lib/storage/pass-file";
import { type Mark, personalise, PreparedManifest, splice } from "@/lib/watermark";
import { sendPieces } from "../server/send-pieces";
import { answer } from "./answer";
import type { Cpu } from "./serve-copies-facts";

/** The prepared document, its manifest as JSON, and the original. */
const Files = z.object({ prepared: z.string(), manifest: z.string(), original: z.string() });

const files = Files.parse(JSON.parse(process.env["BENCH_FILES"] ?? "{}"));
const manifest = PreparedManifest.parse(JSON.parse(await readFile(files.manifest, "utf8")));
const names = ["Ελένη Παπαδοπούλου", "Anna Ångström", "Владимир Щербаков", "山田 太郎"];
let copies = 0;

/** Each copy is another download, by one of four people in turn. */
function nextMark(): Mark {
  copies += 1;
  return {
    name: names[copies % names.length] ?? "", email: `reader${copies % names.length}@customer.example`, organization: "Customer", account: "Main", accountId: "123456789012",
    at: new Date(), downloadId: String(copies).padStart(14, "7K3M9QX2RT5W8Z"),
  };
}
const stored = () => createReadStream(files.prepared, { highWaterMark: 256 * 1024 });
const whole = { start: 0, end: manifest.bytes };
/** As the portal makes and sends them. */
const copy = async () => splice(passFile(files.prepared, whole), await personalise(manifest, nextMark()), { inPlace: true });

async function drain(source: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const piece of source) if (piece.length === 0) throw new Error("an empty piece");
}

/** The usual way: load the document, draw a line on each page, save it whole. */
async function loadDrawSave(): Promise<void> {
  const pdf = await PDFDocument.load(await readFile(files.original));
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  for (const page of pdf.getPages()) page.drawText("Anna Auditor, anna@customer.example, Customer Main, 0123456789ABCD", { x: 40, y: 20, size: 8, font, color: rgb(0.4, 0.4, 0.4) });
  await pdf.save();
}

const server = createServer((request, response) => {
  void (async () => {
    response.writeHead(200, { "Content-Type": "application/pdf", "Content-Length": manifest.bytes });
    if (request.url === "/plain") await pipeline(stored(), response);
    else await sendPieces(request.url === "/unmarked" ? passFile(files.prepared, whole) : await copy(), response);
  })().catch(() => response.destroy());
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

const Task = z.object({ task: z.enum(["personalise", "splice", "read", "load-draw-save"]), warmUp: z.int(), times: z.int() });
const tasks = { personalise: async () => void (await personalise(manifest, nextMark())), splice: async () => drain(await copy()), read: () => drain(stored()), "load-draw-save": loadDrawSave };

answer({ port: (server.address() as AddressInfo).port }, async (question) => {
  const { task, warmUp, times } = Task.parse(question);
  for (let round = 0; round < warmUp; round += 1) await tasks[task]();
  const before = process.cpuUsage();
  for (let round = 0; round < times; round += 1) await tasks[task]();
  const { user, system } = process.cpuUsage(before);
  return { ms: (user + system) / 1000 / times } satisfies z.infer<typeof Cpu>;
});
