import { z } from "zod";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { Nothing } from "@/lib/identity/models";

/** Closes a download: how many bytes left, their SHA-256 when all of them did. */
export const completeDownload = operation({
  name: "reports:CompleteDownload",
  summary: "Closes a download with what was really sent.",
  access: "Write",
  reach: "staff",
  door: "internal",
  input: z.object({ downloadId: z.string().length(14), complete: z.boolean(), bytesSent: z.int().min(0), sha256: z.instanceof(Uint8Array).nullable(), correlationId: z.uuid() }),
  output: Nothing,
  async resource({ db, input }) {
    const download = await db.download.findUnique({ where: { id: input.downloadId }, include: { version: { select: { seriesId: true, version: true } } } });
    if (!download) throw new MunimentError("ResourceNotFound");
    const person = await db.person.findUniqueOrThrow({ where: { id: download.personId }, select: { id: true, name: true, email: true } });
    return { version: download.version, person, account: { id: download.accountId, organizationId: download.organizationId } };
  },
  async handle({ db, input }) {
    const closed = await db.download.updateMany({
      where: { id: input.downloadId, state: "STARTED" },
      data: {
        state: input.complete ? "COMPLETED" : "ABORTED",
        endedAt: now(),
        bytesSent: input.bytesSent,
        servedSha256: input.sha256 ? new Uint8Array(input.sha256) : null,
      },
    });
    if (closed.count !== 1) throw new MunimentError("Conflict");
    return {};
  },
  record: ({ input, resource }) => ({
    resources: [`report/${resource.version.seriesId}:${resource.version.version}`, `download/${input.downloadId}`],
    parameters: {
      downloadId: input.downloadId,
      delivery: input.complete ? "complete" : "aborted",
      bytesSent: input.bytesSent,
      sha256: input.sha256 ? Buffer.from(input.sha256).toString("hex") : null,
    },
    correlationId: input.correlationId,
    // Whose copy it is: the delivery belongs to the same part of the trail as the download.
    person: resource.person,
    account: resource.account,
  }),
});
