import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { asSystem } from "@/lib/database/scope";
import type { DemoWorld } from "@/lib/demo/found";
import { perform } from "@/lib/operations/perform";
import { createSeries } from "@/lib/reports/create-series";
import { publishVersion } from "@/lib/reports/publish-version";
import { progressPrinter } from "../scripts/progress";
import { growthOf, startChild } from "./child";
import { thickDocument } from "./document";
import { foundPortal, withPortal, type RunningPortal } from "./portal";
import { median, timed } from "./statistics";
import { Visitor } from "./visitor";
import { writeFigures } from "./write-figures";

const quick = process.argv.includes("--quick");
const reports = quick ? 10 : 50;
const rounds = quick ? 2 : 7;
const pages = 60;
const mebibyte = 1024 * 1024;
const Port = z.object({ port: z.int() });

process.env["MUNIMENT_LOG"] = "none";
const progress = progressPrinter();

/** Publishes documents that differ, and lays the same beside each other in a folder. */
async function publishAll(world: DemoWorld, folder: string): Promise<string[]> {
  const caller = await world.actor("publisher").workIn(world.accountId("office"));
  await mkdir(folder);
  return asSystem("the reports of the packet", async () => {
    const ids: string[] = [];
    for (let n = 1; n <= reports; n += 1) {
      const document = await thickDocument(pages, 100 + n);
      await writeFile(path.join(folder, `${n}.pdf`), document);
      const series = { slug: `part-${n}`, name: `Part ${n}`, description: "X", program: "soc2", product: "X", category: "REPORTS" as const, audience: "everyone" as const, shareWith: "Nobody.", terms: "standard" };
      const { reportId } = await perform(caller, createSeries, series);
      await perform(caller, publishVersion, { series: `part-${n}`, document, title: `Part ${n}`, periodStart: "2026-01-01", periodEnd: "2026-12-31" });
      ids.push(reportId);
    }
    return ids;
  });
}

function fetchTar(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port }, (incoming) => {
      let bytes = 0;
      incoming.on("data", (piece: Buffer) => (bytes += piece.length));
      incoming.once("end", () => resolve(bytes)).once("error", reject);
    }).once("error", reject).end();
  });
}

async function measure(portal: RunningPortal, world: DemoWorld, ids: readonly string[], folder: string): Promise<string[]> {
  const visitor = new Visitor(portal);
  await visitor.signIn(world.actor("auditor"));
  const csrf = await visitor.csrf();
  const body = JSON.stringify({ reports: ids.map((id) => `${id}:1:1`), agreements: [], from: "2026-01-01", to: "2026-12-31", accepted: true });
  const fetchPacket = async (): Promise<{ bytes: number; head: number }> => {
    const answer = await visitor.send("POST", "/api/packets/GetPacket", { type: "application/json", body, headers: { "X-Csrf-Token": csrf }, keep: false });
    if (answer.status !== 200) throw new Error(`the packet answered ${answer.status}`);
    return { bytes: answer.bytes, head: answer.headMs };
  };
  const { child: tar, ready } = await startChild("serve-tar.ts", { BENCH_FOLDER: folder });
  const { port } = Port.parse(ready);
  try {
    const shares: number[] = [];
    const found: { packet: number; tar: number; head: number; growth: number; bytes: number; processor: number }[] = [];
    await fetchPacket();
    await fetchTar(port);
    for (let round = 0; round < rounds; round += 1) {
      const before = await portal.processorMs();
      const { growth, result: packet } = await growthOf(portal.pid, () => timed(fetchPacket));
      const processor = (await portal.processorMs()) - before;
      const plain = await timed(() => fetchTar(port));
      shares.push(packet.result.bytes / packet.ms / (plain.result / plain.ms));
      found.push({ packet: packet.ms, tar: plain.ms, head: packet.result.head, growth: growth ?? 0, bytes: packet.result.bytes, processor });
    }
    const middle = (key: keyof (typeof found)[number]): number => median(found.map((one) => one[key]));
    const speed = (ms: number): string => (middle("bytes") / 1e6 / (ms / 1000)).toFixed(0);
    return [
      `Packet of ${reports} reports, ${(middle("bytes") / 1e6).toFixed(0)} MB, each marked, recorded and proved on its own: ${(middle("packet") / 1000).toFixed(2)} s, ${speed(middle("packet"))} MB/s; first byte after ${middle("head").toFixed(0)} ms; processor time ${(middle("processor") / reports).toFixed(0)} ms for each report.`,
      `A plain \`tar\` of the documents over HTTP: ${(middle("tar") / 1000).toFixed(2)} s, ${speed(middle("tar"))} MB/s. Share of its bytes per second: **${median(shares).toFixed(2)}** (${Math.min(...shares).toFixed(2)} to ${Math.max(...shares).toFixed(2)}).`,
      `The server's memory grew by ${(Math.max(...found.map(({ growth }) => growth)) / mebibyte).toFixed(0)} MiB at most in a round.`,
    ];
  } finally {
    visitor.close();
    await tar.stop();
  }
}

const dataDir = await mkdtemp(path.join(tmpdir(), "muniment-bench-"));
try {
  progress("Founding a portal");
  const world = await foundPortal(path.join(dataDir, "portal"));
  const folder = path.join(dataDir, "documents");
  const lines = await withPortal(path.join(dataDir, "portal"), async (portal) => {
    progress(`Publishing ${reports} reports`);
    const ids = await publishAll(world, folder);
    progress("Downloading packets");
    return measure(portal, world, ids, folder);
  });
  const found = lines.map((line) => `- ${line}`).join("\n");
  console.log(`\n${found}`);
  if (!quick) await writeFigures(path.join("bench", "PUBLISHING.md"), "bench:packet", found);
} finally {
  await rm(dataDir, { recursive: true, force: true });
}
process.exit(0);
