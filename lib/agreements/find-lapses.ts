import type { Db } from "@/lib/database/client";
import { now } from "@/lib/operations/clock";
import { lapses, type Change } from "./coverage";
import { asHeld, revisionFacts, type CoverRow } from "./held";

export type Lapse = { accountId: string; accountName: string; agreementSlug: string; agreementName: string };

/**
 * What nobody covers any more as soon as the change happens, sorted by account: to be shown before it happens.
 * @param organizationIds the organizations that it touches: for a move, the one left and the one joined
 */
export async function findLapses(db: Db, change: Change, organizationIds: readonly string[]): Promise<Lapse[]> {
  const at = now();
  const accounts = await db.account.findMany({ where: { organizationId: { in: [...organizationIds] } }, select: { id: true, name: true, organizationId: true }, take: 50_000 });
  const rows = await db.$queryRaw<CoverRow[]>`
    SELECT c.id::text AS id, c.agreement_id::text AS agreement_id, c.revision, c.type::text AS type, c.account_id, c.organization_id::text AS organization_id, c.effective_start, c.effective_end
    FROM customer_agreement c LEFT JOIN account a ON a.id = c.account_id
    WHERE (c.organization_id = ANY(${[...organizationIds]}::text[]::uuid[]) OR a.organization_id = ANY(${[...organizationIds]}::text[]::uuid[]))
      AND c.effective_start <= ${at} AND (c.effective_end IS NULL OR c.effective_end > ${at})`;
  const facts = await revisionFacts(db);
  const agreements = new Map((await db.agreement.findMany({ select: { id: true, slug: true, name: true }, take: 1000 })).map((one) => [one.id, one]));
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  const history = { placements: accounts.map(({ id, organizationId }) => ({ accountId: id, organizationId, from: 0, to: null })), held: rows.map((row) => asHeld(row, facts)) };
  return lapses(history, change, at.getTime())
    .map(({ accountId, agreementId }) => {
      const agreement = agreements.get(agreementId);
      return { accountId, accountName: names.get(accountId) ?? accountId, agreementSlug: agreement?.slug ?? "", agreementName: agreement?.name ?? "" };
    })
    .sort((a, b) => a.accountName.localeCompare(b.accountName, "en") || a.accountId.localeCompare(b.accountId) || a.agreementSlug.localeCompare(b.agreementSlug));
}
