import { AFRelationship, PDFDocument } from "pdf-lib";
import type { AcceptanceRecord } from "./acceptance-record";
import { addPages, describePaper, paperBytes, type Block } from "./paper";

const instant = (iso: string | null): string => (iso === null ? "not recorded" : `${iso.slice(0, 19).replace("T", " ")} UTC`);

function factsOf(record: AcceptanceRecord, recordSha256: string): Block[] {
  const { signer, authentication, bound, agreement, consent, times, source } = record;
  const fact = (term: string, text: string): Block => ({ look: "fact", term, text });
  const heading = (text: string): Block => ({ look: "heading", text });
  return [
    { look: "title", text: "Certificate of acceptance" },
    { look: "small", text: `Appended to the text that was accepted: ${agreement.title}, revision ${agreement.revision}. The record below is attached to this file as acceptance-record.json.` },
    heading("Who is bound"),
    fact("Legal entity", bound.legalEntity),
    fact("Organization", `${bound.organizationName} (${bound.organizationId})`),
    ...(bound.accountId === null ? [fact("For", "the organization with all its accounts")] : [fact("For the account", `${bound.accountName ?? ""} (${bound.accountId})`)]),
    fact("With", record.counterparty),
    heading("Who accepted"),
    fact("Name", signer.name),
    fact("Name as typed", signer.typedName),
    fact("Title", signer.title),
    fact("E-mail address", signer.email),
    fact("Person", signer.personId),
    fact("Signed in", `${instant(authentication.signedIn)}, identity kept by ${authentication.identityProvider === "local" ? "this portal" : authentication.identityProvider}`),
    fact("Identified by", `${authentication.factor}${authentication.credential === undefined ? "" : ` ${authentication.credential}`}, used ${instant(authentication.factorUsedAt)}`),
    fact("Session", authentication.sessionId),
    fact("From", `${source.address}; ${source.userAgent || "no user agent"}`),
    ...(record.preparation
      ? [
          heading("Who prepared it"),
          fact("Name", record.preparation.name),
          fact("Name as typed", record.preparation.typedName),
          fact("Title", record.preparation.title),
          fact("E-mail address", record.preparation.email),
          fact("Person", record.preparation.personId),
          fact("Prepared", `${instant(record.preparation.prepared)}, from ${record.preparation.address}`),
        ]
      : []),
    heading("What was accepted"),
    fact("Agreement", `${agreement.name} (${agreement.kind}), ${agreement.slug}`),
    fact("Revision", `${agreement.revision}, in effect from ${agreement.effective}, language ${agreement.language}`),
    fact("SHA-256 of the text", agreement.textSha256),
    fact("SHA-256 of its PDF", `${agreement.documentSha256} (${agreement.documentBytes} bytes)`),
    ...(record.supersedes ? [fact("Replaces", `revision ${record.supersedes.revision}, ${record.supersedes.customerAgreementId}`)] : []),
    heading("How it was asked"),
    fact("Page", `${consent.pageTitle}, ${consent.address}`),
    fact("Button", consent.button),
    fact("Languages", `statements ${consent.language}, boxes ${agreement.language}, page ${consent.locale}`),
    fact("Interface", `${consent.form}, build ${consent.build}`),
    { look: "box", ticked: consent.authority.ticked, text: consent.authority.text },
    ...consent.boxes.map((box): Block => ({ look: "box", ticked: box.ticked, text: box.text })),
    { look: "box", ticked: consent.electronicRecords.ticked, text: consent.electronicRecords.text },
    heading("When"),
    fact("Opened first", instant(times.opened)),
    fact("Displayed last", instant(times.displayed)),
    fact("Downloaded", instant(times.downloaded)),
    fact("Accepted", `${times.accepted} (UTC)`),
    fact("In force from", instant(times.inForceFrom)),
    heading("Record"),
    fact("Acceptance", record.id),
    fact("Request", source.requestId),
    fact("Kept", `${record.retention.class}${record.retention.legalHold ? "; under a legal hold when it was accepted" : ""}`),
    fact("SHA-256 of the record", recordSha256),
    { look: "small", text: "To check: take the attachment out of this file and compare the SHA-256 of its bytes with the one above. They are the record in canonical JSON (RFC 8785)." },
  ];
}

/** The exact text accepted, page for page, with the certificate behind it and the record attached. Made once, at acceptance, and stored. */
export async function certificatePdf(acceptedPdf: Uint8Array, record: AcceptanceRecord, recordJson: string, recordSha256: string): Promise<Uint8Array> {
  const at = new Date(record.times.accepted);
  const document = await PDFDocument.load(acceptedPdf, { updateMetadata: false });
  describePaper(document, `${record.agreement.title}, revision ${record.agreement.revision}, with certificate of acceptance`, record.agreement.language, at);
  await addPages(document, factsOf(record, recordSha256), `Certificate of acceptance ${record.id} · SHA-256 of the record ${recordSha256}`);
  await document.attach(Buffer.from(recordJson, "utf8"), "acceptance-record.json", {
    mimeType: "application/json",
    description: "The record of this acceptance, in canonical JSON",
    creationDate: at,
    modificationDate: at,
    afRelationship: AFRelationship.Data,
  });
  return paperBytes(document);
}
