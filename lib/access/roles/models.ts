import { z } from "zod";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { EntityName } from "@/lib/organizations/models";
import { msg, t } from "@/lib/texts/text";

export const RoleName = EntityName.pipe(z.string().max(64, msg("Names of roles have at most 64 characters.")));
export const RoleDescription = z.string().trim().max(500, msg("Descriptions have at most 500 characters."));

/** A day, a time in UTC as a form has it, or a time with its zone. */
export const Moment = z.union([z.iso.date(), z.iso.datetime({ offset: true }), z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)], msg("A day such as 2026-12-31, or a time such as 2026-12-31T17:00:00Z."));
export const Days = z.coerce.number().int(msg("Whole days.")).min(1, msg("One day at least.")).max(366, msg("366 days at most."));

const dayMs = 86_400_000;
export const maxGrantDays = 366;

function instantOf(moment: string, field: string): Date {
  const at = new Date(moment.length === 16 ? `${moment}:00Z` : moment);
  if (Number.isNaN(at.getTime())) throw new MunimentError("ValidationException", undefined, { fields: [{ field, message: t("There is no such day.") }] });
  return at;
}

/** The first instant after a moment that is given as an end: a day counts to its last second. */
const endOf = (moment: string, field: string): Date => (moment.length === 10 ? new Date(instantOf(moment, field).getTime() + dayMs) : instantOf(moment, field));

const refuse = (field: string, message: string): never => {
  throw new MunimentError("ValidationException", message, { fields: [{ field, message }] });
};

export type Period = { from?: string | undefined; until?: string | undefined; days?: number | undefined };

/**
 * From when until when something is given: from now unless said, for so many days or until a day or time (the day included).
 * @returns the first instant at which it holds and the first at which it holds no longer
 * @throws MunimentError ValidationException for an end that is missing, past, before the beginning, or more than 366 days after it
 */
export function periodOf({ from, until, days }: Period): { fromAt: Date; untilAt: Date } {
  const at = now();
  const begin = from === undefined ? at : instantOf(from, "from");
  // A grant cannot have been there before it was given.
  const fromAt = begin < at ? at : begin;
  if (until === undefined && days === undefined) return refuse("until", t("Say when it ends: choose a number of days, or a last day."));
  const untilAt = until !== undefined ? endOf(until, "until") : new Date(fromAt.getTime() + (days ?? 0) * dayMs);
  if (untilAt <= at) return refuse("until", t("This end is in the past. Choose a later one."));
  if (untilAt <= fromAt) return refuse("until", t("It would end before it begins. Choose a later end."));
  if (untilAt.getTime() - fromAt.getTime() > (maxGrantDays + 1) * dayMs) return refuse("until", t("At most {days} days at a time. Choose an earlier end; it can be given again.", { days: maxGrantDays }));
  if (fromAt.getTime() - at.getTime() > maxGrantDays * dayMs) return refuse("from", t("It begins at most {days} days from now.", { days: maxGrantDays }));
  return { fromAt, untilAt };
}

export const grantStates = ["RUNNING", "UPCOMING", "INVITED", "ENDED"] as const;
export type GrantState = (typeof grantStates)[number];

/** How a grant stands at a time. INVITED: it could be used if the invitation had been accepted. */
export function grantStateOf(grant: { personId: string | null; fromAt: Date; untilAt: Date; endedAt: Date | null }, at: Date): GrantState {
  if (grant.endedAt !== null || grant.untilAt <= at) return "ENDED";
  if (grant.personId === null) return "INVITED";
  return grant.fromAt > at ? "UPCOMING" : "RUNNING";
}
