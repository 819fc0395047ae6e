import type { Db } from "@/lib/database/client";
import type { MemberCaller } from "@/lib/operations/caller";
import { MunimentError } from "@/lib/operations/errors";
import { now } from "@/lib/operations/clock";
import type { Bound } from "./bound";
import { InForce, type Coverage } from "./coverage";
import { asHeld, revisionFacts, type CoverRow } from "./held";
import type { RevisionText } from "./revision-text";
import { Boxes, Sections } from "./models";
import { t } from "@/lib/texts/text";

/** An agreement with one of its revisions, the newest unless named. @throws MunimentError ResourceNotFound, also where nothing was published yet */
export async function findAgreement(db: Db, slug: string, revision?: number) {
  const agreement = await db.agreement.findUnique({ where: { slug }, include: { prerequisite: { select: { id: true, slug: true, name: true } } } });
  const text = agreement && (await db.agreementRevision.findFirst({ where: { agreementId: agreement.id, ...(revision === undefined ? {} : { revision }) }, orderBy: { revision: "desc" } }));
  if (!agreement || !text) throw new MunimentError("ResourceNotFound");
  return { agreement, text };
}
export type FoundAgreement = Awaited<ReturnType<typeof findAgreement>>;

/**
 * {@link findAgreement} for who decides about its newest revision: until the transaction ends no later one is published, and one that is being
 * published now is waited for. Otherwise a text could be bound that was replaced, by somebody whom nobody tells of it.
 */
export async function findNewest(db: Db, slug: string): Promise<FoundAgreement> {
  await db.$queryRaw`SELECT id FROM agreement WHERE slug = ${slug} FOR SHARE`;
  return findAgreement(db, slug);
}

/** The stored revision in the shape that is read, hashed and printed. */
export function textOf({ agreement, text }: FoundAgreement): RevisionText {
  return {
    name: agreement.name,
    revision: text.revision,
    title: text.title,
    language: text.language,
    sections: Sections.parse(text.body),
    boxes: Boxes.parse(text.boxes),
    terminateTerms: text.terminateTerms,
    noticeDays: text.noticeDays,
    effective: text.effective.toISOString().slice(0, 10),
    graceDays: text.graceDays,
  };
}

/** Whether and by what an account is covered now; `byOrganization` also where its own agreement comes first. For `id` null the organization alone is asked for. */
export async function coverageNow(db: Db, account: { id: string | null; organizationId: string }, agreementId: string): Promise<Coverage & { byOrganization: boolean }> {
  const at = now();
  const rows = await db.$queryRaw<CoverRow[]>`
    SELECT id::text AS id, agreement_id::text AS agreement_id, revision, type::text AS type, account_id, organization_id::text AS organization_id, effective_start, effective_end
    FROM customer_agreement
    WHERE agreement_id = ${agreementId}::uuid AND (account_id = ${account.id}::bpchar OR organization_id = ${account.organizationId}::uuid)
      AND effective_start <= ${at} AND (effective_end IS NULL OR effective_end > ${at})`;
  const facts = await revisionFacts(db);
  const inForce = new InForce(rows.map((row) => asHeld(row, facts)), at.getTime());
  const shared = inForce.ofOrganization(account.organizationId, agreementId);
  if (account.id === null) return shared ? { source: "ORGANIZATION", held: shared, byOrganization: true } : { source: "NONE", held: null, byOrganization: false };
  return { ...inForce.of(account.id, account.organizationId, agreementId), byOrganization: shared !== null };
}

/**
 * The prerequisite with whether it is met for an account, the caller's unless given; null where there is none. Staff, who wrote the texts, need not meet it.
 * For `id` null it is met by what the organization agreed to: what an account has for itself covers none of the others.
 */
export async function prerequisiteOf(db: Db, caller: MemberCaller, { agreement }: FoundAgreement, account: { id: string | null; organizationId: string } = caller.account): Promise<{ slug: string; name: string; met: boolean } | null> {
  const { prerequisite } = agreement;
  if (!prerequisite) return null;
  const met = caller.account.organizationKind === "OPERATOR" || (await coverageNow(db, account, prerequisite.id)).source !== "NONE";
  return { slug: prerequisite.slug, name: prerequisite.name, met };
}

/** @throws MunimentError Conflict where what must be in force first is not in force for all who are to be bound */
export async function checkPrerequisite(db: Db, caller: MemberCaller, found: FoundAgreement, bound: Pick<Bound, "accountId" | "organizationId">): Promise<void> {
  const prerequisite = await prerequisiteOf(db, caller, found, { id: bound.accountId, organizationId: bound.organizationId });
  if (!prerequisite || prerequisite.met) return;
  throw new MunimentError("Conflict", bound.accountId === null ? t("{name} must be in force for the whole organization first.", { name: prerequisite.name }) : t("{name} must be in force first.", { name: prerequisite.name }));
}
