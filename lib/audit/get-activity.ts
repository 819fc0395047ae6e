import { z } from "zod";
import { Prisma } from "@/lib/database/generated/client";
import { now } from "@/lib/operations/clock";
import { operation } from "@/lib/operations/operation";
import { before, since } from "./event-ids";
import { enrollmentOperations, signInOperations } from "./sign-ins";
import { trailScope } from "./trail-scope";

const dayMs = 86_400_000;
const shownOfEach = 12;
const Day = z.iso.date();
const Share = z.object({ key: z.string(), name: z.string(), count: z.int() });

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** How much happened on each of the last days, of what the caller may see, and on which programs and accounts. Days are UTC. */
export const getActivity = operation({
  name: "audit:GetActivity",
  summary: "Activity by day: downloads, acceptances, sign-ins and failed sign-ins; downloads by program and account.",
  access: "Read",
  reach: "member",
  browsing: true,
  input: z.object({ days: z.coerce.number().int().min(7).max(366).default(30) }),
  output: z.object({
    from: Day,
    to: Day,
    days: z.array(z.object({ day: Day, downloads: z.int(), acceptances: z.int(), signIns: z.int(), failedSignIns: z.int() })),
    programs: z.array(Share),
    accounts: z.array(Share),
  }),
  async handle({ db, caller, input }) {
    const today = Math.floor(now().getTime() / dayMs) * dayMs;
    const first = today - (input.days - 1) * dayMs;
    const seen = Prisma.sql`${since(new Date(first))} AND ${before(new Date(today + dayMs))} AND ${trailScope(caller)}`;
    // A copy is delivered once all of it has left, in however many parts, and once however often it is fetched again.
    const delivered = Prisma.sql`e.operation = 'reports:CompleteDownload' AND e.outcome = 'Success' AND e.parameters->>'delivery' = 'complete' AND ${seen}`;
    const copies = Prisma.sql`count(DISTINCT COALESCE(e.parameters->>'downloadId', e.id::text))::int`;
    // The password alone signs nobody in; a factor that confirms a person who is in is no sign-in either.
    const counted = await db.$queryRaw<{ day: string; kind: string; count: number }[]>(Prisma.sql`
      SELECT to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, k.kind, ${copies} AS count
      FROM audit_event e CROSS JOIN LATERAL (SELECT CASE
        WHEN e.operation = 'reports:CompleteDownload' THEN CASE WHEN e.outcome = 'Success' AND e.parameters->>'delivery' = 'complete' THEN 'downloads' END
        WHEN e.operation IN ('reports:AcceptTerms', 'agreements:AcceptAgreement') THEN CASE WHEN e.outcome = 'Success' THEN 'acceptances' END
        WHEN e.operation = ANY (${[...enrollmentOperations]}) THEN CASE WHEN e.outcome = 'Success' AND e.factor IS NULL THEN 'signIns' END
        WHEN e.outcome <> 'Success' THEN 'failedSignIns'
        WHEN e.operation <> 'identity:SignIn' AND e.parameters->>'stepUp' IS DISTINCT FROM 'true' THEN 'signIns' END AS kind) k
      WHERE e.operation = ANY (${["reports:CompleteDownload", "reports:AcceptTerms", "agreements:AcceptAgreement", ...signInOperations, ...enrollmentOperations]}) AND k.kind IS NOT NULL AND ${seen}
      GROUP BY 1, 2`);
    const programs = await db.$queryRaw<z.infer<typeof Share>[]>(Prisma.sql`
      SELECT s.program AS key, s.program AS name, ${copies} AS count FROM audit_event e JOIN report_series s ON s.id = split_part(substr(e.resources[1], 8), ':', 1)
      WHERE ${delivered} GROUP BY s.program ORDER BY count DESC, s.program LIMIT ${shownOfEach}`);
    const accounts = await db.$queryRaw<z.infer<typeof Share>[]>(Prisma.sql`
      SELECT a.id AS key, o.name || ' · ' || a.name AS name, ${copies} AS count FROM audit_event e JOIN account a ON a.id = e.account_id JOIN organization o ON o.id = a.organization_id
      WHERE ${delivered} GROUP BY a.id, o.name, a.name ORDER BY count DESC, a.id LIMIT ${shownOfEach}`);
    const of = (day: string, kind: string): number => counted.find((row) => row.day === day && row.kind === kind)?.count ?? 0;
    const days = Array.from({ length: input.days }, (_, at) => {
      const day = dayOf(first + at * dayMs);
      return { day, downloads: of(day, "downloads"), acceptances: of(day, "acceptances"), signIns: of(day, "signIns"), failedSignIns: of(day, "failedSignIns") };
    });
    return { from: dayOf(first), to: dayOf(today), days, programs, accounts };
  },
  record: ({ input }) => ({ parameters: { days: input.days } }),
});
