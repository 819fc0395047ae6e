import { z } from "zod";
import { Prisma } from "@/lib/database/generated/client";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { Nothing } from "@/lib/identity/models";

/**
 * Closes a download or a part of one: which bytes left, and the SHA-256 of the whole copy when all of them did. `interrupted`: the process that sent it ended before
 * it could say so; what left is not known.
 */
export const completeDownload = operation({
  name: "reports:CompleteDownload",
  summary: "Closes a download with what was really sent.",
  access: "Write",
  reach: "staff",
  door: "internal",
  input: z.object({ downloadId: z.string().length(14), complete: z.boolean(), bytesSent: z.int().min(0), /** Where the part began, and how long the whole copy is. */ start: z.int().min(0).default(0), total: z.int().min(1).optional(), sha256: z.instanceof(Uint8Array).nullable(), interrupted: z.boolean().default(false), correlationId: z.uuid() }),
  output: Nothing,
  async resource({ db, input }) {
    const download = await db.download.findUnique({ where: { id: input.downloadId }, include: { version: { select: { seriesId: true, version: true } } } });
    if (!download) throw new MunimentError("ResourceNotFound");
    const person = await db.person.findUniqueOrThrow({ where: { id: download.personId }, select: { id: true, name: true, email: true } });
    return { version: download.version, person, account: { id: download.accountId, organizationId: download.organizationId } };
  },
  async handle({ db, input }) {
    const { start, bytesSent, complete } = input;
    if (input.interrupted) {
      const { count } = await db.download.updateMany({ where: { id: input.downloadId, state: "STARTED" }, data: { state: "ABORTED", endedAt: now() } });
      if (count !== 1) throw new MunimentError("Conflict");
      return {};
    }
    const sent = `{[${start},${start + bytesSent})}`;
    const whole = input.total === undefined ? "{}" : `{[0,${input.total})}`;
    // In one statement, because parts may come at the same time. What was whole once stays so.
    const closed = await db.$queryRaw<{ state: string }[]>(Prisma.sql`
      UPDATE download SET
        sent = sent + ${sent}::int8multirange,
        bytes_sent = bytes_sent + ${bytesSent},
        ended_at = ${now()},
        state = (CASE WHEN state = 'COMPLETED' OR ${complete && start === 0 && input.total === undefined}
          OR (${input.total !== undefined} AND (sent + ${sent}::int8multirange) @> ${whole}::int8multirange) THEN 'COMPLETED' ELSE 'ABORTED' END)::"DeliveryState",
        served_sha256 = COALESCE(served_sha256, ${input.sha256 ? Buffer.from(input.sha256) : null})
      WHERE id = ${input.downloadId} RETURNING state::text AS state`);
    if (closed.length !== 1) throw new MunimentError("Conflict");
    return {};
  },
  record: ({ input, resource }) => ({
    resources: [`report/${resource.version.seriesId}:${resource.version.version}`, `download/${input.downloadId}`],
    parameters: {
      downloadId: input.downloadId,
      delivery: input.interrupted ? "interrupted" : input.complete ? "complete" : "aborted",
      bytesSent: input.interrupted ? null : input.bytesSent,
      ...(input.start > 0 ? { start: input.start } : {}),
      sha256: input.sha256 ? Buffer.from(input.sha256).toString("hex") : null,
    },
    correlationId: input.correlationId,
    // Whose copy it is: the delivery belongs to the same part of the trail as the download.
    person: resource.person,
    account: resource.account,
  }),
});
