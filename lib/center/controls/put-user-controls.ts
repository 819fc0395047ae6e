import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { versionResource } from "@/lib/reports/find-version";
import { ReportId, VersionNumber } from "@/lib/reports/models";
import { compareControls } from "./compare-controls";
import { findControlledVersion } from "./find-controls";
import { parseControls } from "./parse-controls";
import { t } from "@/lib/texts/text";

/**
 * Writes the list of complementary user entity controls of a report version, one control per line, in the place of the one before. A control that was
 * only reworded stays the same control, with what accounts noted about it; one that is not among the lines any more leaves the list.
 */
export const putUserControls = operation({
  name: "center:PutUserControls",
  summary: "Writes the complementary user entity controls (CUECs) of a report version, one per line.",
  access: "Write",
  reach: "member",
  input: z.object({
    reportId: ReportId,
    version: VersionNumber,
    /** The revision of the list that was changed: 0 where there was none. */
    revision: z.coerce.number().int().min(0),
    /** One control per line, with its code where it has one: `CC6.1: Customers ...`. Without any, the list is empty from then on. */
    lines: z.string().max(700_000).default(""),
  }),
  output: z.object({ reportId: ReportId, version: z.int(), revision: z.int(), total: z.int(), added: z.int(), changed: z.int(), removed: z.int() }),
  resource: ({ db, caller, input }) => findControlledVersion(db, caller, input),
  about: ({ resource }) => resource.report,
  async handle({ db, caller, input, resource: { seriesId, version } }) {
    const { controls: written, problems } = parseControls(input.lines);
    if (problems.length > 0) {
      const said = problems.slice(0, 3).map(({ message }) => message).join(" ");
      throw new MunimentError("ValidationException", said, { fields: problems.slice(0, 8).map(({ message }) => ({ field: "lines", message })) });
    }
    // One change of a series' lists at a time.
    await db.$queryRaw`SELECT id FROM report_series WHERE id = ${seriesId} FOR UPDATE`;
    const at = now();
    const list = await db.userControlList.findUnique({ where: { seriesId_version: { seriesId, version } }, select: { revision: true } });
    if ((list?.revision ?? 0) !== input.revision) throw new MunimentError("Conflict", t("Somebody else changed this list since you opened it, and nothing of yours was saved. The page shows the list as it is now, and the form what you wrote: put their changes into it before you send it again."));
    const revision = input.revision + 1;
    const facts = { revision, updatedAt: at, updatedBy: caller.personId };
    await db.userControlList.upsert({ where: { seriesId_version: { seriesId, version } }, create: { seriesId, version, ...facts }, update: facts });

    const before = await db.userControl.findMany({ where: { seriesId, version, retiredAt: null }, orderBy: { position: "asc" } });
    const { controls, gone } = compareControls(before.map(({ id, code, text }) => ({ id, code, text })), written.map((one) => ({ ...one, id: "" })));
    const added = controls.flatMap(({ control, before: from }, position) => (from ? [] : [{ id: uuidv7({ msecs: at.getTime() }), seriesId, version, position, code: control.code, text: control.text, createdAt: at }]));
    for (const [position, { change, control, before: from }] of controls.entries()) {
      if (!from) continue;
      const was = before.find(({ id }) => id === from.id);
      if (was?.position === position && was.code === control.code && was.text === control.text) continue;
      await db.userControl.update({ where: { id: from.id }, data: { position, code: control.code, text: control.text, ...(change === "CHANGED" ? { textChangedAt: at } : {}) } });
    }
    if (added.length > 0) await db.userControl.createMany({ data: added });
    if (gone.length > 0) await db.userControl.updateMany({ where: { id: { in: gone.map(({ id }) => id) } }, data: { retiredAt: at } });
    return { reportId: seriesId, version, revision, total: controls.length, added: added.length, changed: controls.filter(({ change }) => change === "CHANGED").length, removed: gone.length };
  },
  record: ({ resource, output: { total, added, changed, removed, revision } }) => ({ resources: [versionResource(resource)], parameters: { revision, total, added, changed, removed } }),
  recordRefusal: ({ input }) => ({ resources: [`report/${input.reportId}`], parameters: { version: input.version } }),
});
