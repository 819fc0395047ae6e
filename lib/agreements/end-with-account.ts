import type { Db } from "@/lib/database/client";
import type { MemberCaller } from "@/lib/operations/caller";
import { keepEnding } from "./keep-ending";

/** Ends what an account agreed to for itself, at the moment at which it is closed, and records each. What an organization agreed to stays. */
export async function endWithAccount(db: Db, accountId: string, caller: MemberCaller, at: Date, legalHold: boolean): Promise<void> {
  const ended = await db.$queryRaw<{ id: string }[]>`
    UPDATE customer_agreement
    SET state = 'CUSTOMER_TERMINATED', effective_end = LEAST(effective_end, GREATEST(effective_start, ${at}::timestamptz(3))), ended_at = ${at}, ended_by = ${caller.personId}::uuid,
      ended_by_name = ${caller.name}, end_reason = 'The account was closed.'
    WHERE account_id = ${accountId} AND state = 'ACTIVE'
    RETURNING id::text AS id`;
  for (const { id } of ended) await keepEnding(db, caller, { customerAgreementId: id, event: "terminated", legalHold });
}
