import type { Db } from "@/lib/database/client";
import { now } from "@/lib/operations/clock";
import { coverageChanges, type Source } from "./coverage";
import { asHeld, revisionFacts, type CoverRow } from "./held";

/** How one agreement covers the account before and after. `lapses`: covered before, and no longer. */
export type AgreementChange = { slug: string; name: string; before: Source; after: Source; lapses: boolean };

/**
 * What happens to the coverage of one account that goes from one organization to another, as of now, sorted by name.
 * @param to null where the account is closed; an id that is nobody's stands for an organization yet to be made
 */
export async function findCoverageChanges(db: Db, accountId: string, from: string, to: string | null): Promise<AgreementChange[]> {
  const at = now();
  const organizationIds = to === null ? [from] : [from, to];
  const rows = await db.$queryRaw<CoverRow[]>`
    SELECT id::text AS id, agreement_id::text AS agreement_id, revision, type::text AS type, account_id, organization_id::text AS organization_id, effective_start, effective_end
    FROM customer_agreement
    WHERE (account_id = ${accountId} OR organization_id = ANY(${organizationIds}::text[]::uuid[]))
      AND effective_start <= ${at} AND (effective_end IS NULL OR effective_end > ${at})`;
  const facts = await revisionFacts(db);
  const agreements = new Map((await db.agreement.findMany({ select: { id: true, slug: true, name: true }, take: 1000 })).map((one) => [one.id, one]));
  const history = { placements: [{ accountId, organizationId: from, from: 0, to: null }], held: rows.map((row) => asHeld(row, facts)) };
  return coverageChanges(history, { kind: "MOVE", accountId, organizationId: to }, at.getTime())
    .flatMap(({ agreementId, before, after }) => {
      const agreement = agreements.get(agreementId);
      return agreement ? [{ slug: agreement.slug, name: agreement.name, before: before.source, after: after.source, lapses: before.source !== "NONE" && after.source === "NONE" }] : [];
    })
    .sort((a, b) => a.name.localeCompare(b.name, "en") || (a.slug < b.slug ? -1 : 1));
}
