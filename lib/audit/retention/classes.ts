import { z } from "zod";
import type { MemberCaller } from "@/lib/operations/caller";
import { MunimentError } from "@/lib/operations/errors";
import { msg, t } from "@/lib/texts/text";

/**
 * Kinds of events that are kept for a time of their own. Which operation belongs where, and the minimums, the database decides (`event_class`, `retention_minimum`): it is
 * what refuses. What tells about the trail itself (removals, erasures, holds, changes of these times, keys, backups) belongs to none of them and is kept for ever.
 */
export const retentionClasses = ["reads", "sign-ins", "changes", "evidence"] as const;
export const RetentionClass = z.enum(retentionClasses, msg("Choose reads, sign-ins, changes, or evidence."));
export type RetentionClass = z.infer<typeof RetentionClass>;

/** Days; the same in the database. */
export const minimumDays: Readonly<Record<RetentionClass, number>> = { reads: 90, "sign-ins": 365, changes: 1095, evidence: 2190 };

/** A shorter time counts so many days after it was set: until then it can be taken back before anything is gone. */
export const graceDays = 7;

export const dayMs = 86_400_000;

/** Of those who decide about holds and those who prune, one at a time: a hold that stands has stopped what was under way. */
export const pruningLock = 7_202_614;

/** What the trail keeps is the operator's affair. @throws MunimentError AccessDenied */
export function refuseOthers(caller: MemberCaller): void {
  if (caller.account.organizationKind !== "OPERATOR") throw new MunimentError("AccessDenied", t("Only the operator's staff decide how long the trail is kept."));
}
