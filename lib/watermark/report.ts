import { z } from "zod";

/** What a digital signature of the original said of itself. Nothing of it was validated. */
export const SignatureFacts = z.object({
  field: z.string(),
  signer: z.string().nullable(),
  certificate: z.object({ subject: z.string(), issuer: z.string() }).nullable(),
  /** ISO time */
  at: z.string().nullable(),
  reason: z.string().nullable(),
  location: z.string().nullable(),
  /** Such as `ETSI.CAdES.detached`. */
  format: z.string().nullable(),
});
export type SignatureFacts = z.infer<typeof SignatureFacts>;

/** What was found in a document and changed in it when it was prepared: for its publisher. */
export const IngestReport = z.object({
  original: z.object({ bytes: z.int(), sha256: z.string(), pdfVersion: z.string() }),
  /** Pages of the same size as they are seen, in points; most frequent first. */
  pageSizes: z.array(z.object({ width: z.number(), height: z.number(), pages: z.int() })),
  tagged: z.boolean(),
  language: z.string().nullable(),
  /** Standards the original claims, such as `PDF/A-2b`; `kept` where the marked copies still do. */
  standards: z.array(z.object({ name: z.string(), kept: z.boolean() })),
  fonts: z.array(z.object({ name: z.string(), kind: z.string(), embedded: z.boolean() })),
  signatures: z.array(SignatureFacts),
  removed: z.array(z.object({ what: z.string(), count: z.int() })),
  /** Files within the original, and whether copies still carry them. */
  embeddedFiles: z.array(z.object({ name: z.string(), kept: z.boolean() })),
  /** Sentences: what was mended. */
  repairs: z.array(z.string()),
  /** The original was encrypted, but opened without a password. */
  decrypted: z.boolean(),
});
export type IngestReport = z.infer<typeof IngestReport>;
