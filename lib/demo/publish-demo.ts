import type { Caller, Origin } from "@/lib/operations/caller";
import { atTime } from "@/lib/operations/clock";
import { perform } from "@/lib/operations/perform";
import { createSeries } from "@/lib/reports/create-series";
import { publishVersion } from "@/lib/reports/publish-version";
import type { DemoWorld } from "./found";
import { samplePdf } from "./sample-pdf";
import type { DemoSeries, DemoVersion } from "./types";

const minute = 60_000;
/** As many as there are threads that are kept for the next document: a third would start one for each. */
const atOnce = 2;

type Publication = { series: DemoSeries; version: DemoVersion; first: boolean };

function inOrder(catalogue: readonly DemoSeries[]): Map<string, Publication[]> {
  const all = catalogue.flatMap((series) => series.versions.map((version, index) => ({ series, version, first: index === 0 })));
  return Map.groupBy(all.toSorted((a, b) => a.version.publishedOn.localeCompare(b.version.publishedOn)), ({ version }) => version.publishedOn);
}

async function publish({ series, version, first }: Publication, session: Caller, origin: () => Origin, time: Date): Promise<void> {
  const document = await samplePdf(series, version);
  await atTime(time, async () => {
    // Each publication is a request of its own.
    const caller = { ...session, ...origin() };
    if (first) {
      await perform(caller, createSeries, {
        slug: series.slug,
        name: series.name,
        description: series.description,
        program: series.program,
        product: series.product,
        category: series.category,
        ...(series.audience === "EVERYONE" ? { audience: "everyone" as const } : { organizations: [...series.audience] }),
        shareWith: series.shareWith,
        language: series.language,
        terms: series.terms,
      });
    }
    await perform(caller, publishVersion, {
      series: series.slug,
      document,
      kind: version.kind,
      // The catalogue shows title and period side by side: the title says what it is, the period when.
      title: version.kind === "BRIDGE_LETTER" ? `Bridge letter to ${series.name}` : series.name,
      auditor: version.auditor,
      periodStart: version.periodStart ?? undefined,
      periodEnd: version.periodEnd ?? undefined,
      extendsVersion: version.extends,
    });
  });
}

export type PublicationDay = { morning: Date; publications: readonly Publication[] };

/** What is published on which day, in order; the first publication of a day follows a minute after its morning. */
export function publicationDays(catalogue: readonly DemoSeries[]): PublicationDay[] {
  return [...inOrder(catalogue)].map(([day, publications], turn) => ({ morning: new Date(Date.parse(`${day}T09:00:00.000Z`) + (turn % 40) * minute), publications }));
}

/** Publishes day by day; on each day a publisher signs in once. */
export async function publishDays(days: readonly PublicationDay[], world: DemoWorld, published: () => void): Promise<void> {
  const chains = new Map<string, Promise<void>>();
  const running = new Set<Promise<void>>();
  for (const { morning, publications } of days) {
    const publisher = world.publishers[Math.floor(morning.getTime() / 86_400_000) % world.publishers.length];
    if (!publisher) throw new Error("the demo has no publisher");
    const caller = await atTime(morning, async () => {
      publisher.actor.leave();
      return publisher.actor.workIn(publisher.accountId);
    });
    for (const [index, publication] of publications.entries()) {
      if (running.size >= atOnce) await Promise.race(running);
      // Versions of one series follow each other; different series go side by side.
      const before = chains.get(publication.series.slug) ?? Promise.resolve();
      const time = new Date(morning.getTime() + (index + 1) * minute);
      const work = before.then(() => publish(publication, caller, () => publisher.actor.origin(), time)).then(published);
      chains.set(publication.series.slug, work);
      running.add(work);
      work.finally(() => running.delete(work)).catch(() => undefined);
    }
  }
  await Promise.all(chains.values());
}
