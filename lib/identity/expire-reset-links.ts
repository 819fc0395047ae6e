import { Prisma } from "@/lib/database/generated/client";
import type { Db } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import { now } from "@/lib/operations/clock";

/**
 * Ends the reset links for somebody and those that they made, because a place where they work came, went or changed, or what they may do there: a link is given by who
 * administers a person everywhere, and must not outlive that. Of accounts: those of all their members.
 */
export function expireResetLinks(db: Db, whose: { personId: string } | { accountIds: readonly string[] }): Promise<void> {
  return asSystem("reset links end with the say of who made them", async () => {
    const at = now();
    const people = "personId" in whose ? Prisma.sql`${whose.personId}::uuid` : Prisma.sql`SELECT person_id FROM membership WHERE account_id = ANY(${[...whose.accountIds]}::text[])`;
    await db.$executeRaw`UPDATE reset_link SET expires_at = ${at} WHERE used_at IS NULL AND expires_at > ${at} AND (person_id IN (${people}) OR created_by IN (${people}))`;
  });
}
