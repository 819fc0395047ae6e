import type { Db } from "@/lib/database/client";
import type { Prisma } from "@/lib/database/generated/client";
import type { MemberCaller } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { earlierEnd, holds, supersededAt, type Held, type RevisionFact } from "./coverage";
import { forOrganization } from "./for-organization";
import { hex, type HeldSummary } from "./models";

const dayText = (day: Date): string => day.toISOString().slice(0, 10);

/** The revisions of all agreements, as far as they limit each other; by agreement. */
export async function revisionFacts(db: Db): Promise<ReadonlyMap<string, readonly RevisionFact[]>> {
  const rows = await db.agreementRevision.findMany({ select: { agreementId: true, revision: true, effective: true, graceDays: true }, orderBy: { revision: "asc" }, take: 10_000 });
  const facts = rows.map(({ agreementId, revision, effective, graceDays }) => ({ agreementId, revision, effective: dayText(effective), graceDays }));
  return Map.groupBy(facts, ({ agreementId }) => agreementId);
}

type EndFacts = { agreementId: string; revision: number; type: string; effectiveEnd: Date | null };

/** When it is over: as ended, or as later revisions have it. Texts of its own are not overtaken. */
export function endOf(row: EndFacts, facts: ReadonlyMap<string, readonly RevisionFact[]>): number | null {
  const overtaken = row.type === "DEFAULT" ? supersededAt(row.revision, facts.get(row.agreementId) ?? []) : null;
  return earlierEnd(row.effectiveEnd?.getTime() ?? null, overtaken);
}

export type CoverRow = { id: string; agreement_id: string; revision: number; type: string; account_id: string | null; organization_id: string | null; effective_start: Date; effective_end: Date | null };

/** A row of `customer_agreement` as coverage takes it. */
export function asHeld(row: CoverRow, facts: ReadonlyMap<string, readonly RevisionFact[]>): Held & { revision: number } {
  const { id, agreement_id: agreementId, revision, type, account_id: accountId, organization_id: organizationId, effective_start: start, effective_end: effectiveEnd } = row;
  return {
    id,
    agreementId,
    revision,
    holder: accountId === null ? { kind: "ORGANIZATION", id: organizationId ?? "" } : { kind: "ACCOUNT", id: accountId },
    from: start.getTime(),
    to: endOf({ agreementId, revision, type, effectiveEnd }, facts),
  };
}

export const heldInclude = {
  agreement: { select: { slug: true, name: true } },
  account: { select: { id: true, name: true, organizationId: true, organization: { select: { name: true } } } },
  organization: { select: { id: true, name: true } },
  text: { select: { noticeDays: true } },
  acceptance: { omit: { record: true } },
  ending: { omit: { record: true } },
} as const satisfies Prisma.CustomerAgreementInclude;

export type HeldRow = Prisma.CustomerAgreementGetPayload<{ include: typeof heldInclude }>;

export const holderOf = (row: HeldRow): HeldSummary["holder"] =>
  row.account ? { kind: "ACCOUNT", id: row.account.id, name: row.account.name, organizationName: row.account.organization.name } : { kind: "ORGANIZATION", id: row.organization?.id ?? "", name: row.organization?.name ?? "", organizationName: row.organization?.name ?? "" };

export function summaryOf(row: HeldRow, facts: ReadonlyMap<string, readonly RevisionFact[]>): HeldSummary {
  const at = now().getTime();
  const end = endOf(row, facts);
  const inForce = holds({ from: row.effectiveStart.getTime(), to: end }, at);
  const { acceptance } = row;
  return {
    id: row.id,
    slug: row.agreement.slug,
    name: row.agreement.name,
    revision: row.revision,
    holder: holderOf(row),
    type: row.type,
    state: row.state,
    start: row.effectiveStart,
    end: end === null ? null : new Date(end),
    inForce,
    outdated: row.state === "ACTIVE" && row.type === "DEFAULT" && (facts.get(row.agreementId) ?? []).some(({ revision }) => revision > row.revision),
    endedByName: row.endedByName,
    endReason: row.endReason,
    acceptance: acceptance && {
      at: acceptance.at,
      personName: acceptance.personName,
      personEmail: acceptance.personEmail,
      personTitle: acceptance.personTitle,
      recordSha256: hex(acceptance.recordSha256),
      certificateSha256: hex(acceptance.certificateSha256),
      certificateBytes: acceptance.certificateBytes,
    },
    ranOut: row.state === "SUPERSEDED" && row.endedBy === null && row.ending === null,
    endingRecord: row.ending && { at: row.ending.at, recordSha256: hex(row.ending.recordSha256) },
    document: row.documentSha256 && row.documentBytes !== null ? { sha256: hex(row.documentSha256), bytes: row.documentBytes, note: row.documentNote } : null,
  };
}

/** Whose agreements a caller may read in full: staff all, an organization admin the organization's, everyone else the own account's and, from the management account, those of the organization itself. */
export function readableHeld(caller: MemberCaller): Prisma.CustomerAgreementWhereInput {
  const { account } = caller;
  if (account.organizationKind === "OPERATOR") return {};
  if (caller.group === "organization-admin") return { OR: [{ organizationId: account.organizationId }, { account: { organizationId: account.organizationId } }] };
  return account.management ? { OR: [{ organizationId: account.organizationId }, { accountId: account.id }] } : { accountId: account.id };
}

/**
 * Which agreements a caller whom policies let end some may end: the operator's staff any, as provider; customers those of the account they work in, in the
 * management account also the organization's, and an organization admin those of all its accounts. Of other accounts nobody else, and through a role none
 * but the account's own.
 */
export function mayEndHeld(caller: MemberCaller, row: { accountId: string | null; organizationId: string | null; account: { organizationId: string } | null }): boolean {
  const { account, group } = caller;
  if (account.organizationKind === "OPERATOR") return group !== "role";
  if (row.accountId === null) return row.organizationId === account.organizationId && forOrganization(caller, "agreements:EndAgreement");
  return row.accountId === account.id || (group === "organization-admin" && row.account?.organizationId === account.organizationId);
}
