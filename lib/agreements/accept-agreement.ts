import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { canonicalJson } from "@/lib/audit/log/canonical-json";
import { buildName } from "@/lib/config/build";
import { Uuid } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { operatorName } from "@/lib/organizations/operator-name";
import { putDocument, sha256Of } from "@/lib/storage/documents";
import { checkConsent, checkOffered, claimHolder, earlierOf } from "./accept-checks";
import { sixYears, type AcceptanceRecord } from "./acceptance-record";
import { BoundAccount, boundBy, holderKey } from "./bound";
import { certificatePdf } from "./certificate";
import { acceptanceAddress, acceptButton, agreementPageTitle, authorityStatement, consentForm, consentLanguage, electronicConsent } from "./consent";
import { credentialUsed, signedInAt } from "./credential-used";
import { checkPrerequisite, findNewest, textOf } from "./find-agreement";
import { keepEnding } from "./keep-ending";
import { underLegalHold } from "./legal-hold";
import { AgreementSlug, agreementResource, heldResource, hex, holderResource, HolderKind, OneLine, RevisionNumber, Ticked, TickedBoxes } from "./models";
import { checkPreparation, findPreparation, preparationResource, twoPersonRule } from "./preparation";
import { checkRead } from "./reading-times";
import { storedBytes } from "./stored-bytes";
import { tellAccepted } from "./tell";
import { currentLocale } from "@/lib/texts/locale";
import { msg, t } from "@/lib/texts/text";

