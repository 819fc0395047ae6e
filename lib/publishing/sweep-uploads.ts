import { database } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import { now } from "@/lib/operations/clock";
import { importsOnDisk, removeImport } from "./import/import-files";
import { isWriting, removeUpload, uploadsOnDisk } from "./upload-files";

/** How long an upload that nobody goes on with is kept. */
export const uploadKeptMs = 7 * 86_400_000;
const unknownKeptMs = 60 * 60_000;
const isId = /^[0-9a-f-]{36}$/;

/** Forgets uploads that nobody goes on with, and removes the files of those that are over or that no record knows. @returns how many files */
export async function sweepUploads(): Promise<number> {
  return asSystem("sweeping uploads", async () => {
    const at = now();
    await database().draft.updateMany({ where: { state: "RECEIVING", touchedAt: { lte: new Date(at.getTime() - uploadKeptMs) } }, data: { state: "DISCARDED", touchedAt: at } });
    const files = (await uploadsOnDisk()).filter(({ id }) => isId.test(id));
    const known = await database().draft.findMany({ where: { id: { in: files.map(({ id }) => id) } }, select: { id: true, state: true } });
    const states = new Map(known.map(({ id, state }) => [id, state]));
    const gone = files.filter(({ id, changedAt }) => {
      const state = states.get(id);
      // A form's file is written before there is a record of it.
      if (state === undefined) return !isWriting(id) && at.getTime() - changedAt.getTime() > unknownKeptMs;
      return state !== "RECEIVING" && state !== "WAITING" && state !== "PREPARING";
    });
    for (const { id } of gone) await removeUpload(id);
    await sweepImports(at);
    return gone.length;
  });
}

/** Removes the files of imports that were looked at and never run. Those that run remove theirs when they are done. */
async function sweepImports(at: Date): Promise<void> {
  const old = (await importsOnDisk()).filter(({ changedAt }) => at.getTime() - changedAt.getTime() > uploadKeptMs);
  const running = await database().importBatch.findMany({ where: { id: { in: old.flatMap(({ id }) => (isId.test(id) ? [id] : [])) }, state: "RUNNING" }, select: { id: true } });
  for (const { id } of old) if (!running.some((batch) => batch.id === id)) await removeImport(id);
}
