import { may } from "@/lib/access/decide";
import type { Db } from "@/lib/database/client";
import type { MemberCaller } from "@/lib/operations/caller";
import { MunimentError } from "@/lib/operations/errors";
import { findVersion, type FoundVersion, type VersionKey } from "@/lib/reports/find-version";

/** Who may not open a report's page learns nothing of its controls, whatever is allowed about those. */
function known(caller: MemberCaller, found: FoundVersion): FoundVersion {
  if (!may(caller, { name: "reports:GetReportMetadata", reach: "member" }, found.report)) throw new MunimentError("ResourceNotFound");
  return found;
}

/**
 * A version whose controls are asked for: as `findVersion`, and a report that this caller may open.
 * @throws MunimentError ResourceNotFound, the same for unknown, withdrawn, hidden and another tenant's
 */
export async function findControlledVersion(db: Db, caller: MemberCaller, key: VersionKey): Promise<FoundVersion> {
  return known(caller, await findVersion(db, caller, key));
}

export type FoundControl = FoundVersion & { control: { id: string; code: string | null; text: string } };

/**
 * A control that stands on the list of such a version.
 * @throws MunimentError ResourceNotFound, also for one that was taken off its list
 */
export async function findUserControl(db: Db, caller: MemberCaller, controlId: string): Promise<FoundControl> {
  const control = await db.userControl.findFirst({ where: { id: controlId, retiredAt: null }, select: { id: true, code: true, text: true, seriesId: true, version: true } });
  if (!control) throw new MunimentError("ResourceNotFound");
  const { seriesId, version, ...rest } = control;
  return { ...(await findControlledVersion(db, caller, { reportId: seriesId, version })), control: rest };
}

export const controlResource = (found: FoundControl): string => `report/${found.seriesId}:${found.version}/control/${found.control.id}`;
