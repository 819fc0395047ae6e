import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { config } from "@/lib/config/config";
import { systemCaller } from "@/lib/operations/caller";
import { perform } from "@/lib/operations/perform";
import { sha256Of } from "@/lib/storage/documents";
import { atTime } from "@/lib/operations/clock";
import { breakInserts, outcomeOf, rows, testPdf, useWorld } from "@/lib/testing/world";
import { checkImport } from "./check-import";
import { describeFile, importFile, makeImportFolder } from "./import-files";
import { getImport } from "./get-import";
import { importNext } from "./import-next";
import { importRow } from "./import-row";
import { readManifest } from "./manifest";
import { runImport } from "./run-import";

const world = useWorld();
const head = "file,series,title,kind,extends,period_start,period_end,series_name,description,program,product,share_with,terms,organizations,audience";
const made = "Cloud,About cloud.,soc2,Cloud,Auditors.,standard,,everyone";
const first = await testPdf(2);
const documents = async () => ({ "a.pdf": first, "b.pdf": await testPdf(3), "c.pdf": new TextEncoder().encode("no pdf"), "locked.pdf": new TextEncoder().encode("%PDF-1.7\n but nothing in it") });

/** The files of an import by page, as they are on disk after it was received. */
async function received(batchId: string) {
  await makeImportFolder(batchId);
  const files = [];
  for (const [name, bytes] of Object.entries(await documents())) {
    const file = importFile(batchId, Buffer.from(sha256Of(bytes)).toString("hex"));
    await writeFile(file, bytes);
    files.push(await describeFile(file, name));
  }
  return files;
}

describe("an import", () => {
  const manifest = [
    head,
    `a.pdf,cloud,Report,report,,2026-01-01,2026-06-30,${made}`,
    "b.pdf,cloud,Letter,bridge letter,1,2026-07-01,2026-09-30,,,,,,,",
    "c.pdf,cloud,No PDF,,,,,,,,,,,",
    "missing.pdf,cloud,Not there,,,,,,,,,,,",
    "locked.pdf,broken,Broken,,,,,Broken,About it.,soc2,Cloud,Auditors.,standard,,everyone",
    `a.pdf,other,Twice,,,,,,,,,,nowhere,alpha`,
  ].join("\n");

  test("says of each row what would become of it, changes nothing, then imports each row whole or not at all, and each document once", async () => {
    const caller = await world.as("publisher");
    const batchId = crypto.randomUUID();
    const files = await received(batchId);
    const report = await perform(caller, checkImport, { manifest, files, keep: batchId });
    expect(report.rows.map(({ line, newSeries, problems }) => [line, newSeries, problems.join(" ")])).toEqual([
      [2, true, ""],
      [3, false, ""],
      [4, false, "This is not a PDF."],
      [5, false, "There is no file missing.pdf."],
      [6, true, ""],
      [7, true, expect.stringMatching(/no series other.*fill in series_name, description, program, product, share_with.*named in line 2/)],
    ]);
    expect(await rows("SELECT slug FROM report_series"), "nothing is made by looking").toEqual([]);

    await perform(caller, runImport, { batchId });
    expect(await outcomeOf(perform(caller, runImport, { batchId })), "a second time").toBe("Conflict");
    while (await importNext());
    const done = await perform(caller, getImport, { batchId });
    expect(done.state).toBe("DONE");
    expect(done.rows.map(({ line, state, version }) => [line, state, version])).toEqual([[2, "IMPORTED", 1], [3, "IMPORTED", 2], [4, "BAD", null], [5, "BAD", null], [6, "FAILED", null], [7, "BAD", null]]);
    expect(await rows("SELECT slug FROM report_series"), "the series of the row that failed was not made either").toEqual([{ slug: "cloud" }]);
    const again = await perform(caller, checkImport, { manifest, files });
    expect(again.rows[0]?.problems).toEqual(["This document is in the series already, as version 1."]);
    const read = readManifest(manifest);
    const row = typeof read === "string" ? null : read[0]?.row;
    if (!row) throw new Error("no row");
    expect(await outcomeOf(perform(systemCaller("import-reports"), importRow, { row, document: first })), "also where nobody looked before").toBe("Conflict");
  });

  test("waits with a row that the portal itself fails at, later each time, while other imports go on, and then gives it up with the reason", async () => {
    const caller = await world.as("publisher");
    const begin = async (series: string, pages: number) => {
      const batchId = crypto.randomUUID();
      const bytes = await testPdf(pages);
      await makeImportFolder(batchId);
      const file = importFile(batchId, Buffer.from(sha256Of(bytes)).toString("hex"));
      await writeFile(file, bytes);
      await perform(caller, checkImport, { manifest: `${head}\nx.pdf,${series},Report,,,,,${made}`, files: [await describeFile(file, "x.pdf")], keep: batchId });
      await perform(caller, runImport, { batchId });
      return batchId;
    };
    const mend = await breakInserts("audit_event", "NEW.operation = 'publishing:ImportRow' AND NEW.parameters->>'series' = 'stuck' AND NEW.outcome = 'Success'");
    const [stuck, other] = [await begin("stuck", 4), await begin("other-import", 5)];
    while (await importNext());
    const state = async (batchId: string) => (await perform(caller, getImport, { batchId })).rows[0]?.state;
    expect([await state(stuck), await state(other)]).toEqual(["GOOD", "IMPORTED"]);
    for (const minutes of [1, 3, 10, 20, 40]) await atTime(new Date(Date.now() + minutes * 60_000), importNext);
    const [row] = (await perform(caller, getImport, { batchId: stuck })).rows;
    expect(row).toMatchObject({ state: "FAILED", problem: expect.stringContaining("tried it 5 times") as string });
    await mend();
  });

  test("without a manifest that can be read is refused whole", async () => {
    const caller = await world.as("publisher");
    expect(await outcomeOf(perform(caller, checkImport, { manifest: "colour\nred", files: [] }))).toBe("ValidationException");
    await mkdir(path.join(config().dataDir, "imports"), { recursive: true });
    expect(await outcomeOf(perform(caller, runImport, { batchId: crypto.randomUUID() }))).toBe("ResourceNotFound");
  });
});
