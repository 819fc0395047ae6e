import { mkdtemp, rm, writeFile } from "node:fs/promises";
import http from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { prepareInWorker } from "@/lib/watermark";
import { growthOf, residentBytes, startChild } from "./child";
import { thickDocument } from "./document";
import { Cpu } from "./serve-copies-facts";
import { median } from "./statistics";
import { writeFigures } from "./write-figures";

const Ready = z.object({ port: z.int() });
/** Requests before anything is measured: a portal that runs has compiled its code long ago. */
const warmUps = 200;
/** Requests of one kind in a row. */
const inStretch = 8;
const mebibyte = 1024 * 1024;

/** Pages, and the side of the picture on each in samples: about 1, 10 and 50 MB. */
const sizes = [{ pages: 10, side: 180 }, { pages: 300, side: 110 }, { pages: 1_000, side: 130 }] as const;

type Got = { bytes: number; firstMs: number; totalMs: number };

function get(port: number, address: string): Promise<Got> {
  const begun = performance.now();
  return new Promise((resolve, reject) => {
    http.get({ host: "127.0.0.1", port, path: address, agent: false }, (response) => {
      let bytes = 0;
      let firstMs = 0;
      response.on("data", (piece: Buffer) => {
        if (bytes === 0) firstMs = performance.now() - begun;
        bytes += piece.length;
      });
      response.on("end", () => resolve({ bytes, firstMs, totalMs: performance.now() - begun }));
      response.on("error", reject);
    }).on("error", reject);
  });
}

const rows: string[] = [];
const folder = await mkdtemp(path.join(tmpdir(), "muniment-bench-"));
try {
  for (const { pages, side } of sizes) {
    const original = await thickDocument(pages, side);
    const { bytes, manifest } = await prepareInWorker(original, { timeoutMs: 900_000 });
    const files = { prepared: path.join(folder, "prepared.pdf"), manifest: path.join(folder, "manifest.json"), original: path.join(folder, "original.pdf") };
    await Promise.all([writeFile(files.prepared, bytes), writeFile(files.manifest, JSON.stringify(manifest)), writeFile(files.original, original)]);
    const { child, ready } = await startChild("serve-copies.ts", { BENCH_FILES: JSON.stringify(files) });
    try {
      const { port } = Ready.parse(ready);
      const cpu = async (task: string, warmUp: number, times: number): Promise<number> => Cpu.parse(await child.ask({ task, warmUp, times })).ms;
      const personalise = await cpu("personalise", 1_000, 200);
      const spliced = await cpu("splice", 20, 20);
      const read = await cpu("read", 20, 20);
      for (let round = 0; round < warmUps; round += 1) await get(port, round % 2 === 0 ? "/marked" : "/plain");
      const ratios: number[] = [];
      const alone: number[] = [];
      const unmarked: number[] = [];
      const first: number[] = [];
      const plainFirst: number[] = [];
      /** Several in a row, so that each kind pays for the memory that it leaves behind itself. */
      const stretch = async (address: string, firsts: number[]): Promise<{ totalMs: number; aloneMs: number }> => {
        let [totalMs, aloneMs] = [0, 0];
        for (let turn = 0; turn < inStretch; turn += 1) {
          const got = await get(port, address);
          firsts.push(got.firstMs);
          totalMs += got.totalMs;
          aloneMs += got.totalMs - got.firstMs;
        }
        return { totalMs, aloneMs };
      };
      for (let round = 0; round < 15; round += 1) {
        const [marked, plain] = [await stretch("/marked", first), await stretch("/plain", plainFirst)];
        unmarked.push((await stretch("/unmarked", [])).totalMs / marked.totalMs);
        ratios.push(plain.totalMs / marked.totalMs);
        alone.push(plain.aloneMs / marked.aloneMs);
      }
      await Promise.all(Array.from({ length: 32 }, () => get(port, "/marked")));
      const one = await growthOf(child.pid, () => get(port, "/marked"));
      const many = await growthOf(child.pid, () => Promise.all(Array.from({ length: 32 }, () => get(port, "/marked"))));
      const base = residentBytes(child.pid) ?? 0;
      const usual = await cpu("load-draw-save", 2, pages > 300 ? 3 : 6);
      const mb = (value: number | undefined): string => (value === undefined ? "unknown" : (value / mebibyte).toFixed(1));
      const row =
        `| ${pages} | ${(bytes.length / 1e6).toFixed(1)} | ${personalise.toFixed(1)} | ${spliced.toFixed(1)} | ${read.toFixed(1)} | ${usual.toFixed(0)} | ${(usual / personalise).toFixed(0)} | ${(usual / spliced).toFixed(0)} | ` +
          `${median(ratios).toFixed(2)} | ${median(alone).toFixed(2)} | ${median(unmarked).toFixed(2)} | ${mb(one.growth)} | ${mb((many.growth ?? 0) / 32)} | ${median(first).toFixed(1)} | ${median(plainFirst).toFixed(1)} | ${mb(base)} |`;
      console.log(row);
      rows.push(row);
    } finally {
      await child.stop();
    }
  }
  const head = "| pages | MB | CPU of a mark, ms | with reading the file, ms | reading alone, ms | CPU load-draw-save, ms | ratio | with reading | bytes/s against plain, from the request | from the first byte | against the same without a mark | MiB for 1 | MiB each of 32 | first byte, ms | of plain, ms | server, MiB |";
  const table = `${head}\n|${" --- |".repeat(16)}\n${rows.join("\n")}`;
  console.log(table);
  await writeFigures(path.join("docs", "watermark.md"), "bench:watermark", table);
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.exit(0);
