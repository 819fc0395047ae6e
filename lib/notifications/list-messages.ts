import { z } from "zod";
import type { MessageState } from "@/lib/database/generated/client";
import { now } from "@/lib/operations/clock";
import { operation } from "@/lib/operations/operation";
import { positionToken, readPosition } from "@/lib/operations/paging";
import { MessageStanding, mostAttempts, StoredAttachments } from "./models";
import { mailIsOn } from "./queue-message";

const MessageRow = z.object({
  id: z.uuid(),
  channel: z.enum(["MAIL", "WEBHOOK"]),
  to: z.string(),
  subject: z.string(),
  about: z.string(),
  standing: MessageStanding,
  createdAt: z.date(),
  goodUntil: z.date(),
  attempts: z.int(),
  /** When it is tried next; null where it is not tried any more, or nothing is tried at all. */
  nextAttemptAt: z.date().nullable(),
  settledAt: z.date().nullable(),
  problem: z.string(),
  attachments: z.array(z.object({ fileName: z.string(), sha256: z.string() })),
});

function standingOf(row: { state: MessageState; goodUntil: Date; body: Uint8Array | null; news: boolean }, at: Date): MessageStanding {
  if (row.state === "SENT") return "SENT";
  if (row.state === "QUEUED") return row.goodUntil > at ? "WAITING" : "EXPIRED";
  return row.news ? (row.goodUntil > at ? "GIVEN_UP" : "EXPIRED") : row.body === null ? "EXPIRED" : "GIVEN_UP";
}

/** What the portal sends by mail, newest first: to whom, about what, and how it stands. Never the words, which may hold somebody's link. */
export const listMessages = operation({
  name: "notifications:ListMessages",
  summary: "What the portal sends by mail, newest first: to whom, about what, and how it stands.",
  access: "List",
  reach: "member",
  browsing: true,
  input: z.object({
    standing: MessageStanding.optional(),
    page: z.string().max(1000).optional(),
    maxResults: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    mailIsOn: z.boolean(),
    mostAttempts: z.int(),
    counts: z.record(MessageStanding, z.int()),
    rows: z.array(MessageRow),
    next: z.string().nullable(),
  }),
  async handle({ db, input }) {
    const at = now();
    const position = readPosition(input.page, "newest", "time");
    const standings = {
      WAITING: { state: "QUEUED" as const, goodUntil: { gt: at } },
      SENT: { state: "SENT" as const },
      GIVEN_UP: { state: "GIVEN_UP" as const, OR: [{ body: { not: null } }, { news: true, goodUntil: { gt: at } }] },
      EXPIRED: { OR: [{ state: "QUEUED" as const, goodUntil: { lte: at } }, { state: "GIVEN_UP" as const, news: false, body: null }, { state: "GIVEN_UP" as const, news: true, goodUntil: { lte: at } }] },
    };
    const before = position ? new Date(position.key) : null;
    const [waiting, sent, givenUp, expired, rows] = await Promise.all([
      db.message.count({ where: standings.WAITING }),
      db.message.count({ where: standings.SENT }),
      db.message.count({ where: standings.GIVEN_UP }),
      db.message.count({ where: standings.EXPIRED }),
      db.message.findMany({
        where: {
          AND: [input.standing === undefined ? {} : standings[input.standing], before && position ? { OR: [{ createdAt: { lt: before } }, { createdAt: before, id: { lt: position.id } }] } : {}],
        },
        orderBy: [{ createdAt: "desc" }, { id: "desc" }],
        take: input.maxResults + 1,
      }),
    ]);
    const page = rows.slice(0, input.maxResults);
    const last = page.at(-1);
    const on = mailIsOn();
    return {
      mailIsOn: on,
      mostAttempts,
      counts: { WAITING: waiting, SENT: sent, GIVEN_UP: givenUp, EXPIRED: expired },
      rows: page.map((row) => {
        const standing = standingOf(row, at);
        return {
          id: row.id,
          channel: row.channel,
          to: row.toAddress,
          subject: row.subject,
          about: row.about,
          standing,
          createdAt: row.createdAt,
          goodUntil: row.goodUntil,
          attempts: row.attempts,
          nextAttemptAt: (on || row.channel === "WEBHOOK") && standing === "WAITING" ? row.nextAttemptAt : null,
          settledAt: row.settledAt,
          problem: row.problem,
          attachments: StoredAttachments.parse(row.attachments).map(({ fileName, sha256 }) => ({ fileName, sha256 })),
        };
      }),
      next: rows.length > page.length && last ? positionToken({ sort: "newest", key: last.createdAt.toISOString(), id: last.id, before: false, offset: 0 }) : null,
    };
  },
  record: ({ input }) => ({ parameters: { standing: input.standing ?? null } }),
});
