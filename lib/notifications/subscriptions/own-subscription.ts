import type { Db } from "@/lib/database/client";
import { Prisma } from "@/lib/database/generated/client";
import { isMember, type MemberCaller, type PersonCaller } from "@/lib/operations/caller";
import { MunimentError } from "@/lib/operations/errors";
import { nowhere } from "@/lib/operations/perform";
import { listedTo } from "@/lib/reports/visible";
import { t } from "@/lib/texts/text";

/** Whoever subscribes does so as a member of an account: what is told is what may be seen there. @throws MunimentError */
export function asSubscriber(caller: PersonCaller): MemberCaller {
  if (caller.role) throw new MunimentError("Conflict", t("You work as {role}, and notifications are a member's own. Leave the role first.", { role: caller.role.name }));
  if (!isMember(caller)) throw new MunimentError("Conflict", nowhere(caller));
  return caller;
}

/** The names of series as the caller may see them; those they may not see are missing. */
export async function seriesNames(db: Db, caller: PersonCaller, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0 || !isMember(caller)) return new Map();
  const rows = await db.$queryRaw<{ id: string; name: string }[]>(Prisma.sql`
    SELECT s.id, s.name FROM report_series s WHERE s.id = ANY(${[...ids]}::text[]) AND EXISTS (SELECT 1 FROM report_version v WHERE v.series_id = s.id AND ${listedTo(caller)})`);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** A place of the caller's that news may go to. @throws MunimentError ResourceNotFound for another's, Conflict for one that was not confirmed */
export async function openDestinationOf(db: Db, personId: string, destinationId: string): Promise<{ id: string; channel: "MAIL" | "WEBHOOK" }> {
  const found = await db.notificationDestination.findFirst({ where: { id: destinationId, personId, removedAt: null }, select: { id: true, channel: true, confirmedAt: true } });
  if (!found) throw new MunimentError("ResourceNotFound");
  if (found.confirmedAt === null) throw new MunimentError("Conflict", t("This address was not confirmed yet. Follow the link in the message that was sent there."));
  return found;
}

export async function ownSubscription(db: Db, personId: string, subscriptionId: string) {
  const found = await db.subscription.findFirst({ where: { id: subscriptionId, personId } });
  if (!found) throw new MunimentError("ResourceNotFound");
  return found;
}
