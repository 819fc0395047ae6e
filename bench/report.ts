import { availableParallelism, cpus, loadavg, platform, totalmem } from "node:os";
import type { AccessFigures } from "./access";
import { looks, type CatalogueFigures, type Look } from "./catalogue";
import type { DownloadFigures } from "./download";
import type { SignInFigures } from "./sign-in";
import type { Spread } from "./statistics";

export interface Figures {
  catalogue: readonly CatalogueFigures[];
  signIn: SignInFigures;
  download: DownloadFigures;
  access: AccessFigures;
}

const targetShare = 0.5;
const targetGrowth = 1.5;
const mebibyte = 1024 * 1024;

const lookNames: Readonly<Record<Look, string>> = { nothing: "a search that finds nothing", page: "first page", filters: "common filters in turn", unseen: "a filter never used before" };

const count = (value: number): string => Math.round(value).toLocaleString("en");
const two = (value: number): string => value.toFixed(2);
const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
const percent = (part: number, whole: number): string => `${Math.round((100 * part) / whole)} %`;
const spread = ({ median, min, max }: Spread): string => `${two(median)} (${two(min)} to ${two(max)})`;
const spreadMs = ({ median, min, max }: Spread): string => `${ms(median)} (${ms(min)} to ${ms(max)})`;
const mib = (bytes: number | undefined): string => (bytes === undefined ? "not measured" : `${Math.round(bytes / mebibyte)} MiB`);
const verdict = (met: boolean): string => (met ? "met" : "missed");

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function catalogueTables(all: readonly CatalogueFigures[]): string {
  const rows = all.flatMap(({ versions, looks: figures }) =>
    looks.map((look) => {
      const { ratio, processorRatio, processorMs, p50, p99, bytes, rate } = figures[look];
      return [count(versions), lookNames[look], spread(ratio), spread(processorRatio), count(rate), ms(processorMs), ms(p50), ms(p99), `${count(bytes / 1024)} KiB`];
    }),
  );
  const empty = all.map(({ versions, empty: { rate, processorMs, p50, bytes } }) => [count(versions), "empty page", "1", "1", count(rate), ms(processorMs), ms(p50), "", `${count(bytes / 1024)} KiB`]);
  const parts = [table(["versions", "page", "share of the empty page's rate", "the same by processor time", "answers/s", "processor time", "median", "99th percentile", "size"], [...empty, ...rows])];
  const small = all.at(0);
  const large = all.at(-1);
  if (small && large && small !== large) {
    const growth = (look: Look): number => small.looks[look].ratio.median / large.looks[look].ratio.median;
    const worst = Math.min(...all.map(({ looks: figures }) => figures.page.ratio.median));
    parts.push(
      table(
        ["target", "found", ""],
        [
          [`the first page at every size at least ${targetShare} of the empty page's rate`, two(worst), verdict(worst >= targetShare)],
          ...looks.filter((look) => look !== "nothing").map((look) => [
            `${lookNames[look]}: ${count(large.versions)} versions at most ${targetGrowth} times the time of ${count(small.versions)}`,
            two(growth(look)),
            verdict(growth(look) <= targetGrowth),
          ]),
        ],
      ),
    );
  }
  return parts.join("\n\n");
}

function signInTable({ whole, passwordMs, codeMs, parts }: SignInFigures): string {
  const names: Readonly<Record<keyof typeof parts, string>> = {
    throttle: "counting attempts (throttles)",
    argon2: "argon2id hash",
    database: "person, session, transactions, events",
    totp: "unsealing the secret, checking the code",
    http: "HTTP, next-auth, looking the session up",
  };
  const keys = ["throttle", "argon2", "totp", "database", "http"] as const;
  return table(
    ["part", "time", "share"],
    [
      ...keys.map((key) => [names[key], ms(parts[key]), percent(parts[key], whole.median)]),
      [`**whole** (password ${ms(passwordMs)}, code ${ms(codeMs)})`, spreadMs(whole), "100 %"],
    ],
  );
}

function downloadTables(figures: DownloadFigures): string {
  const { first, next, parts, wholeFirst, wholeNext, prepare, plain } = figures;
  return [
    table(
      ["copy", "time", "memory", "against load-draw-save"],
      [
        ["first download of a fresh server", ms(first.ms), mib(first.growth), two(first.ms / wholeFirst.ms)],
        ["the following", spreadMs(next), mib(figures.nextGrowth), two(next.median / wholeNext.median)],
        ["load-draw-save, first in a fresh process", ms(wholeFirst.ms), mib(wholeFirst.growth), "1"],
        ["load-draw-save, the following", spreadMs(wholeNext), mib(figures.wholeNextGrowth), "1"],
      ],
    ),
    table(
      ["of a following download", "time", "share"],
      [
        ["accepting the terms", ms(parts.accept), percent(parts.accept, next.median)],
        ["ticket, mark, event, up to the first byte", ms(parts.head), percent(parts.head, next.median)],
        ["the bytes", ms(parts.body), percent(parts.body, next.median)],
      ],
    ),
    table(
      ["against a plain stream of the file", "portal", "plain", "ratio of speeds"],
      [
        ["from request to last byte", ms(parts.head + parts.body), ms(plain.median), two(plain.median / (parts.head + parts.body))],
        ["the bytes alone", ms(parts.body), ms(figures.plainBody), two(figures.plainBody / parts.body)],
      ],
    ),
    table(
      ["once per version", "time", "memory"],
      [
        ["preparing for marking, first in a fresh process (with its thread)", ms(prepare.ms), mib(prepare.growth)],
        ["preparing, the following", ms(figures.prepareNext), ""],
        ["publishing as a whole (prepare, store durably, record)", ms(figures.publishMs), ""],
      ],
    ),
  ].join("\n\n");
}

