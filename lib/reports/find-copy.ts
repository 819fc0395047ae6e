import { z } from "zod";
import { trailScope } from "@/lib/audit/trail-scope";
import { Prisma } from "@/lib/database/generated/client";
import { asSystem } from "@/lib/database/scope";
import { consumeLookup } from "@/lib/identity/throttle";
import { isMember } from "@/lib/operations/caller";
import { operation } from "@/lib/operations/operation";
import { msg } from "@/lib/texts/text";

const Sha256 = z.string().trim().toLowerCase().regex(/^[0-9a-f]{64}$/, msg("A SHA-256 has 64 hexadecimal digits."));

/** Whether this portal handed out exactly these bytes, and when. Nothing else, unless the caller may see the event anyway. */
export const findCopy = operation({
  name: "reports:FindCopy",
  summary: "Says whether a PDF with this SHA-256 is a copy that this portal served, and when.",
  access: "Read",
  reach: "anyone",
  browsing: true,
  input: z.object({ sha256: Sha256 }),
  output: z.object({ served: z.boolean(), at: z.date().nullable(), eventId: z.uuid().nullable() }),
  prepare: ({ caller }) => consumeLookup(caller.address),
  async handle({ db, caller, input }) {
    const visible = isMember(caller) ? trailScope(caller) : Prisma.sql`FALSE`;
    const found = await asSystem("whether a document was handed out", () => db.$queryRaw<{ at: Date; eventId: string | null }[]>(Prisma.sql`
      SELECT e.at, CASE WHEN ${visible} THEN e.id::text END AS "eventId" FROM audit_event e
      WHERE e.parameters->>'sha256' = ${input.sha256} AND e.operation IN ('reports:CompleteDownload', 'agreements:GetCertificate') AND e.outcome = 'Success' ORDER BY e.at LIMIT 1`));
    const [event] = found;
    return { served: event !== undefined, at: event?.at ?? null, eventId: event?.eventId ?? null };
  },
  record: ({ input, output }) => ({ parameters: { sha256: input.sha256, served: output.served } }),
});
