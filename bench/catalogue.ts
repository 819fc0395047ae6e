import type { DemoWorld } from "@/lib/demo/found";
import { programs, regions } from "@/lib/reports/programs";
import { asSystem } from "@/lib/database/scope";
import { announce } from "@/lib/notifications/subscriptions/announce";
import { findNews } from "@/lib/notifications/subscriptions/find-news";
import { fillCatalogue } from "@/lib/reports/testing";
import { startChild, type Child } from "./child";
import { Rate } from "./load";
import { maintain } from "./maintain";
import { withPortal, type RunningPortal } from "./portal";
import { median, spreadOf, type Spread } from "./statistics";
import { Visitor } from "./visitor";

export const looks = ["nothing", "page", "filters", "unseen"] as const;
export type Look = (typeof looks)[number];

export interface LookFigures {
  /** Rate as a share of the empty page's rate in the same round. */
  ratio: Spread;
  /** Processor time of the server per answer of the empty page, as a share of that per answer of this one. */
  processorRatio: Spread;
  /** Answers per second. */
  rate: number;
  /** Processor time of the server per answer, in milliseconds. */
  processorMs: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  /** Bytes per answer. */
  bytes: number;
}

export interface CatalogueFigures {
  versions: number;
  empty: { rate: number; processorMs: number; p50: number; bytes: number };
  looks: Record<Look, LookFigures>;
}

type Stretched = Rate & { processorMs: number };

export interface CatalogueOptions {
  sizes: readonly number[];
  rounds: number;
  seconds: number;
  warmUpSeconds: number;
  connections: number;
}

/** A real page of the same server, rendered for each request and nearly without content. */
const emptyPath = "/signed-out";
/** The catalogue without a row: what every page of somebody signed in costs. */
const nothingPath = "/reports?q=zzzzzz";

async function commonPaths(visitor: Visitor): Promise<string[]> {
  const { body } = await visitor.send("GET", "/reports?earlier=1");
  const next = /href="(\/reports\?[^"]*page=[^"]+)"/.exec(body.toString("utf8"))?.[1]?.replaceAll("&amp;", "&");
  if (!next) throw new Error("the catalogue has no second page");
  return [
    "/reports?region=emea", "/reports?program=soc2", next, "/reports?sort=title", "/reports?sort=period", "/reports?q=soc", "/reports?category=REPORTS&region=americas",
    "/reports?updated=90", "/reports?earlier=1", "/reports?covers=2025-06-30",
  ];
}

/** Filters that nobody has used: two programs, in any region or in one, of any kind or of reports alone. */
function unseenFilters(): string[] {
  const places = ["", ...regions.map(({ key }) => `&region=${key}`)].flatMap((region) => [region, `${region}&kind=REPORT`]);
  const pairs = programs.flatMap(({ key }, index) => programs.slice(index + 1).map((other) => `/reports?program=${key}&program=${other.key}`));
  return places.flatMap((place) => pairs.map((pair) => `${pair}${place}`));
}

async function measure(portal: RunningPortal, load: Child, visitor: Visitor, versions: number, options: CatalogueOptions): Promise<CatalogueFigures> {
  const { rounds, seconds, warmUpSeconds, connections } = options;
  const common = await commonPaths(visitor);
  // Each is given out once: what was counted before must not help.
  const unseen = unseenFilters();
  const stretch = async (paths: readonly string[], length: number): Promise<Stretched> => {
    const before = await portal.processorMs();
    const rate = Rate.parse(await load.ask({ url: portal.url, cookie: visitor.cookieHeader, paths: [...paths], connections, seconds: length }));
    return { ...rate, processorMs: ((await portal.processorMs()) - before) / rate.answers };
  };
  await stretch([emptyPath], warmUpSeconds);
  const { rate: seen } = await stretch(["/reports"], warmUpSeconds);
  await stretch(common, warmUpSeconds);
  await stretch([nothingPath], 1);
  // More than a stretch uses up: with nothing counted yet a page is not quicker than with everything counted.
  const perStretch = Math.ceil(seen * seconds * 1.5) + 50;
  const pathsOf: Record<"empty" | Look, () => readonly string[]> = {
    empty: () => [emptyPath],
    nothing: () => [nothingPath],
    page: () => ["/reports"],
    filters: () => common,
    unseen: () => {
      if (unseen.length < perStretch) throw new Error("all filters have been seen: measure for a shorter time");
      return unseen.splice(0, perStretch);
    },
  };
  const found: Record<"empty" | Look, Stretched[]> = { empty: [], nothing: [], page: [], filters: [], unseen: [] };
  const order = ["empty", ...looks] as const;
  for (let round = 0; round < rounds; round += 1) {
    for (const name of round % 2 === 0 ? order : order.toReversed()) found[name].push(await stretch(pathsOf[name](), seconds));
  }
  const middle = (rates: readonly Stretched[], key: keyof Stretched): number => median(rates.map((rate) => rate[key]));
  const lookFigures = (name: Look): LookFigures => ({
    ratio: spreadOf(found[name].map(({ rate }, round) => rate / (found.empty[round]?.rate ?? 0))),
    processorRatio: spreadOf(found[name].map(({ processorMs }, round) => (found.empty[round]?.processorMs ?? 0) / processorMs)),
    rate: middle(found[name], "rate"),
    processorMs: middle(found[name], "processorMs"),
    p50: middle(found[name], "p50"),
    p99: middle(found[name], "p99"),
    bytes: middle(found[name], "bytes"),
  });
  return {
    versions,
    empty: { rate: middle(found.empty, "rate"), processorMs: middle(found.empty, "processorMs"), p50: middle(found.empty, "p50"), bytes: middle(found.empty, "bytes") },
    looks: { nothing: lookFigures("nothing"), page: lookFigures("page"), filters: lookFigures("filters"), unseen: lookFigures("unseen") },
  };
}

/** The catalogue at growing sizes against an empty page, as the customer's auditor sees it. */
export async function measureCatalogue(dataDir: string, world: DemoWorld, options: CatalogueOptions, progress: (step: string) => void): Promise<CatalogueFigures[]> {
  const { child: load } = await startChild("load.ts");
  try {
    return await withPortal(dataDir, async (portal) => {
      const visitor = new Visitor(portal);
      const figures: CatalogueFigures[] = [];
      let there = 0;
      for (const versions of options.sizes) {
        progress(`Filling the catalogue to ${versions.toLocaleString("en")} versions`);
        await fillCatalogue(versions - there, { organization: "customer" });
        there = versions;
        // So many at once are no bench's to notice: whoever subscribed is told before it begins.
        while ((await asSystem("what nobody was told of yet", () => findNews("REPORTS"))).length > 0) await announce("REPORTS");
        await maintain(dataDir);
        progress(`Measuring the catalogue of ${versions.toLocaleString("en")} versions`);
        await visitor.signIn(world.actor("auditor"));
        figures.push(await measure(portal, load, visitor, versions, options));
      }
      visitor.close();
      return figures;
    });
  } finally {
    await load.stop();
  }
}
