import { readFile } from "node:fs/promises";
import { database } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import { systemCaller } from "@/lib/operations/caller";
import { MunimentError } from "@/lib/operations/errors";
import { perform } from "@/lib/operations/perform";
import { keptSentence } from "../kept-sentences";
import { importFile, removeImport } from "./import-files";
import { importRow } from "./import-row";
import { keptRow } from "./kept-row";

async function close(batchId: string): Promise<void> {
  await database().importBatch.updateMany({ where: { id: batchId, state: "RUNNING" }, data: { state: "DONE" } });
  await removeImport(batchId);
}

/**
 * Imports the next row of an import that runs, if there is one. A row is settled in the transaction that publishes it: whatever ends the process, what was
 * imported is imported once, and the rest after the next start.
 * @returns whether there was one
 */
export function importNext(): Promise<boolean> {
  return asSystem("importing reports", async () => {
    const batch = await database().importBatch.findFirst({ where: { state: "RUNNING" }, orderBy: { createdAt: "asc" } });
    if (!batch) return false;
    const row = await database().importRow.findFirst({ where: { batchId: batch.id, state: "GOOD" }, orderBy: { line: "asc" } });
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
      } catch (error) {
        if (!(error instanceof MunimentError) || error.status >= 500) throw error;
        await fail([error.message, ...(error.detail.fields ?? []).map(({ field, message }) => keptSentence("wrongColumn", { column: field, problem: message }))].join("\n").slice(0, 2000));
      }
    }
    return true;
  });
}
