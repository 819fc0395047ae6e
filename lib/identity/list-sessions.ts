import { z } from "zod";
import { now } from "@/lib/operations/clock";
import { operation } from "@/lib/operations/operation";
import { sessionIdleMs } from "./session";

export const SessionSummary = z.object({
  id: z.uuid(),
  current: z.boolean(),
  stage: z.enum(["PASSWORD", "ENROLLMENT", "FULL"]),
  createdAt: z.date(),
  lastSeenAt: z.date(),
  expiresAt: z.date(),
  address: z.string(),
  userAgent: z.string(),
});

/** The caller's sessions that are alive, newest activity first, 100 at most. */
export const listSessions = operation({
  name: "identity:ListSessions",
  summary: "The caller's own sessions that are alive.",
  access: "List",
  reach: "self",
  browsing: true,
  input: z.object({}),
  output: z.object({ sessions: z.array(SessionSummary) }),
  async handle({ db, caller }) {
    const at = now();
    const rows = await db.session.findMany({
      where: { personId: caller.personId, revokedAt: null, expiresAt: { gt: at }, lastSeenAt: { gt: new Date(at.getTime() - sessionIdleMs) } },
      orderBy: { lastSeenAt: "desc" },
      take: 100,
      select: { id: true, stage: true, createdAt: true, lastSeenAt: true, expiresAt: true, address: true, userAgent: true },
    });
    return { sessions: rows.map((row) => ({ ...row, current: row.id === caller.sessionId })) };
  },
});
