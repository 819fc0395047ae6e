import { z } from "zod";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { t } from "@/lib/texts/text";

const most = 100;

type Row = { id: string; eventId: string; operation: string | null; fields: string[]; at: Date; personName: string; reason: string };

/** What was erased from events, when, by whom and why; newest first, 100 at most. */
export const listErasures = operation({
  name: "audit:ListErasures",
  summary: "What was erased from events, when, by whom and why.",
  access: "List",
  reach: "member",
  browsing: true,
  input: z.object({}),
  output: z.object({
    erasures: z.array(z.object({ id: z.uuid(), eventId: z.uuid(), operation: z.string().nullable(), fields: z.array(z.string()), at: z.date(), personName: z.string(), reason: z.string() })),
  }),
  async handle({ db, caller }) {
    if (caller.account.organizationKind !== "OPERATOR") throw new MunimentError("AccessDenied", t("Only the operator's staff see what was erased."));
    const erasures = await db.$queryRaw<Row[]>`
      SELECT x.id::text AS id, x.event_id::text AS "eventId", e.operation, x.fields, x.at, x.person_name AS "personName", x.reason
      FROM event_erasure x LEFT JOIN audit_event e ON e.id = x.event_id ORDER BY x.at DESC, x.id DESC LIMIT ${most}`;
    return { erasures };
  },
  record: ({ output }) => ({ parameters: { erasures: output.erasures.length } }),
});
