import type { Db } from "@/lib/database/client";
import { RetentionClass } from "./classes";

export type Rule = { days: number | null; setAt: Date; countsFrom: Date; personName: string; reason: string };

/** How many rules are looked through: there are a few in a year. */
const most = 1000;

/** All rules, the newest first. */
export async function rulesOf(db: Db): Promise<(Rule & { class: RetentionClass })[]> {
  const rows = await db.retentionRule.findMany({ orderBy: [{ setAt: "desc" }, { id: "desc" }], take: most });
  return rows.flatMap(({ class: name, days, setAt, countsFrom, personName, reason }) => {
    const known = RetentionClass.safeParse(name);
    return known.success ? [{ class: known.data, days, setAt, countsFrom, personName, reason }] : [];
  });
}

/** Of each class the newest rule that counts at a time; classes without one are kept for ever. */
export async function rulesInForce(db: Db, at: Date): Promise<ReadonlyMap<RetentionClass, Rule>> {
  const found = new Map<RetentionClass, Rule>();
  for (const rule of await rulesOf(db)) if (rule.countsFrom <= at && !found.has(rule.class)) found.set(rule.class, rule);
  return found;
}
