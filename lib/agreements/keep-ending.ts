import { canonicalJson } from "@/lib/audit/log/canonical-json";
import type { Db } from "@/lib/database/client";
import type { MemberCaller, SystemCaller } from "@/lib/operations/caller";
import { operatorName } from "@/lib/organizations/operator-name";
import { putDocument } from "@/lib/storage/documents";
import { signedInAt } from "./credential-used";
import { sixYears } from "./acceptance-record";
import { hex, type HolderKind } from "./models";

/**
 * How an agreement ended, of the same kind as the record of its acceptance: canonical JSON (RFC 8785), stored and hashed. Times are ISO 8601 in UTC, hashes
 * lower-case hexadecimal. `times.ended` is when it was declared, `times.inForceUntil` the first instant without it.
 */
export type EndingRecord = {
  record: "muniment-ending/1";
  customerAgreementId: string;
  event: "terminated" | "superseded";
  /** `personId` and `email` are null for a command on the portal's machine. */
  by: { party: "customer" | "provider"; personId: string | null; name: string; email: string | null };
  authentication: { identityProvider: "local"; signedIn: string | null; factor: string; factorUsedAt: string | null; sessionId: string } | null;
  /** What was typed and ticked; null where it ended by something else that was done. */
  confirmed: { typedName: string; readTerms: boolean } | null;
  bound: { kind: HolderKind; organizationId: string; organizationName: string; accountId: string | null; accountName: string | null };
  counterparty: string;
  agreement: { id: string; slug: string; name: string; kind: string; revision: number; textSha256: string; documentSha256: string };
  /** What had been agreed: the record of the acceptance, or the document that was signed elsewhere. */
  ended: { acceptanceId: string; recordSha256: string } | { documentSha256: string };
  terms: { noticeDays: number; text: string };
  reason: string;
  replacedBy: { customerAgreementId: string; revision: number } | null;
  times: { inForceFrom: string; ended: string; inForceUntil: string };
  source: { address: string; userAgent: string; requestId: string };
  retention: { class: string; legalHold: boolean };
};

type Ending = Readonly<{
  customerAgreementId: string;
  event: EndingRecord["event"];
  confirmed?: EndingRecord["confirmed"];
  replacedBy?: EndingRecord["replacedBy"];
  legalHold: boolean;
}>;

/** Records an ending that was just written to its row, in the same transaction. Once for each, by the key of its table. */
export async function keepEnding(db: Db, caller: MemberCaller | SystemCaller, { customerAgreementId, event, confirmed = null, replacedBy = null, legalHold }: Ending): Promise<void> {
  const row = await db.customerAgreement.findUniqueOrThrow({ where: { id: customerAgreementId } });
  const agreement = await db.agreement.findUniqueOrThrow({ where: { id: row.agreementId } });
  const text = await db.agreementRevision.findUniqueOrThrow({ where: { agreementId_revision: { agreementId: row.agreementId, revision: row.revision } } });
  const account = row.accountId === null ? null : await db.account.findUniqueOrThrow({ where: { id: row.accountId }, select: { id: true, name: true, organizationId: true } });
  const organization = await db.organization.findUniqueOrThrow({ where: { id: row.organizationId ?? account?.organizationId ?? "" }, select: { id: true, name: true } });
  const acceptance = await db.acceptance.findUnique({ where: { customerAgreementId }, select: { id: true, recordSha256: true } });
  const { endedAt, effectiveEnd } = row;
  if (!endedAt || !effectiveEnd) throw new Error("what did not end has no record of its ending");
  const person = caller.kind === "person" ? caller : null;
  const record: EndingRecord = {
    record: "muniment-ending/1",
    customerAgreementId,
    event,
    by: { party: person?.account.organizationKind === "CUSTOMER" ? "customer" : "provider", personId: person?.personId ?? null, name: caller.name, email: person?.email ?? null },
    authentication: person && { identityProvider: "local", signedIn: await signedInAt(db, person), factor: person.factor ?? "", factorUsedAt: person.factorAt?.toISOString() ?? null, sessionId: person.sessionId },
    confirmed,
    bound: { kind: account ? "ACCOUNT" : "ORGANIZATION", organizationId: organization.id, organizationName: organization.name, accountId: account?.id ?? null, accountName: account?.name ?? null },
    counterparty: await operatorName(),
    agreement: { id: agreement.id, slug: agreement.slug, name: agreement.name, kind: agreement.kind, revision: row.revision, textSha256: hex(text.textSha256), documentSha256: hex(text.documentSha256) },
    ended: acceptance ? { acceptanceId: acceptance.id, recordSha256: hex(acceptance.recordSha256) } : { documentSha256: hex(row.documentSha256 ?? new Uint8Array()) },
    terms: { noticeDays: text.noticeDays, text: text.terminateTerms },
    reason: row.endReason,
    replacedBy,
    times: { inForceFrom: row.effectiveStart.toISOString(), ended: endedAt.toISOString(), inForceUntil: effectiveEnd.toISOString() },
    source: { address: caller.address, userAgent: caller.userAgent, requestId: caller.requestId },
    retention: { class: sixYears(agreement.kind), legalHold },
  };
  const json = canonicalJson(record);
  const stored = await putDocument(Buffer.from(json, "utf8"));
  await db.agreementEnding.create({ data: { customerAgreementId, at: endedAt, event, record: json, recordSha256: stored.sha256, recordBytes: stored.bytes } });
}
