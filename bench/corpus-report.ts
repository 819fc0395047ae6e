import { execFileSync, spawnSync } from "node:child_process";

/** What became of one document. */
export type Result = {
  group: string;
  name: string;
  /** Exit code of `qpdf --check`: 0 clean, 3 warnings, 2 broken; undefined without qpdf. */
  health: number | undefined;
  refused?: { code: string; message: string };
  /** Each a broken promise, in words. */
  problems: string[];
  pages: number;
  /** By how many programs it was drawn before and after. */
  compared: number;
  /** Programs that draw no page of the original. */
  undrawn: string[];
  /** The most that diagonal and dots change any sample, of 255. */
  veil: number;
  notes: string[];
};

const versionOf = (command: string, ...args: string[]): string => {
  const { stdout, stderr } = spawnSync(command, args, { encoding: "utf8" });
  return /\d+(?:\.\d+)+/.exec(`${stdout}${stderr}`)?.[0] ?? "";
};

const healths: [string, (health: number | undefined) => boolean][] = [
  ["clean", (health) => health === 0],
  ["with warnings", (health) => health === 3],
  ["broken", (health) => health === 2],
  ["not checked", (health) => health === undefined],
];

function summary(results: readonly Result[]): string {
  const rows: string[] = [];
  for (const group of new Set(results.map((one) => one.group))) {
    for (const [health, is] of healths) {
      const found = results.filter((one) => one.group === group && is(one.health));
      if (found.length === 0) continue;
      const served = found.filter(({ refused }) => !refused);
      const codes = [...new Set(found.flatMap(({ refused }) => refused?.code ?? []))].map((code) => `${code} ${found.filter(({ refused }) => refused?.code === code).length}`);
      const bad = served.filter(({ problems }) => problems.length > 0).length;
      const drawn = served.filter(({ compared }) => compared > 0);
      rows.push(
        `| ${group} | ${health} | ${found.length} | ${served.length} | ${codes.join(", ") || "0"} | ${served.reduce((sum, { pages }) => sum + pages, 0)} | ${drawn.length} | ${bad} |`,
      );
    }
  }
  return `| documents | for qpdf | files | served | refused | pages served | compared in look | with a difference or problem |\n|${" --- |".repeat(8)}\n${rows.join("\n")}`;
}

const cell = (text: string): string => text.replaceAll("|", "\\|").replace(/\s+/g, " ");

/** The page that says what became of every document that is worth a word. */
export function corpusPage(results: readonly Result[], tools: { qpdf: boolean; poppler: boolean }): string {
  const clean = results.filter(({ health, group }) => health === 0 && group !== "generated");
  const servedClean = clean.filter(({ refused }) => !refused);
  const used = [
    tools.qpdf ? `qpdf ${versionOf("qpdf", "--version")}` : "without qpdf (not installed): no findings, no page counts",
    tools.poppler ? `Poppler ${versionOf("pdftoppm", "-v")}` : "without Poppler (not installed): read and drawn by pdf.js alone",
    "pdf.js",
  ];
  const refused = results.filter(({ refused: code }) => code).map(({ group, name, health, refused: why }) => `| ${group} | ${cell(name)} | ${health ?? ""} | ${why?.code} | ${cell(why?.message ?? "")} |`);
  const bad = results.filter(({ problems }) => problems.length > 0).map(({ group, name, problems, notes }) => `| ${group} | ${cell(name)} | ${cell(problems.join("; "))} | ${cell(notes.join(" "))} |`);
  const undrawn = results.filter((one) => !one.refused && one.undrawn.length > 0).map(({ name, undrawn: by }) => `${name} (${by.join(", ")})`);
  return `# What the marks leave as it was

\`npm run bench:corpus\` marks documents and writes this page; with names of files or folders it only prints. Without names it takes the hard
cases that the project makes itself (\`lib/watermark/testing/hard-cases.ts\`) and, where they lie beside the project, the collections
\`../shared/corpus\` and \`../shared/samples\`.

Each document is prepared in its thread and personalised as for a download. Then

- the copy has the same number of pages, and the download id can be read on every page by every reader;
- \`qpdf --check\` finds nothing in the copy that it did not find in the original;
- the copy with all marks blanked (spaces in the slots of line, codes, diagonal and dots) is drawn, and so is the original: up to 20 pages, 600 samples
  along the longer side. **Every sample must be the same**: there is no tolerance, because one program draws the same operators twice;
- the copy with line and codes alone, and the one with diagonal and dots alone, must differ from the blanked one on every page, or the
  comparison would pass by accident; diagonal and dots may change no sample by more than 48 of 255, so that what is below stays readable.

The tests make sure that the comparison sees a text moved by one point, a missing word and a missing mark (\`lib/watermark/look.test.ts\`).

## Last run

${new Date().toISOString().slice(0, 10)}, commit ${execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim()}; ${used.join(", ")}.

${summary(results)}

Of ${clean.length} documents from outside that are clean for qpdf, ${servedClean.length} are served (${clean.length > 0 ? ((100 * servedClean.length) / clean.length).toFixed(1) : "0"} %; target 99 %).
Diagonal and dots change no sample by more than ${Math.max(0, ...results.map(({ veil }) => veil))} of 255.

### Differences and problems

${bad.length > 0 ? `| documents | file | what | noted for the publisher |\n|${" --- |".repeat(4)}\n${bad.join("\n")}` : "None."}

### Refused

| documents | file | exit of qpdf | code | said to the publisher |
|${" --- |".repeat(5)}
${refused.join("\n")}

### Served, but not drawn in the original by

${undrawn.length > 0 ? undrawn.join(", ") : "None."}
`;
}
