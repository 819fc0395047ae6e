import type { Db } from "@/lib/database/client";
import { MunimentError } from "@/lib/operations/errors";
import { t } from "@/lib/texts/text";
import { endOf, revisionFacts } from "./held";

const dayMs = 86_400_000;

/** From `from` until before `to` (milliseconds). */
type Days = Readonly<{ from: number; to: number | null }>;

/** The whole days: one on which something ended, or had not begun yet, stands in nobody's way. */
const wholeDays = ({ from, to }: Days): Days => ({ from: Math.ceil(from / dayMs) * dayMs, to: to === null ? null : Math.floor(to / dayMs) * dayMs });
const overlap = (one: Days, other: Days): boolean => (other.to === null || one.from < other.to) && (one.to === null || other.from < one.to);

/**
 * Makes room for an agreement that was made elsewhere, in days of which none is taken, also by what is over. Of what stays in force one is `ACTIVE`, the one that lasts
 * longest: what stands before it is closed with its own end.
 * @returns the state in which the new one is put down, and the id of what was closed for it
 * @throws MunimentError Conflict where a day is taken
 */
export async function roomFor(db: Db, agreementId: string, holder: { accountId: string } | { organizationId: string }, days: Days, at: Date): Promise<{ state: "ACTIVE" | "SUPERSEDED"; closed: string | null }> {
  const facts = await revisionFacts(db);
  const rows = await db.customerAgreement.findMany({ where: { agreementId, ...holder }, select: { id: true, agreementId: true, revision: true, type: true, state: true, effectiveStart: true, effectiveEnd: true }, take: 1000 });
  const held = rows.map((row) => ({ ...row, from: row.effectiveStart.getTime(), to: endOf(row, facts) }));
  const taken = held.find((one) => overlap(days, wholeDays(one)));
  if (taken) {
    const period = { first: taken.effectiveStart.toISOString().slice(0, 10), last: taken.to === null ? "" : new Date(taken.to - 1).toISOString().slice(0, 10) };
    throw new MunimentError(
      "Conflict",
      taken.to === null
        ? t("An agreement of this kind has been in force for them since {first}. End it first, or record days before it.", period)
        : t("An agreement of this kind is in force for them from {first} to {last}. Record other days, or end it first.", period),
    );
  }
  const over = days.to !== null && days.to <= at.getTime();
  const active = held.find(({ state }) => state === "ACTIVE");
  if (!active || over) return { state: over ? "SUPERSEDED" : "ACTIVE", closed: null };
  if (active.to === null || active.from >= days.from) return { state: "SUPERSEDED", closed: null };
  await db.customerAgreement.update({ where: { id: active.id }, data: { state: "SUPERSEDED", effectiveEnd: new Date(Math.max(active.to, active.from)), endedAt: at, endReason: `Followed by another from ${new Date(days.from).toISOString().slice(0, 10)}` } });
  return { state: "ACTIVE", closed: active.id };
}
