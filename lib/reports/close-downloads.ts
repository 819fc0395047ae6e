import { database } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import { systemCaller } from "@/lib/operations/caller";
import { MunimentError } from "@/lib/operations/errors";
import { perform } from "@/lib/operations/perform";
import { completeDownload } from "./complete-download";

/** No transfer takes longer: whatever began before and was never closed was sent by a process that is no more. */
export const longestTransferMs = 6 * 60 * 60 * 1000;
const batch = 100;

/**
 * Closes the downloads that began before `begunBefore` and that nobody closed, because the process that sent them was killed: every download has an end in the trail.
 * A transfer that goes on after all closes its download once more, as what it was. Safe with any number of processes.
 * @returns how many were closed, at most a hundred at once
 */
export function closeDownloads(begunBefore: Date): Promise<number> {
  return asSystem("closing downloads that were cut off", async () => {
    const left = await database().download.findMany({
      where: { state: "STARTED", startedAt: { lt: begunBefore } }, orderBy: { startedAt: "asc" }, take: batch, select: { id: true, ticket: { select: { correlationId: true } } },
    });
    let closed = 0;
    for (const { id, ticket } of left) {
      try {
        await perform(systemCaller("delivery"), completeDownload, { downloadId: id, complete: false, bytesSent: 0, sha256: null, interrupted: true, correlationId: ticket.correlationId });
        closed += 1;
      } catch (error) {
        // Another process was quicker.
        if (!(error instanceof MunimentError) || error.code !== "Conflict") throw error;
      }
    }
    return closed;
  });
}
