import type { Db } from "@/lib/database/client";
import type { MemberCaller } from "@/lib/operations/caller";

/** When this person was last shown a revision, and last downloaded it, before now; as the trail has it. */
export async function readingTimes(db: Db, caller: MemberCaller, resource: string): Promise<{ displayed: string | null; downloaded: string | null }> {
  const rows = await db.$queryRaw<{ operation: string; at: Date }[]>`
    SELECT operation, max(at) AS at FROM audit_event
    WHERE person_id = ${caller.personId}::uuid AND outcome = 'Success' AND operation IN ('agreements:GetAgreement', 'agreements:GetAgreementText')
      AND ${resource} = ANY(resources)
    GROUP BY operation`;
  const last = (operation: string): string | null => rows.find((row) => row.operation === operation)?.at.toISOString() ?? null;
  return { displayed: last("agreements:GetAgreement"), downloaded: last("agreements:GetAgreementText") };
}
