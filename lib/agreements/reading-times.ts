import type { Db } from "@/lib/database/client";
import type { MemberCaller } from "@/lib/operations/caller";
import { MunimentError } from "@/lib/operations/errors";
import { t } from "@/lib/texts/text";

export type ReadingTimes = Readonly<{ opened: string | null; displayed: string | null; downloaded: string | null }>;

/** When this person first opened the page with the text of a revision, was last shown it, and last downloaded it, before now; as the trail has it. */
export async function readingTimes(db: Db, caller: MemberCaller, resource: string): Promise<ReadingTimes> {
  const rows = await db.$queryRaw<{ operation: string; first: Date; last: Date }[]>`
    SELECT operation, min(at) AS first, max(at) AS last FROM audit_event
    WHERE person_id = ${caller.personId}::uuid AND outcome = 'Success' AND operation IN ('agreements:GetAgreement', 'agreements:GetAgreementText')
      AND ${resource} = ANY(resources)
    GROUP BY operation`;
  const of = (operation: string) => rows.find((row) => row.operation === operation);
  const shown = of("agreements:GetAgreement");
  return { opened: shown?.first.toISOString() ?? null, displayed: shown?.last.toISOString() ?? null, downloaded: of("agreements:GetAgreementText")?.last.toISOString() ?? null };
}

/** {@link readingTimes} of a text that is to be bound. @throws MunimentError Conflict where it was neither shown to this person nor downloaded by them: nobody agrees to what they never saw */
export async function checkRead(db: Db, caller: MemberCaller, resource: string): Promise<ReadingTimes> {
  const times = await readingTimes(db, caller, resource);
  if (times.displayed === null && times.downloaded === null) throw new MunimentError("Conflict", t("You have not read this text yet: open the agreement's page or download its PDF, then come back to this."));
  return times;
}