const targetFiltered = 0.7;
const targetCoverageMs = 200;

function accessTables({ policies, versions, left, decisions, seen, unseen, coverage }: AccessFigures): string {
  const worst = Math.min(seen.median, unseen.median);
  return [
    table(["decisions", "found"], [[`per second, one thread, ${policies} policies, each for another report`, count(decisions)]]),
    table(
      [`catalogue of ${count(versions)} with ${policies} policies, which leave ${count(left)}`, "share of the unfiltered one's rate"],
      [["counts that are known", spread(seen)], ["filters that nobody has used before", spread(unseen)]],
    ),
    table(
      [`coverage of ${count(coverage.accounts)} accounts by ${coverage.agreements} agreements`, "time"],
      [["median", ms(coverage.median)], [`99th percentile of ${count(coverage.looks)}`, ms(coverage.p99)], ["of it the program's processor time, mean", ms(coverage.processor)],
        ["median where something has changed since the last look", ms(coverage.changed.median)], [`99th percentile of ${count(coverage.changed.looks)} of these`, ms(coverage.changed.p99)]],
    ),
    table(
      ["target", "found", ""],
      [
        [`the filtered catalogue at least ${targetFiltered} of the unfiltered one's rate`, two(worst), verdict(worst >= targetFiltered)],
        [`coverage under ${targetCoverageMs} ms at the 99th percentile`, ms(coverage.p99), verdict(coverage.p99 < targetCoverageMs)],
        [`the same where something has changed since the last look`, ms(coverage.changed.p99), verdict(coverage.changed.p99 < targetCoverageMs)],
      ],
    ),
    `Measured on ${machine()}.`,
  ].join("\n\n");
}

/** The part of the page about access, with its heading. */
export const accessPart = (figures: AccessFigures): string => `### Access\n\n${accessTables(figures)}`;

/** The page with its part about access replaced, which is its last. */
export const withAccessPart = (page: string, part: string): string => `${page.split("\n### Access\n")[0]?.trimEnd() ?? ""}\n\n${part}\n`;

const model = (): string => cpus()[0]?.model.replace(/\s+/g, " ").trim() ?? "unknown";

/** The machine and how busy it is: the load is the mean number of processes that want to run, of the last five minutes. */
const machine = (): string =>
  `${new Date().toISOString().slice(0, 10)}; ${availableParallelism()} processors (${model()}), ${Math.round(totalmem() / 1024 / mebibyte)} GiB, load ${(loadavg()[1] ?? 0).toFixed(1)}, ${platform()}, Node ${process.versions.node}`;

const method = `Every figure that matters is a **ratio of two things measured in the same run, in turn**: what a machine does in a second says little about
another one, and a busy machine is busy for both sides. The rest is there to read the ratios by.

- **Catalogue.** The real server (production mode, embedded PostgreSQL, a data folder of its own) in one process, the load generator (autocannon,
  4 connections) in another. A customer's auditor with a real session looks at \`/reports\`; every answer is a full request with session, access decision and
  an audit event. The measure is \`/signed-out\`: an existing page that is rendered for each request and has next to no content, no session and no event. Rounds of
  empty page, a search that finds nothing (what every page of somebody signed in costs: session, decision, event, shell), first page, common filters (region, program, category, search, period, age, sort, second page), and filters that nobody has used before (two programs
  of all, with region and kind; each address once, so that nothing is remembered of it); every other round runs backwards. The share is the middle of the
  rounds, lowest and highest in brackets; beside it the same by the processor time of the server process, which a busy machine disturbs less. Sizes are compared by their shares, so that a slower minute of the machine cancels. Of five versions of a series one is
  current; every tenth series is for one organization alone. At 100 versions the first page has 20 rows, at the other sizes 25.
- **Sign-in.** Password and code over HTTP, one after the other; in the same round each part by itself, in a process that has the same database open. What the
  operations take beyond throttles, hash and code is the database's share, what HTTP takes beyond the operations is the last. Used codes are forgotten
  between rounds, because a code is good only once in 30 seconds.
- **Download.** A document with a page of text and a picture on each page. A copy is: accept the terms, get the report, read to the last byte, over HTTP. The usual
  way, for comparison, is \`pdf-lib\` in a process of its own: load, draw one line on every page, save. The plain stream is \`createReadStream\` piped to a
  response of \`node:http\` in a process of its own. Memory is by how much the resident memory of the working process grew at most, looked at every 5 ms (Linux).
- **Access.** In one process, without HTTP: operations through \`perform\`, with their events, on a durable embedded database, as the role that row-level security
  holds back. Decisions are the evaluator alone, on a person with fifty policies. The filtered catalogue and the unfiltered one take turns within each round. Coverage
  is looked at by the organization's admin, in turn: the first page, the gaps, an earlier day, the gaps of one agreement; one agreement is the organization's,
  four are of 80, 60, 40 and 20 percent of its accounts. \`npm run bench -- --access\` measures this part alone and replaces it on this page.`;

function pageOf(tables: string): string {
  return `# Measurements

\`npm run bench\` measures and writes this page; \`npm run bench -- --quick\` measures less, in under two minutes, and only prints.

## How

${method}

## Last figures

${machine()}.

${tables}
`;
}

/** The figures as tables for the console, and as the whole page. */
export function reportOf({ catalogue, signIn, download, access }: Figures): { tables: string; page: string } {
  const tables = [
    "### Catalogue",
    catalogueTables(catalogue),
    "### Sign-in",
    signInTable(signIn),
    `### Download of ${count(download.pages)} pages, ${(download.bytes / 1e6).toFixed(1)} MB`,
    downloadTables(download),
    accessPart(access),
  ].join("\n\n");
  return { tables, page: pageOf(tables) };
}
