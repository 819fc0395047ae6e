import type { Caller } from "@/lib/operations/caller";
import { atTime } from "@/lib/operations/clock";
import { perform } from "@/lib/operations/perform";
import { createSeries } from "@/lib/reports/create-series";
import { publishVersion } from "@/lib/reports/publish-version";
import type { DemoWorld } from "./found-demo";
import { samplePdf } from "./sample-pdf";
import type { DemoSeries, DemoVersion } from "./types";

const minute = 60_000;
const atOnce = 3;

type Publication = { series: DemoSeries; version: DemoVersion; first: boolean };

function inOrder(catalogue: readonly DemoSeries[]): Map<string, Publication[]> {
  const all = catalogue.flatMap((series) => series.versions.map((version, index) => ({ series, version, first: index === 0 })));
  return Map.groupBy(all.toSorted((a, b) => a.version.publishedOn.localeCompare(b.version.publishedOn)), ({ version }) => version.publishedOn);
}

async function publish({ series, version, first }: Publication, caller: Caller, time: Date): Promise<void> {
  const document = await samplePdf(series, version);
  await atTime(time, async () => {
    if (first) {
      await perform(caller, createSeries, {
        slug: series.slug,
        name: series.name,
        description: series.description,
        program: series.program,
        product: series.product,
        category: series.category,
        organizations: series.audience === "EVERYONE" ? undefined : [...series.audience],
        shareWith: series.shareWith,
        language: series.language,
        terms: series.terms,
      });
    }
    await perform(caller, publishVersion, {
      series: series.slug,
      document,
      kind: version.kind,
      title: version.title,
      auditor: version.auditor,
      periodStart: version.periodStart ?? undefined,
      periodEnd: version.periodEnd ?? undefined,
      extendsVersion: version.extends,
    });
  });
}

/** Publishes the catalogue day by day in the order of its dates; on each day a publisher signs in once. */
export async function publishDemo(catalogue: readonly DemoSeries[], world: DemoWorld, progress: (done: number, all: number) => void): Promise<void> {
  const all = catalogue.reduce((sum, { versions }) => sum + versions.length, 0);
  let done = 0;
  let turn = 0;
  const chains = new Map<string, Promise<void>>();
  const running = new Set<Promise<void>>();
  for (const [day, publications] of inOrder(catalogue)) {
    const publisher = world.publishers[turn++ % world.publishers.length];
    if (!publisher) throw new Error("the demo has no publisher");
    const morning = Date.parse(`${day}T09:00:00.000Z`) + (turn % 40) * minute;
    const caller = await atTime(new Date(morning), async () => {
      publisher.actor.leave();
      return publisher.actor.workIn(publisher.accountId);
    });
    for (const [index, publication] of publications.entries()) {
      if (running.size >= atOnce) await Promise.race(running);
      // Versions of one series follow each other; different series go side by side.
      const before = chains.get(publication.series.slug) ?? Promise.resolve();
      const work = before.then(async () => {
        await publish(publication, caller, new Date(morning + (index + 1) * minute));
        done += 1;
        if (done % 10 === 0 || done === all) progress(done, all);
      });
      chains.set(publication.series.slug, work);
      running.add(work);
      work.finally(() => running.delete(work)).catch(() => undefined);
    }
  }
  await Promise.all(chains.values());
}
