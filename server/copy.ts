import { createHash } from "node:crypto";
import { systemCaller } from "@/lib/operations/caller";
import { asMunimentError } from "@/lib/operations/errors";
import { perform } from "@/lib/operations/perform";
import type { Delivery } from "@/lib/reports/claim-copy";
import { completeDownload, needsHash } from "@/lib/reports/complete-download";
import { passDocument, readDocument } from "@/lib/storage/documents";
import { splice } from "@/lib/watermark";
import type { Streamed } from "./streams";

/** The SHA-256 of the whole copy, for a download whose parts have all left. */
async function hashOf({ preparedSha256, personalisation }: Delivery): Promise<Uint8Array<ArrayBuffer>> {
  const hash = createHash("sha256");
  for await (const piece of splice(passDocument(preparedSha256, { start: 0, end: personalisation.length }), personalisation, { inPlace: true })) hash.update(piece);
  return new Uint8Array(hash.digest());
}

/** A copy that was released: its bytes, and the event that closes its delivery. */
export function streamedCopy(delivery: Delivery, inline: boolean): Streamed & { length: number; ended: NonNullable<Streamed["ended"]> } {
  const { downloadId, personalisation, fileName, preparedSha256, correlationId, etag } = delivery;
  const { length } = personalisation;
  return {
    fileName: fileName.replace(/\.pdf$/, `-${downloadId}.pdf`),
    inline,
    length,
    etag,
    headers: { "X-Download-Id": downloadId },
    bytes: (part) => splice(readDocument(preparedSha256, part), personalisation, part),
    passing: (part) => splice(passDocument(preparedSha256, part), personalisation, { ...part, inPlace: true }),
    async ended({ part, bytesSent, sha256 }) {
      const sending = { downloadId, start: part.start, bytesSent, total: length };
      const inOne = sha256 !== null && part.start === 0 && part.end === length;
      const close = (hash: typeof sha256) => perform(systemCaller("delivery"), completeDownload, { ...sending, complete: sha256 !== null, sha256: hash, correlationId });
      const hash = inOne ? sha256 : (await needsHash(sending)) ? await hashOf(delivery) : null;
      try {
        await close(hash);
      } catch (error) {
        // Another part has made the copy whole together with this one.
        if (hash !== null || asMunimentError(error).code !== "Conflict" || !(await needsHash(sending))) throw error;
        await close(await hashOf(delivery));
      }
    },
  };
}
