import { X509Certificate } from "node:crypto";
import { type PDFContext, PDFDict, PDFHexString, PDFName, PDFString } from "pdf-lib";
import type { SignatureFacts } from "../report";
import { nameIn, textIn } from "./entries";

const name = (text: string): PDFName => PDFName.of(text);

type Element = { tag: number; content: Buffer; whole: Buffer };

/** The elements of a stretch of DER (ITU-T X.690); ends where something is not. */
function* elementsOf(der: Buffer): Generator<Element> {
  let offset = 0;
  while (offset + 2 <= der.length) {
    const tag = der.readUInt8(offset);
    let length = der.readUInt8(offset + 1);
    let start = offset + 2;
    if (length > 0x80) {
      const count = length & 0x7f;
      if (count > 4 || start + count > der.length) return;
      length = der.readUIntBE(start, count);
      start += count;
    } else if (length === 0x80) return;
    if (start + length > der.length) return;
    yield { tag, content: der.subarray(start, start + length), whole: der.subarray(offset, start + length) };
    offset = start + length;
  }
}

function first(der: Buffer | undefined, tag: number): Buffer | undefined {
  for (const element of der ? elementsOf(der) : []) if (element.tag === tag) return element.content;
  return undefined;
}

/** The certificates that a signature carries along (CMS SignedData, RFC 5652). */
function certificatesIn(signature: Buffer): X509Certificate[] {
  const signedData = first(first(first(signature, 0x30), 0xa0), 0x30);
  const certificates: X509Certificate[] = [];
  for (const { tag, whole } of elementsOf(first(signedData, 0xa0) ?? Buffer.alloc(0))) {
    if (tag !== 0x30) continue;
    try {
      certificates.push(new X509Certificate(whole));
    } catch {
      // An attribute certificate, or none at all.
    }
  }
  return certificates;
}

const commonName = (distinguished: string): string => /^CN=(.*)$/m.exec(distinguished)?.[1] ?? distinguished.replace(/\n/g, ", ");

/** `D:20260131120000+01'00'` as an ISO time; undefined for what is no date. */
function isoTime(text: string | undefined): string | undefined {
  const parts = /^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)|([+-]\d\d)'?(\d\d)?)?/.exec(text ?? "");
  if (!parts) return undefined;
  const [, year, month = "01", day = "01", hour = "00", minute = "00", second = "00", , zone, minutes = "00"] = parts;
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone ? `${zone}:${minutes}` : "Z"}`);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}

function factsOf(field: string, value: PDFDict): SignatureFacts {
  const contents = value.lookup(name("Contents"));
  const bytes = contents instanceof PDFHexString || contents instanceof PDFString ? Buffer.from(contents.asBytes()) : Buffer.alloc(0);
  const certificates = certificatesIn(bytes);
  const certificate = certificates.find(({ ca }) => !ca) ?? certificates[0];
  return {
    field,
    signer: textIn(value, "Name") ?? (certificate ? commonName(certificate.subject) : null),
    certificate: certificate ? { subject: commonName(certificate.subject), issuer: commonName(certificate.issuer) } : null,
    at: isoTime(textIn(value, "M")) ?? null,
    reason: textIn(value, "Reason") ?? null,
    location: textIn(value, "Location") ?? null,
    format: nameIn(value, "SubFilter") ?? null,
  };
}

/**
 * Signatures do not survive any change to a document: their values go, so that readers do not report a forgery. Answers with
 * what they said; whether it was true is for a validator of the original.
 */
export function takeSignatures(context: PDFContext, catalog: PDFDict, notes: string[]): SignatureFacts[] {
  const signatures: SignatureFacts[] = [];
  for (const [, object] of context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFDict)) continue;
    const parent = object.lookup(name("Parent"));
    const type = nameIn(object, "FT") ?? (parent instanceof PDFDict ? nameIn(parent, "FT") : undefined);
    const value = object.lookup(name("V"));
    if (type !== "Sig" || !(value instanceof PDFDict)) continue;
    signatures.push(factsOf(textIn(object, "T") ?? "unnamed", value));
    object.delete(name("V"));
  }
  catalog.delete(name("Perms"));
  catalog.delete(name("DSS"));
  const form = catalog.lookup(name("AcroForm"));
  if (form instanceof PDFDict) form.delete(name("SigFlags"));
  if (signatures.length > 0) {
    const signers = signatures.map(({ field, signer }) => (signer ? `${signer} (field ${field})` : `field ${field}`));
    notes.push(`Signed by ${signers.join("; ")}. A marked copy cannot keep the signature: offer the SHA-256 of the original for checking.`);
  }
  return signatures;
}
