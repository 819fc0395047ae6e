import type { Db } from "@/lib/database/client";
import { MunimentError } from "@/lib/operations/errors";
import { holdSeries } from "@/lib/reports/add-version";
import { t } from "@/lib/texts/text";

/** A version whatever its state, with its series held to the end of the transaction. @throws MunimentError ResourceNotFound */
export async function findAnyVersion(db: Db, { reportId, version }: { reportId: string; version: number }) {
  await holdSeries(db, { id: reportId });
  const found = await db.reportVersion.findUnique({ where: { seriesId_version: { seriesId: reportId, version } }, select: { id: true, seriesId: true, version: true, state: true, title: true } });
  if (!found) throw new MunimentError("ResourceNotFound", t("There is no such version."));
  return found;
}
