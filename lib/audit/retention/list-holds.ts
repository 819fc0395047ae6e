import { z } from "zod";
import { operation } from "@/lib/operations/operation";
import { refuseOthers } from "./classes";
import { HoldCovers } from "./place-hold";

const most = 500;

/** Legal holds: those that stand, then those that have ended, each newest first. */
export const listHolds = operation({
  name: "audit:ListHolds",
  summary: "Legal holds that stand, and those that have ended: what they cover, why, who and when.",
  access: "List",
  reach: "member",
  browsing: true,
  input: z.object({}),
  output: z.object({
    holds: z.array(
      z.object({
        holdId: z.uuid(), covers: HoldCovers, subject: z.string(), subjectName: z.string(), reason: z.string(), placedAt: z.date(), placedByName: z.string(),
        endedAt: z.date().nullable(), endedByName: z.string(), endReason: z.string(),
      }),
    ),
  }),
  async handle({ db, caller }) {
    refuseOthers(caller);
    const rows = await db.legalHold.findMany({ orderBy: [{ endedAt: { sort: "desc", nulls: "first" } }, { placedAt: "desc" }], take: most });
    return { holds: rows.map(({ id, covers, placedBy: _placed, endedBy: _ended, ...row }) => ({ holdId: id, covers: HoldCovers.parse(covers), ...row })) };
  },
  record: ({ output }) => ({ parameters: { holds: output.holds.length } }),
});
