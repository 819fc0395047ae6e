import { z } from "zod";
import type { Db } from "@/lib/database/client";
import { Prisma } from "@/lib/database/generated/client";
import type { MemberCaller } from "@/lib/operations/caller";
import type { FoundVersion } from "@/lib/reports/find-version";
import { listedTo } from "@/lib/reports/visible";
import { compareControls } from "./compare-controls";
import { ControlState } from "./models";

const Comment = z.object({ personName: z.string(), text: z.string(), at: z.date() });

export const ChecklistControl = z.object({
  id: z.uuid(),
  code: z.string().nullable(),
  text: z.string(),
  /** To the version before that has controls; null where there is none. */
  change: z.enum(["SAME", "CHANGED", "NEW"]).nullable(),
  /** As it stood in the version before, where it was worded otherwise. */
  previousText: z.string().nullable(),
  state: ControlState,
  decidedAt: z.date().nullable(),
  decidedByName: z.string(),
  /** It was reworded after the account had decided about it. */
  changedSince: z.boolean(),
  /** What the account had said about it in the version before, where that is more than nothing. */
  earlier: z.object({ state: ControlState, decidedByName: z.string(), at: z.date() }).nullable(),
  assignee: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  comments: z.array(Comment),
});
export type ChecklistControl = z.infer<typeof ChecklistControl>;

export const Checklist = z.object({
  /** 0: there is no list. */
  revision: z.int(),
  updatedAt: z.date().nullable(),
  /** The version to which differences are marked. */
  previousVersion: z.int().nullable(),
  controls: z.array(ChecklistControl),
  /** Controls of that version that are not asked for any more. */
  gone: z.array(z.object({ code: z.string().nullable(), text: z.string() })),
});
export type Checklist = z.infer<typeof Checklist>;

const mostComments = 2000;

/** The version before that has controls and stands in this caller's lists. */
async function previousVersion(db: Db, caller: MemberCaller, { seriesId, version }: FoundVersion): Promise<number | null> {
  const rows = await db.$queryRaw<{ version: number }[]>(Prisma.sql`
    SELECT v.version FROM report_version v WHERE v.series_id = ${seriesId} AND v.version < ${version} AND ${listedTo(caller)}
      AND EXISTS (SELECT 1 FROM user_control c WHERE c.series_id = v.series_id AND c.version = v.version AND c.retired_at IS NULL)
    ORDER BY v.version DESC LIMIT 1`);
  return rows[0]?.version ?? null;
}

/** The controls of a version in their order, each with how it differs from the version before and where the caller's account stands with it. */
export async function loadChecklist(db: Db, caller: MemberCaller, found: FoundVersion): Promise<Checklist> {
  const { seriesId, version } = found;
  const accountId = caller.account.id;
  const before = await previousVersion(db, caller, found);
  const ofVersions = { seriesId, version: { in: before === null ? [version] : [version, before] }, retiredAt: null };
  const [list, controls, comments] = await Promise.all([
    db.userControlList.findUnique({ where: { seriesId_version: { seriesId, version } }, select: { revision: true, updatedAt: true } }),
    db.userControl.findMany({ where: ofVersions, orderBy: { position: "asc" }, include: { checks: { where: { accountId }, include: { assignee: { select: { id: true, name: true, memberships: { where: { accountId }, select: { accountId: true } } } } } } } }),
    db.userControlComment.findMany({ where: { accountId, control: { seriesId, version, retiredAt: null } }, orderBy: { createdAt: "asc" }, take: mostComments }),
  ]);
  const said = Map.groupBy(comments, ({ controlId }) => controlId);
  const compared = compareControls(
    controls.filter((one) => one.version === before),
    controls.filter((one) => one.version === version),
  );
  return {
    revision: list?.revision ?? 0,
    updatedAt: list?.updatedAt ?? null,
    previousVersion: before,
    controls: compared.controls.map(({ change, control, before: from }) => {
      const check = control.checks[0];
      const earlier = from?.checks[0];
      const assignee = check?.assignee ?? null;
      return {
        id: control.id,
        code: control.code,
        text: control.text,
        change: before === null ? null : change,
        previousText: change === "CHANGED" && from ? from.text : null,
        state: check?.state ?? "OPEN",
        decidedAt: check?.decidedAt ?? null,
        decidedByName: check?.decidedByName ?? "",
        changedSince: check?.decidedAt ? control.textChangedAt !== null && control.textChangedAt > check.decidedAt : false,
        earlier: earlier?.decidedAt ? { state: earlier.state, decidedByName: earlier.decidedByName, at: earlier.decidedAt } : null,
        // Whoever has left the account works on nothing there.
        assignee: assignee && assignee.memberships.length > 0 ? { id: assignee.id, name: assignee.name } : null,
        comments: (said.get(control.id) ?? []).map(({ personName, text, createdAt }) => ({ personName, text, at: createdAt })),
      };
    }),
    gone: compared.gone.map(({ code, text }) => ({ code, text })),
  };
}