const Input = z.object({
  slug: AgreementSlug,
  revision: RevisionNumber,
  for: HolderKind,
  /** The account that is bound; the one that the caller works in unless given. */
  accountId: BoundAccount,
  box: TickedBoxes,
  authority: Ticked,
  electronicRecords: Ticked,
  /** The caller's own name, typed as a signature. */
  typedName: OneLine(msg("Enter your name.")),
  title: OneLine(msg("Enter your title.")),
  /** The company as the law knows it; the organization's name unless given. */
  legalEntity: OneLine(msg("Enter the legal entity."), 200).optional(),
  /** What another person prepared. Needed where the organization wants two people; the legal entity is then the one that was prepared. */
  preparationId: Uuid.optional(),
});

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
  output: z.object({ slug: z.string(), revision: z.int(), customerAgreementId: z.uuid(), acceptanceId: z.uuid(), preparationId: z.uuid().nullable(), holder: z.object({ kind: HolderKind, id: z.string() }), recordSha256: z.string(), certificateSha256: z.string() }),
  prepare: async ({ caller }) => ({ legalHold: await underLegalHold(caller.personId, caller.account.organizationId) }),
  async resource({ db, caller, input }) {
    const bound = await boundBy(db, caller, input.for, input.accountId);
    const found = await findNewest(db, input.slug);
    await checkPrerequisite(db, caller, found, bound);
    const prepared = input.preparationId === undefined ? null : await findPreparation(db, bound, found.agreement.id, input.preparationId);
    return { bound, found, prepared };
  },
  async handle({ db, caller, input, resource: { bound, found, prepared }, prepared: { legalHold } }) {
    const at = now();
    checkOffered(found, input.for, input.revision);
    if (prepared) checkPreparation(prepared, caller, found.text.revision);
    else if (await twoPersonRule(db, bound.organizationId)) throw new MunimentError("AccessDenied", t("Your organization wants two people: one prepares the acceptance, another accepts it."));
    const text = textOf(found);
    checkConsent(input, text.boxes.length, ["authority", "electronicRecords"], caller, "accepted");
    const times = await checkRead(db, caller, agreementResource(input.slug, text.revision));
    await claimHolder(db, found.agreement.id, bound);
    const { earlier, over } = await earlierOf(db, found, bound, at);
    const effective = Date.parse(text.effective);
    const start = new Date(Math.max(at.getTime(), effective));
    const id = uuidv7({ msecs: at.getTime() });
    const acceptanceId = uuidv7({ msecs: at.getTime() });
    const credential = await credentialUsed(db, caller);
    const record: AcceptanceRecord = {
      record: "muniment-acceptance/1",
      id: acceptanceId,
      event: "agreed",
      signer: { personId: caller.personId, name: caller.name, email: caller.email, typedName: input.typedName, title: input.title },
      authentication: {
        identityProvider: "local",
        signedIn: await signedInAt(db, caller),
        factor: caller.factor ?? "",
        ...(credential === null ? {} : { credential }),
        factorUsedAt: (caller.factorAt ?? at).toISOString(),
        sessionId: caller.sessionId,
      },
      ...(prepared
        ? {
            preparation: {
              id: prepared.id,
              personId: prepared.personId,
              name: prepared.personName,
              email: prepared.personEmail,
              typedName: prepared.typedName,
              title: prepared.personTitle,
              prepared: prepared.at.toISOString(),
              address: prepared.address,
            },
          }
        : {}),
      bound: {
        kind: bound.kind,
        organizationId: bound.organizationId,
        organizationName: bound.organizationName,
        accountId: bound.accountId,
        accountName: bound.accountId === null ? null : bound.accountName,
        legalEntity: prepared?.legalEntity ?? input.legalEntity ?? bound.organizationName,
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
        build: buildName(),
        language: consentLanguage,
        locale: currentLocale(),
        pageTitle: `${agreementPageTitle()} · ${t("Evidence portal")}`,
        address: acceptanceAddress(found.agreement.slug, text.revision, bound),
        button: acceptButton(bound.kind),
        authority: { text: authorityStatement(bound), ticked: input.authority },
        boxes: text.boxes.map((box, index) => ({ text: box, ticked: input.box.includes(index) })),
        electronicRecords: { version: electronicConsent.version, text: electronicConsent.text, ticked: input.electronicRecords },
      },
      times: { ...times, accepted: at.toISOString(), inForceFrom: start.toISOString() },
      source: { address: caller.address, userAgent: caller.userAgent, requestId: caller.requestId },
      supersedes: earlier && { customerAgreementId: earlier.id, revision: earlier.revision },
      ending: { noticeDays: text.noticeDays, terms: text.terminateTerms },
      retention: { class: sixYears(found.agreement.kind), legalHold },
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
    if (earlier) await keepEnding(db, caller, { customerAgreementId: earlier.id, event: "superseded", replacedBy: { customerAgreementId: id, revision: text.revision }, legalHold });
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
    const open = { agreementId: found.agreement.id, organizationId: bound.organizationId, accountId: bound.accountId, state: "PREPARED" as const };
    if (prepared) {
      const settled = await db.preparedAcceptance.updateMany({ where: { ...open, id: prepared.id }, data: { state: "ACCEPTED", settledAt: at, settledBy: caller.personId } });
      if (settled.count !== 1) throw new MunimentError("Conflict", t("This preparation was withdrawn at this moment; nothing was accepted."));
    }
    await db.preparedAcceptance.updateMany({ where: open, data: { state: "WITHDRAWN", settledAt: at, settledBy: caller.personId } });
    await tellAccepted(db, caller, bound, record, id, { recordSha256: hex(recordSha256), certificate });
    const holder = { kind: bound.kind, id: bound.accountId ?? bound.organizationId };
    return { slug: found.agreement.slug, revision: text.revision, customerAgreementId: id, acceptanceId, preparationId: prepared?.id ?? null, holder, recordSha256: hex(recordSha256), certificateSha256: hex(certificate.sha256) };
  },
  record: ({ output }) => ({
    resources: [agreementResource(output.slug, output.revision), heldResource(output.customerAgreementId), holderResource(output.holder), ...(output.preparationId ? [preparationResource(output.preparationId)] : [])],
    parameters: { for: output.holder.kind, acceptanceId: output.acceptanceId, recordSha256: output.recordSha256, certificateSha256: output.certificateSha256 },
  }),
  recordRefusal: ({ input }) => ({ resources: [agreementResource(input.slug, input.revision)], parameters: { for: input.for } }),
});
