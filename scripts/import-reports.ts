import { readdir } from "node:fs/promises";
import path from "node:path";
import { runCommand } from "./command";
import { ensureClient } from "./ensure-built";
import { pageProgress } from "./progress";
import { linesOf, readOrSay, takeArguments } from "./take-arguments";

const USAGE = `Imports the reports of a folder, as its manifest.csv says. First every row is checked; nothing is imported without --import.

  npm run import-reports -- folder             checks every row and says what would become of it
  npm run import-reports -- folder --import    imports the good rows, each whole or not at all

  --owner    e-mail address of the operator's person who owns series that are made

The manifest: docs/publishing.md, with an example. What is in its series already is not imported again.
`;

const OPTIONS = { import: { type: "boolean" }, owner: { type: "string" } } as const;
const mark = { good: "ok     ", bad: "REFUSED", done: "done   ", failed: "FAILED " };

await runCommand(async () => {
  const taken = takeArguments(USAGE, OPTIONS, ({ positionals }) => (positionals[0] ? undefined : "Name the folder with manifest.csv and the documents."));
  if ("end" in taken) return taken.end;
  const { values, positionals } = taken.given;
  const folder = positionals[0] ?? "";
  const manifestBytes = await readOrSay(path.join(folder, "manifest.csv"));
  if (typeof manifestBytes === "string") return manifestBytes;
  const manifest = manifestBytes.toString("utf8");
  await ensureClient();
  const [{ withDatabase }, { database }, { perform }, { systemCaller }, { checkImport }, { describeFile }, { readManifest }, { importRow }, { MunimentError }] = await Promise.all([
    import("@/lib/database/run"),
    import("@/lib/database/client"),
    import("@/lib/operations/perform"),
    import("@/lib/operations/caller"),
    import("@/lib/publishing/import/check-import"),
    import("@/lib/publishing/import/import-files"),
    import("@/lib/publishing/import/manifest"),
    import("@/lib/publishing/import/import-row"),
    import("@/lib/operations/errors"),
  ]);
  const names = (await readdir(folder, { withFileTypes: true })).flatMap((entry) => (entry.isFile() && entry.name !== "manifest.csv" && !entry.name.startsWith(".") ? [entry.name] : []));
  const files: Awaited<ReturnType<typeof describeFile>>[] = [];
  for (const name of names) files.push(await describeFile(path.join(folder, name), name));
  const caller = systemCaller("import-reports");
  let unfinished = 0;
  try {
    await withDatabase(async () => {
      const report = await perform(caller, checkImport, { manifest, files });
      for (const { line, file, series, title, problems, newSeries } of report.rows) {
        console.log(`${problems.length === 0 ? mark.good : mark.bad}  line ${line}: ${file}${title ? `, ${title}` : ""}${series ? ` (${series}${newSeries ? ", new" : ""})` : ""}`);
        for (const problem of problems) console.log(`           ${problem}`);
      }
      for (const name of report.unnamed) console.log(`         not named in the manifest: ${name}`);
      const good = report.rows.filter(({ problems }) => problems.length === 0);
      unfinished = report.rows.length - good.length;
      console.log(`\n${good.length} of ${report.rows.length} rows can be imported.${values.import ? "" : " Nothing was imported; --import does it."}`);
      if (!values.import) return;
      const owner = values.owner === undefined ? null : await database().person.findUnique({ where: { email: values.owner.toLowerCase() }, select: { id: true } });
      if (values.owner !== undefined && !owner) throw new MunimentError("ValidationException", `Nobody has the address ${values.owner}.`);
      const read = readManifest(manifest);
      for (const { line, row } of typeof read === "string" ? [] : read.filter((one) => good.some((other) => other.line === one.line))) {
        if (!row) continue;
        const progress = pageProgress(`Line ${line}, ${row.file}`);
        try {
          const document = await readOrSay(path.join(folder, row.file));
          if (typeof document === "string") throw new MunimentError("ValidationException", document);
          const done = await perform(caller, importRow, { row, document, ownerId: owner?.id ?? null, onProgress: progress.page });
          progress.end();
          console.log(`${mark.done}  line ${line}: version ${done.version} of ${row.series}${done.madeSeries ? ", a new series" : ""}: ${done.pages} pages`);
          for (const note of done.notes) console.log(`           Note: ${note}`);
        } catch (error) {
          progress.end();
          if (!(error instanceof MunimentError)) throw error;
          unfinished += 1;
          console.log(`${mark.failed}  line ${line}: ${linesOf(error)}`);
        }
      }
    });
  } catch (error) {
    if (!(error instanceof MunimentError)) throw error;
    return linesOf(error);
  }
  return unfinished === 0 ? undefined : `${unfinished} ${unfinished === 1 ? "row was" : "rows were"} left out.`;
});
