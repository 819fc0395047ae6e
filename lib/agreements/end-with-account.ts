import type { Db } from "@/lib/database/client";

/** Ends what an account agreed to for itself, at the moment at which it is closed. What an organization agreed to stays. */
export async function endWithAccount(db: Db, accountId: string, by: { personId: string; name: string }, at: Date): Promise<void> {
  await db.$executeRaw`
    UPDATE customer_agreement
    SET state = 'CUSTOMER_TERMINATED', effective_end = LEAST(effective_end, GREATEST(effective_start, ${at}::timestamptz(3))), ended_at = ${at}, ended_by = ${by.personId}::uuid,
      ended_by_name = ${by.name}, end_reason = 'The account was closed.'
    WHERE account_id = ${accountId} AND state = 'ACTIVE'`;
}
