import { readFile } from "node:fs/promises";
import { log } from "@/lib/config/log";
import { database } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import { systemCaller } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { asMunimentError } from "@/lib/operations/errors";
import { perform } from "@/lib/operations/perform";
import { mostTries, tryAgainAt } from "../attempts";
import { keptSentence } from "../kept-sentences";
import { importFile, removeImport } from "./import-files";
import { importRow } from "./import-row";
import { keptRow } from "./kept-row";

async function close(batchId: string): Promise<void> {
  await database().importBatch.updateMany({ where: { id: batchId, state: "RUNNING" }, data: { state: "DONE" } });
  await removeImport(batchId);
}

/** The next row that can be tried, of the oldest import that has one; an import whose rows are all settled. Rows of one import keep their order. */
async function nextRow() {
  const running = await database().importBatch.findMany({ where: { state: "RUNNING" }, orderBy: { createdAt: "asc" }, take: 100 });
  for (const batch of running) {
    const row = await database().importRow.findFirst({ where: { batchId: batch.id, state: "GOOD" }, orderBy: { line: "asc" } });
    if (!row || row.retryAt === null || row.retryAt <= now()) return { batch, row };
  }
  return null;
}

/**
 * Imports the next row of an import that runs, if there is one. A row is settled in the transaction that publishes it: whatever ends the process, what was
 * imported is imported once, and the rest after the next start. What fails for a reason of the portal's own is tried again, later each time, then counts as failed.
 * @returns whether there was one
 */
export function importNext(): Promise<boolean> {
  return asSystem("importing reports", async () => {
    const next = await nextRow();
    if (!next) return false;
    const { batch, row } = next;
    if (!row) {
      await close(batch.id);
      return true;
    }
    const kept = { batchId: batch.id, line: row.line };
    const fail = (problem: string) => database().importRow.updateMany({ where: { ...kept, state: "GOOD" }, data: { state: "FAILED", problem } });
    const document = await readFile(importFile(batch.id, Buffer.from(row.sha256 ?? []).toString("hex"))).catch(() => null);
    if (!document) await fail(keptSentence("fileGone"));
    else {
      try {
        await perform(systemCaller("publishing"), importRow, { row: keptRow(row.facts), document, kept, ownerId: batch.personId });
      } catch (thrown) {
        const error = asMunimentError(thrown);
        const attempts = row.attempts + 1;
        if (error.status >= 500) log.warn("publishing.import-failed", { batch: batch.id, line: row.line, code: error.code, attempts });
        if (error.status >= 500 && attempts < mostTries) await database().importRow.updateMany({ where: { ...kept, state: "GOOD" }, data: { attempts, retryAt: tryAgainAt(attempts) } });
        else if (error.status >= 500) await fail(keptSentence("gaveUp", { attempts, problem: error.message }));
        else await fail([error.message, ...(error.detail.fields ?? []).map(({ field, message }) => keptSentence("wrongColumn", { column: field, problem: message }))].join("\n").slice(0, 2000));
      }
    }
    return true;
  });
}
