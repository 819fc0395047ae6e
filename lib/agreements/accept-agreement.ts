import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { config } from "@/lib/config/config";
import type { Db } from "@/lib/database/client";
import type { MemberCaller } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { MunimentError, type FieldError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { operatorName } from "@/lib/organizations/operator-name";
import { putDocument, sha256Of } from "@/lib/storage/documents";
import { BoundAccount, boundBy, holderKey, type Bound } from "./bound";
import type { AcceptanceRecord } from "./acceptance-record";
import { canonicalJson } from "./canonical-json";
import { certificatePdf } from "./certificate";
import { acceptButton, authorityStatement, consentForm, electronicConsent, sameName } from "./consent";
import { findAgreement, prerequisiteOf, textOf, type FoundAgreement } from "./find-agreement";
import { AgreementSlug, agreementResource, heldResource, hex, holderResource, HolderKind, OneLine, RevisionNumber, Ticked } from "./models";
import { readingTimes } from "./reading-times";
import { storedBytes } from "./stored-bytes";

const Input = z.object({
  slug: AgreementSlug,
  revision: RevisionNumber,
  for: HolderKind,
  /** The account that is bound; the one that the caller works in unless given. */
  accountId: BoundAccount,
  /** Numbers of the boxes ticked, from 0. */
  box: z.union([z.array(z.coerce.number().int().min(0).max(99)), z.coerce.number().int().min(0).max(99).transform((one) => [one])]).default([]),
  authority: Ticked,
  electronicRecords: Ticked,
  /** The caller's own name, typed as a signature. */
  typedName: OneLine("your name"),
  title: OneLine("your title"),
  /** The company as the law knows it; the organization's name unless given. */
  legalEntity: OneLine("the legal entity", 200).optional(),
});

function checkConsent(input: z.infer<typeof Input>, boxes: number, caller: MemberCaller): void {
  const fields: FieldError[] = [];
  for (let box = 0; box < boxes; box += 1) if (!input.box.includes(box)) fields.push({ field: `box.${box}`, message: "Tick this box to accept." });
  if (!input.authority) fields.push({ field: "authority", message: "Tick this box to say that you have the authority." });
  if (!input.electronicRecords) fields.push({ field: "electronicRecords", message: "Tick this box to accept electronically." });
  if (!sameName(input.typedName, caller.name)) fields.push({ field: "typedName", message: `Type your name as the portal knows it: ${caller.name}` });
  if (fields.length === 0) return;
  const unticked = fields.some(({ field }) => field !== "typedName");
  throw new MunimentError("ValidationException", unticked ? "Nothing was accepted: every statement must be ticked." : "Nothing was accepted: the name is not yours.", { fields });
}

/** One acceptance per holder and agreement at a time: the second waits here, then sees the first. */
async function claim(db: Db, agreementId: string, bound: Bound): Promise<void> {
  const key = `${agreementId} ${bound.accountId ?? bound.organizationId}`;
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
}

async function activeFor(db: Db, agreementId: string, bound: Bound) {
  return db.customerAgreement.findFirst({ where: { agreementId, state: "ACTIVE", ...holderKey(bound) }, include: { acceptance: { select: { personName: true, at: true } } } });
}

function checkOffered({ agreement }: FoundAgreement, kind: HolderKind): void {
  if (agreement.state !== "OFFERED") throw new MunimentError("Conflict", "This agreement is no longer offered.");
  if (agreement.scope !== "BOTH" && agreement.scope !== kind) {
    const whom = agreement.scope === "ACCOUNT" ? "for single accounts" : "for a whole organization";
    throw new MunimentError("ValidationException", `This agreement is made ${whom} only.`, { fields: [{ field: "for", message: `Made ${whom} only.` }] });
  }
}

/**
 * Accepts the newest revision of an agreement for an account or for the organization. Everything that was asked is recorded, hashed, and put with the
 * exact text into a certificate that never changes. Of two people who accept at the same time one does, and the other is told.
 */
export const acceptAgreement = operation({
  name: "agreements:AcceptAgreement",
  summary: "Accepts the newest revision of an agreement, for an account or for the organization.",
  access: "Write",
  reach: "member",
  stepUp: true,
  input: Input,
  output: z.object({ slug: z.string(), revision: z.int(), customerAgreementId: z.uuid(), acceptanceId: z.uuid(), holder: z.object({ kind: HolderKind, id: z.string() }), recordSha256: z.string(), certificateSha256: z.string() }),
  async resource({ db, caller, input }) {
    const bound = await boundBy(db, caller, input.for, input.accountId);
    const found = await findAgreement(db, input.slug);
    const prerequisite = await prerequisiteOf(db, caller, found);
    if (prerequisite && !prerequisite.met) throw new MunimentError("Conflict", `${prerequisite.name} must be in force first.`);
    return { bound, found };
  },
  async handle({ db, caller, input, resource: { bound, found } }) {
    const at = now();
    checkOffered(found, input.for);
    if (found.text.revision !== input.revision) throw new MunimentError("TermsChanged", `Revision ${input.revision} was replaced by revision ${found.text.revision}. Read that one before you accept.`);
    const text = textOf(found);
    checkConsent(input, text.boxes.length, caller);
    await claim(db, found.agreement.id, bound);
    const earlier = await activeFor(db, found.agreement.id, bound);
    const over = earlier?.effectiveEnd && earlier.effectiveEnd <= at ? earlier.effectiveEnd : null;
    if (earlier && !over && (earlier.revision >= text.revision || earlier.type !== "DEFAULT")) {
      const who = earlier.acceptance ? ` ${earlier.acceptance.personName} accepted it on ${earlier.acceptance.at.toISOString().slice(0, 16).replace("T", " ")} UTC.` : "";
      throw new MunimentError("Conflict", `This agreement is in force already; nothing was accepted twice.${who}`);
    }
    const effective = Date.parse(text.effective);
    const start = new Date(Math.max(at.getTime(), effective));
    const id = uuidv7({ msecs: at.getTime() });
    const acceptanceId = uuidv7({ msecs: at.getTime() });
    const times = await readingTimes(db, caller, agreementResource(input.slug, text.revision));
    const record: AcceptanceRecord = {
      record: "muniment-acceptance/1",
      id: acceptanceId,
      event: "agreed",
      signer: { personId: caller.personId, name: caller.name, email: caller.email, typedName: input.typedName, title: input.title },
      authentication: { factor: caller.factor ?? "", factorUsedAt: (caller.factorAt ?? at).toISOString(), sessionId: caller.sessionId },
      bound: {
        kind: bound.kind,
        organizationId: bound.organizationId,
        organizationName: bound.organizationName,
        accountId: bound.accountId,
        accountName: bound.accountId === null ? null : bound.accountName,
        legalEntity: input.legalEntity ?? bound.organizationName,
      },
      counterparty: await operatorName(),
      agreement: {
        id: found.agreement.id,
        slug: found.agreement.slug,
        name: found.agreement.name,
        kind: found.agreement.kind,
        revision: text.revision,
        title: text.title,
        language: text.language,
        effective: text.effective,
        textSha256: hex(found.text.textSha256),
        documentSha256: hex(found.text.documentSha256),
        documentBytes: found.text.documentBytes,
      },
      consent: {
        form: consentForm,
        locale: "en",
        pageTitle: found.agreement.name,
        address: `${config().baseUrl}/agreements/${found.agreement.slug}`,
        button: acceptButton(bound.kind),
        authority: { text: authorityStatement(bound), ticked: input.authority },
        boxes: text.boxes.map((box, index) => ({ text: box, ticked: input.box.includes(index) })),
        electronicRecords: { version: electronicConsent.version, text: electronicConsent.text, ticked: input.electronicRecords },
      },
      times: { ...times, accepted: at.toISOString(), inForceFrom: start.toISOString() },
      source: { address: caller.address, userAgent: caller.userAgent, requestId: caller.requestId },
      supersedes: earlier && { customerAgreementId: earlier.id, revision: earlier.revision },
      ending: { noticeDays: text.noticeDays, terms: text.terminateTerms },
      retention: { class: found.agreement.kind === "BAA" ? "six years after it ends (45 CFR 164.316)" : "six years after it ends", legalHold: false },
    };
    const recordJson = canonicalJson(record);
    const recordSha256 = sha256Of(Buffer.from(recordJson, "utf8"));
    const certificate = await putDocument(await certificatePdf(await storedBytes(found.text.documentSha256), record, recordJson, hex(recordSha256)));
    if (earlier) {
      // What has run out already keeps its end; otherwise the new one begins where this one stops.
      const end = over ?? new Date(Math.max(earlier.effectiveStart.getTime(), start.getTime()));
      await db.customerAgreement.update({ where: { id: earlier.id }, data: { state: "SUPERSEDED", effectiveEnd: end, endedAt: at, endedBy: caller.personId, endedByName: caller.name, endReason: `Replaced by revision ${text.revision}` } });
    }
    await db.customerAgreement.create({ data: { id, agreementId: found.agreement.id, revision: text.revision, ...holderKey(bound), type: "DEFAULT", state: "ACTIVE", effectiveStart: start, createdAt: at } });
    await db.acceptance.create({
      data: {
        id: acceptanceId,
        customerAgreementId: id,
        at,
        personId: caller.personId,
        personName: caller.name,
        personEmail: caller.email,
        personTitle: input.title,
        record: recordJson,
        recordSha256,
        certificateSha256: certificate.sha256,
        certificateBytes: certificate.bytes,
      },
    });
    const holder = { kind: bound.kind, id: bound.accountId ?? bound.organizationId };
    return { slug: found.agreement.slug, revision: text.revision, customerAgreementId: id, acceptanceId, holder, recordSha256: hex(recordSha256), certificateSha256: hex(certificate.sha256) };
  },
  record: ({ output }) => ({
    resources: [agreementResource(output.slug, output.revision), heldResource(output.customerAgreementId), holderResource(output.holder)],
    parameters: { for: output.holder.kind, acceptanceId: output.acceptanceId, recordSha256: output.recordSha256, certificateSha256: output.certificateSha256 },
  }),
  recordRefusal: ({ input }) => ({ resources: [agreementResource(input.slug, input.revision)], parameters: { for: input.for } }),
});
