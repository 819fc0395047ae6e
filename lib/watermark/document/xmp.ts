import { PDFArray, type PDFContext, PDFDict, PDFName, PDFRawStream, type PDFRef, PDFStream } from "pdf-lib";
import { instanceIdLength } from "../code/copy-identifier";
import { decodeStream } from "./decode-stream";
import { nameIn } from "./entries";
import type { MarkForms } from "./mark-forms";
import { hexSentinel } from "./slot-syntax";

const maxBytes = 16 * 1024 * 1024;
const mediaManagement = "http://ns.adobe.com/xap/1.0/mm/";

/** A standard that a document says it keeps to, as in its XMP metadata. */
export type Claim = { standard: "PDF/A" | "PDF/UA"; part: number; level: string };

/** The XMP metadata of a document, as bytes in a string; empty where there is none that can be read. */
export async function readXmp(catalog: PDFDict): Promise<string> {
  const stream = catalog.lookup(PDFName.of("Metadata"));
  if (!(stream instanceof PDFStream)) return "";
  const decoded = await decodeStream(stream, maxBytes);
  const text = Buffer.from(decoded?.bytes ?? []).toString("latin1");
  return decoded?.whole && text.includes("</rdf:RDF>") ? text : "";
}

function valueOf(xmp: string, name: string): string | undefined {
  return new RegExp(`<${name}>\\s*([^<]*?)\\s*</${name}>|\\b${name}\\s*=\\s*["']([^"']*)["']`).exec(xmp)?.slice(1).find((value) => value !== undefined);
}

export function claimsIn(xmp: string): Claim[] {
  const claims: Claim[] = [];
  const archive = Number(valueOf(xmp, "pdfaid:part"));
  if (archive >= 1) claims.push({ standard: "PDF/A", part: archive, level: (valueOf(xmp, "pdfaid:conformance") ?? "").toLowerCase() });
  const accessible = Number(valueOf(xmp, "pdfuaid:part"));
  if (accessible >= 1) claims.push({ standard: "PDF/UA", part: accessible, level: "" });
  return claims;
}

function hasOutputIntent(catalog: PDFDict): boolean {
  const intents = catalog.lookup(PDFName.of("OutputIntents"));
  if (!(intents instanceof PDFArray)) return false;
  return intents.asArray().some((_, index) => {
    const intent = intents.lookup(index);
    return intent instanceof PDFDict && nameIn(intent, "S") === "GTS_PDFA1" && intent.lookup(PDFName.of("DestOutputProfile")) instanceof PDFStream;
  });
}

/**
 * Why copies cannot keep this claim, for the publisher; undefined where they can. The marks are translucent and grey: the first
 * part of PDF/A forbids transparency, the others want an output intent for it, and for grey (ISO 19005-2, 6.2.4.3 and 6.2.10).
 */
export function archiveLoss({ standard, part }: Claim, catalog: PDFDict): string | undefined {
  if (standard !== "PDF/A") return undefined;
  if (part === 1) return "PDF/A-1 forbids the transparency of the marks: marked copies no longer claim it. Publish as PDF/A-2 to keep the claim.";
  if (hasOutputIntent(catalog)) return undefined;
  return `This PDF/A-${part} has no output intent, which the marks need: marked copies no longer claim it. Publish it with an output intent to keep the claim.`;
}

export function withoutArchiveClaim(xmp: string): string {
  return xmp
    .replace(/<pdfaid:(part|conformance|amd|corr|rev)>[^<]*<\/pdfaid:\1>/g, "")
    .replace(/\s+pdfaid:(?:part|conformance|amd|corr|rev)\s*=\s*(["'])[^"']*\1/g, "");
}

const emptyPacket =
  '<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n' +
  '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="w"?>';

/** Puts the slot of the instance id into the metadata, in place of the one that is there, and the metadata into the document. */
export function addInstanceId(context: PDFContext, catalog: PDFDict, xmp: string, forms: MarkForms): PDFRef {
  const prefix = new RegExp(`xmlns:([\\w.-]+)\\s*=\\s*["']${mediaManagement}`).exec(xmp)?.[1] ?? "xmpMM";
  const cleared = (xmp === "" ? emptyPacket : xmp)
    .replace(new RegExp(`<${prefix}:InstanceID>[^<]*</${prefix}:InstanceID>`, "g"), "")
    .replace(new RegExp(`\\s+${prefix}:InstanceID\\s*=\\s*(["'])[^"']*\\1`, "g"), "");
  const about = /rdf:about\s*=\s*(["'])([^"'<>]*)\1/.exec(cleared)?.[2] ?? "";
  const sentinel = hexSentinel(16);
  const description =
    `<rdf:Description rdf:about="${about}" xmlns:xmpMM="${mediaManagement}">` +
    `<xmpMM:InstanceID>${sentinel.padEnd(instanceIdLength, " ")}</xmpMM:InstanceID></rdf:Description>\n`;
  const end = cleared.lastIndexOf("</rdf:RDF>");
  const packet = Buffer.from(`${cleared.slice(0, end)}${description}${cleared.slice(end)}`, "latin1");
  const ref = context.register(PDFRawStream.of(context.obj({ Type: "Metadata", Subtype: "XML" }), packet));
  catalog.set(PDFName.of("Metadata"), ref);
  forms.add(ref, { kind: "instance", sentinel, length: instanceIdLength });
  return ref;
}
