import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { createSeries } from "@/lib/reports/create-series";
import { fillCatalogue } from "@/lib/reports/testing";
import { perform } from "@/lib/operations/perform";
import { asSystem } from "@/lib/database/scope";
import type { DemoWorld } from "@/lib/demo/found";
import { progressPrinter } from "../scripts/progress";
import { growthOf, residentBytes } from "./child";
import { thickDocument } from "./document";
import { foundPortal, withPortal, type RunningPortal } from "./portal";
import { quantile } from "./statistics";
import { Visitor } from "./visitor";
import { writeFigures } from "./write-figures";

const quick = process.argv.includes("--quick");
/** Pages, and the side of the picture on each, so that the document has about 200 MB (20 MB for a quick look). */
const size = quick ? { pages: 300, side: 150, listings: 40 } : { pages: 400, side: 400, listings: 200 };
const partBytes = 4 * 1024 * 1024;
const mebibyte = 1024 * 1024;

const Started = z.object({ draftId: z.string(), received: z.int() });
const Part = z.object({ received: z.int(), state: z.string() });
const Listed = z.object({ drafts: z.array(z.object({ state: z.string(), pages: z.int() })) });

process.env["MUNIMENT_LOG"] = "none";
const progress = progressPrinter();

/** Sends a document in parts, as the page does. */
async function upload(visitor: Visitor, csrf: string, document: Uint8Array): Promise<string> {
  const { draftId } = Started.parse(await visitor.call("publishing", "StartUpload", { fileName: "large.pdf", bytes: document.length }));
  for (let offset = 0; offset < document.length; ) {
    const part = Buffer.from(document.buffer, document.byteOffset + offset, Math.min(partBytes, document.length - offset));
    const answer = await visitor.sendBytes(`/api/publishing/ReceivePart?draftId=${draftId}&offset=${offset}`, part, csrf);
    offset = Part.parse(answer).received;
  }
  return draftId;
}

/** The milliseconds of one listing of the catalogue after the other. */
async function list(visitor: Visitor, goOn: (done: number) => boolean): Promise<number[]> {
  const times: number[] = [];
  while (goOn(times.length)) {
    const { status, totalMs } = await visitor.send("GET", "/reports", { keep: false });
    if (status !== 200) throw new Error(`the catalogue answered ${status}`);
    times.push(totalMs);
  }
  return times;
}

async function measure(portal: RunningPortal, world: DemoWorld, document: Uint8Array): Promise<string[]> {
  const publisher = world.publishers[0];
  if (!publisher) throw new Error("nobody to measure with");
  await asSystem("the catalogue that is measured", async () => {
    const caller = await publisher.actor.workIn(publisher.accountId);
    await perform(caller, createSeries, { slug: "measured", name: "Measured", description: "X", program: "soc2", product: "X", category: "REPORTS", audience: "everyone", shareWith: "X", terms: "standard" });
    await fillCatalogue(quick ? 500 : 5_000);
  });
  const [sender, looker] = [new Visitor(portal), new Visitor(portal)];
  await sender.signIn(publisher.actor);
  await looker.signIn(world.actor("auditor"));
  const csrf = await sender.csrf();
  await list(looker, (done) => done < 30);
  progress("Listing the catalogue, idle");
  const idle = await list(looker, (done) => done < size.listings);
  progress("Uploading");
  const begun = performance.now();
  const { growth: received, result: draftId } = await growthOf(portal.pid, () => upload(sender, csrf, document));
  const uploadMs = performance.now() - begun;
  progress("Listing the catalogue while the document is prepared");
  const preparing = performance.now();
  let ready = false;
  let pages = 0;
  const watch = (async () => {
    while (!ready) {
      const [draft] = Listed.parse(await sender.call("publishing", "ListDrafts", { ids: [draftId] })).drafts;
      if (draft?.state === "REFUSED") throw new Error("the document was refused");
      ready = draft?.state === "READY";
      pages = draft?.pages ?? 0;
      if (!ready) await new Promise((resolve) => setTimeout(resolve, 200));
    }
  })();
  const { growth: grown, result: busy } = await growthOf(portal.pid, () => list(looker, () => !ready));
  await watch;
  const prepareMs = performance.now() - preparing;
  sender.close();
  looker.close();
  const ms = (value: number): string => value.toFixed(0);
  return [
    `Document: ${(document.length / 1e6).toFixed(0)} MB, ${pages} pages.`,
    `Upload in parts of 4 MiB: ${(document.length / 1e6 / (uploadMs / 1000)).toFixed(0)} MB/s; the server's memory grew by ${((received ?? 0) / mebibyte).toFixed(0)} MiB at most.`,
    `Preparation: ${(prepareMs / 1000).toFixed(1)} s; the server's memory grew by ${((grown ?? 0) / mebibyte).toFixed(0)} MiB at most (ceiling: ${(1_536 + (2 * document.length) / mebibyte).toFixed(0)} MiB, that is 1,536 MiB for reading and twice the document); ${((residentBytes(portal.pid) ?? 0) / mebibyte).toFixed(0)} MiB resident afterwards.`,
    `Catalogue, one visitor: p50 ${ms(quantile(idle, 0.5))} ms, p99 ${ms(quantile(idle, 0.99))} ms idle (${idle.length}); p50 ${ms(quantile(busy, 0.5))} ms, p99 ${ms(quantile(busy, 0.99))} ms while preparing (${busy.length}): ${(quantile(busy, 0.99) / quantile(idle, 0.99)).toFixed(1)} times.`,
  ];
}

const dataDir = await mkdtemp(path.join(tmpdir(), "muniment-bench-"));
try {
  progress("Founding a portal");
  const world = await foundPortal(dataDir);
  progress("Writing the document");
  const document = await thickDocument(size.pages, size.side);
  const lines = await withPortal(dataDir, (portal) => measure(portal, world, document));
  const found = lines.map((line) => `- ${line}`).join("\n");
  console.log(`\n${found}`);
  if (!quick) await writeFigures(path.join("bench", "PUBLISHING.md"), "bench:publishing", found);
} finally {
  await rm(dataDir, { recursive: true, force: true });
}
process.exit(0);
