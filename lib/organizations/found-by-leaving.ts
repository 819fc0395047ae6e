import { v7 as uuidv7 } from "uuid";
import type { Db } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import { now } from "@/lib/operations/clock";
import { carryOver } from "./carry-over";
import type { Plan } from "./plan-change";

/** A short name that is nobody's: the account's number, and a count where the account has left before. */
async function freeSlug(db: Db, accountId: string): Promise<string> {
  const slug = `account-${accountId}`;
  const before = await db.organization.count({ where: { OR: [{ slug }, { slug: { startsWith: `${slug}-` } }] } });
  return before === 0 ? slug : `${slug}-${before + 1}`;
}

/** Makes an account that leaves an organization of its own, called like it, which it manages. Answers with the id of that organization. `by`: the person who makes it leave. */
export function foundByLeaving(db: Db, kind: "leave" | "remove", plan: Plan, by: string): Promise<string> {
  return asSystem("an account goes from one organization to another", () => found(db, kind, plan, by));
}

async function found(db: Db, kind: "leave" | "remove", plan: Plan, by: string): Promise<string> {
  const at = now();
  const { subject, from } = plan.resolved;
  const organizationId = uuidv7({ msecs: at.getTime() });
  await db.organization.create({ data: { id: organizationId, slug: await freeSlug(db, subject.id), name: subject.name, kind: "CUSTOMER", createdAt: at } });
  await db.account.update({ where: { id: subject.id }, data: { suspendedAt: null, unitId: null } });
  await carryOver(db, kind, subject.id, from.organizationId, organizationId, by, { management: true });
  return organizationId;
}
