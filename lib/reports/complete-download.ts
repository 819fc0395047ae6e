import { z } from "zod";
import { database } from "@/lib/database/client";
import { Prisma } from "@/lib/database/generated/client";
import { asSystem } from "@/lib/database/scope";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";

type Sending = Readonly<{ downloadId: string; start: number; bytesSent: number; total: number }>;

const afterwards = ({ start, bytesSent, total }: Omit<Sending, "downloadId">): Prisma.Sql =>
  Prisma.sql`(sent + ${`{[${start},${start + bytesSent})}`}::int8multirange) @> ${`{[0,${total})}`}::int8multirange`;

/** Whether with these bytes all of a copy will have left whose SHA-256 nobody has taken yet: whoever closes the delivery takes it then, once for all parts. */
export async function needsHash(sending: Sending): Promise<boolean> {
  const rows = await asSystem("whether a copy becomes whole", () => database().$queryRaw<unknown[]>`SELECT 1 FROM download WHERE id = ${sending.downloadId} AND served_sha256 IS NULL AND ${afterwards(sending)}`);
  return rows.length > 0;
}

/**
 * Closes a download or a part of one: which bytes left, and the SHA-256 of the whole copy when all of them have, over all parts (`complete`; before that a part that
 * left is a `part`). `interrupted`: the process that sent it ended before it could say so; what left is not known.
 * @throws MunimentError Conflict where a copy becomes whole without its SHA-256, because another part ended at the same moment: see {@link needsHash}
 */
export const completeDownload = operation({
  name: "reports:CompleteDownload",
  summary: "Closes a download with what was really sent.",
  access: "Write",
  reach: "staff",
  door: "internal",
  input: z.object({ downloadId: z.string().length(14), complete: z.boolean(), bytesSent: z.int().min(0), /** Where the part began, and how long the whole copy is. */ start: z.int().min(0).default(0), total: z.int().min(1).optional(), sha256: z.instanceof(Uint8Array).nullable(), interrupted: z.boolean().default(false), correlationId: z.uuid() }),
  output: z.object({ delivery: z.enum(["complete", "part", "aborted", "interrupted"]) }),
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
      return { delivery: "interrupted" as const };
    }
    // Parts may end at the same time: the row's lock puts one behind the other.
    const [row] = await db.$queryRaw<{ state: string; hashed: boolean; covered: boolean }[]>(Prisma.sql`
      SELECT state::text AS state, served_sha256 IS NOT NULL AS hashed, ${input.total === undefined ? Prisma.sql`FALSE` : afterwards({ start, bytesSent, total: input.total })} AS covered
      FROM download WHERE id = ${input.downloadId} FOR UPDATE`);
    if (!row) throw new MunimentError("Conflict");
    const inOne = complete && start === 0 && (input.total === undefined || bytesSent === input.total);
    const whole = inOne || row.covered;
    if (whole && input.sha256 === null && !row.hashed) throw new MunimentError("Conflict");
    // What was whole once stays so.
    await db.$executeRaw(Prisma.sql`
      UPDATE download SET
        sent = sent + ${`{[${start},${start + bytesSent})}`}::int8multirange,
        bytes_sent = bytes_sent + ${bytesSent},
        ended_at = ${now()},
        state = ${whole || row.state === "COMPLETED" ? "COMPLETED" : "ABORTED"}::"DeliveryState",
        served_sha256 = COALESCE(served_sha256, ${whole && input.sha256 ? Buffer.from(input.sha256) : null})
      WHERE id = ${input.downloadId}`);
    const completes = inOne || (whole && row.state !== "COMPLETED");
    return { delivery: completes ? ("complete" as const) : complete ? ("part" as const) : ("aborted" as const) };
  },
  record: ({ input, resource, output }) => ({
    resources: [`report/${resource.version.seriesId}:${resource.version.version}`, `download/${input.downloadId}`],
    parameters: {
      downloadId: input.downloadId,
      delivery: output.delivery,
      bytesSent: input.interrupted ? null : input.bytesSent,
      ...(input.start > 0 ? { start: input.start } : {}),
      sha256: output.delivery === "complete" && input.sha256 ? Buffer.from(input.sha256).toString("hex") : null,
    },
    correlationId: input.correlationId,
    // Whose copy it is: the delivery belongs to the same part of the trail as the download.
    person: resource.person,
    account: resource.account,
  }),
});
