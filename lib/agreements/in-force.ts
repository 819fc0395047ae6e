import type { Db } from "@/lib/database/client";

/** An agreement that covers an account from `from` until before `to` (milliseconds), by what the account or its organization holds. */
export type AgreementStretch = Readonly<{ slug: string; from: number; to: number | null }>;

type Row = { slug: string; start: Date; end: Date | null };

/**
 * All stretches in which agreements cover an account that is where it is now: past, present and those that begin later. Their ends are those that were
 * set and those that later revisions bring after their days of grace, so that what is in force at any instant can be told without another question.
 */
export async function agreementStretches(db: Db, account: { id: string; organizationId: string }): Promise<AgreementStretch[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT a.slug, c.effective_start AS start, LEAST(c.effective_end, overtaken.at) AS "end"
    FROM customer_agreement c JOIN agreement a ON a.id = c.agreement_id
      LEFT JOIN LATERAL (
        SELECT min((r.effective + r.grace_days + 1)::timestamp AT TIME ZONE 'UTC') AS at FROM agreement_revision r
        WHERE c.type = 'DEFAULT' AND r.agreement_id = c.agreement_id AND r.revision > c.revision AND r.grace_days IS NOT NULL) overtaken ON TRUE
    WHERE c.account_id = ${account.id} OR c.organization_id = ${account.organizationId}::uuid
    ORDER BY a.slug, c.effective_start`;
  return rows.map(({ slug, start, end }) => ({ slug, from: start.getTime(), to: end?.getTime() ?? null }));
}

/** The agreements in force at an instant (milliseconds), each once. */
export const inForceAt = (stretches: readonly AgreementStretch[], at: number): string[] => [
  ...new Set(stretches.filter(({ from, to }) => from <= at && (to === null || at < to)).map(({ slug }) => slug)),
];
