import { writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import type { DemoWorld } from "@/lib/demo/found";
import { perform } from "@/lib/operations/perform";
import { createSeries } from "@/lib/reports/create-series";
import { publishVersion } from "@/lib/reports/publish-version";
import { growthOf, startChild, type Child } from "./child";
import { thickDocument } from "./document";
import { Done } from "./mark-whole";
import { withPortal } from "./portal";
import { median, spreadOf, timed, type Spread } from "./statistics";
import { Visitor, type Answer } from "./visitor";

/** Milliseconds, and by how many bytes the working process grew at most (undefined where the system does not tell). */
type Cost = { ms: number; growth: number | undefined };

export interface DownloadFigures {
  pages: number;
  bytes: number;
  /** The very first download of a server that has just started: accept, get, last byte. */
  first: Cost;
  /** The same for those that follow. */
  next: Spread;
  nextGrowth: number | undefined;
  /** Of the following ones: accepting, up to the head of the answer, the bytes. */
  parts: { accept: number; head: number; body: number };
  /** `pdf-lib` in a process that has just started, and when it is warm. */
  wholeFirst: Cost;
  wholeNext: Spread;
  wholeNextGrowth: number | undefined;
  /** Preparing for marking in its thread, once per version, and publishing as a whole. */
  prepare: Cost;
  prepareNext: number;
  publishMs: number;
  /** A plain stream of the same file: milliseconds from request to last byte, and to the head alone. */
  plain: Spread;
  plainBody: number;
}

const Accepted = z.object({ reportId: z.string(), version: z.int(), ticket: z.string() });
const Port = z.object({ port: z.int() });

async function publish(world: DemoWorld, document: Uint8Array): Promise<{ reportId: string; ms: number }> {
  const caller = await world.actor("publisher").workIn(world.accountId("office"));
  const series = { slug: "thick", name: "Thick", description: "Many pages.", program: "soc2", product: "Platform", category: "REPORTS" as const, audience: "everyone" as const, shareWith: "Nobody.", terms: "standard" };
  const { reportId } = await perform(caller, createSeries, series);
  const { ms } = await timed(() => perform(caller, publishVersion, { series: "thick", document, title: "Thick", periodStart: "2026-01-01", periodEnd: "2026-12-31" }));
  return { reportId, ms };
}

type Copy = { ms: number; accept: number; head: number; body: number };

async function getCopy(visitor: Visitor, reportId: string, expected: number, csrf: string): Promise<Copy> {
  const begun = performance.now();
  const accept = await timed(() => visitor.call("reports", "AcceptTerms", { reportId, termsRevision: 1, accepted: true }));
  const { version, ticket } = Accepted.parse(accept.result);
  const copy: Answer = await visitor.send("POST", "/api/reports/GetReport", {
    type: "application/json", body: JSON.stringify({ reportId, version, ticket }), headers: { "X-Csrf-Token": csrf }, keep: false,
  });
  if (copy.status !== 200 || copy.bytes < expected) throw new Error(`the copy was not whole: ${copy.status}, ${copy.bytes} bytes`);
  return { ms: performance.now() - begun, accept: accept.ms, head: copy.headMs, body: copy.totalMs - copy.headMs };
}

async function cost(child: Child, file: string, task: "load-draw-save" | "prepare"): Promise<Cost> {
  const { growth, result } = await growthOf(child.pid, async () => Done.parse(await child.ask({ file, task })));
  return { ms: result.ms, growth };
}

/** One copy of a thick document, from accepting its terms to the last byte, against marking it the usual way. */
export async function measureDownload(dataDir: string, world: DemoWorld, rounds: number, progress: (step: string) => void): Promise<DownloadFigures> {
  const pages = 300;
  progress(`Making a document of ${pages} pages`);
  const document = await thickDocument(pages);
  const file = path.join(dataDir, "thick.pdf");
  await writeFile(file, document);

  progress("Measuring the download");
  const { child: whole } = await startChild("mark-whole.ts");
  const { child: preparer } = await startChild("mark-whole.ts");
  const { child: server, ready } = await startChild("serve-file.ts", { BENCH_FILE: file });
  try {
    return await withPortal(dataDir, async (portal) => {
      const published = await publish(world, document);
      const visitor = new Visitor(portal);
      const plainVisitor = new Visitor({ ...portal, url: `http://127.0.0.1:${Port.parse(ready).port}` });
      const plain = (): Promise<Answer> => plainVisitor.send("GET", "/", { keep: false });
      await visitor.signIn(world.actor("auditor"));
      const csrf = await visitor.csrf();
      const copy = () => growthOf(portal.pid, () => getCopy(visitor, published.reportId, document.length, csrf));

      const firstCopy = await copy();
      const wholeFirst = await cost(whole, file, "load-draw-save");
      const prepare = await cost(preparer, file, "prepare");
      await plain();
      const copies: { growth: number | undefined; result: Copy }[] = [];
      const wholes: Cost[] = [];
      const prepares: number[] = [];
      const plains: Answer[] = [];
      for (let round = 0; round < rounds; round += 1) {
        copies.push(await copy());
        plains.push(await plain());
        wholes.push(await cost(whole, file, "load-draw-save"));
        if (round < 3) prepares.push((await cost(preparer, file, "prepare")).ms);
      }
      visitor.close();
      plainVisitor.close();
      const growthIn = (values: readonly (number | undefined)[]): number | undefined => {
        const known = values.filter((value) => value !== undefined);
        return known.length === 0 ? undefined : Math.max(...known);
      };
      return {
        pages,
        bytes: document.length,
        first: { ms: firstCopy.result.ms, growth: firstCopy.growth },
        next: spreadOf(copies.map(({ result }) => result.ms)),
        nextGrowth: growthIn(copies.map(({ growth }) => growth)),
        parts: {
          accept: median(copies.map(({ result }) => result.accept)),
          head: median(copies.map(({ result }) => result.head)),
          body: median(copies.map(({ result }) => result.body)),
        },
        wholeFirst,
        wholeNext: spreadOf(wholes.map(({ ms }) => ms)),
        wholeNextGrowth: growthIn(wholes.map(({ growth }) => growth)),
        prepare,
        prepareNext: median(prepares),
        publishMs: published.ms,
        plain: spreadOf(plains.map(({ totalMs }) => totalMs)),
        plainBody: median(plains.map(({ totalMs, headMs }) => totalMs - headMs)),
      };
    });
  } finally {
    await Promise.all([whole.stop(), preparer.stop(), server.stop()]);
  }
}
