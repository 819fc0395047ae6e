import { z } from "zod";
import { Uuid } from "@/lib/identity/models";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { documentBytes } from "@/lib/storage/documents";
import { heldInclude, readableHeld } from "./held";
import { agreementResource, heldResource, hex } from "./models";
import { StoredDelivery } from "./stored-document";

/** What proves an agreement: the accepted text with its certificate, the document that was signed outside the portal, or the record of how it ended. The same bytes for ever. */
export const getCertificate = operation({
  name: "agreements:GetCertificate",
  summary: "Downloads what proves an agreement: the accepted text with its certificate, the document signed elsewhere, or the record of how it ended.",
  access: "Read",
  reach: "member",
  door: "stream",
  input: z.object({
    customerAgreementId: Uuid,
    /** `ending`: the record of how it ended, as canonical JSON. */
    of: z.enum(["agreement", "ending"]).default("agreement"),
  }),
  output: StoredDelivery,
  async resource({ db, caller, input }) {
    const held = await db.customerAgreement.findFirst({ where: { id: input.customerAgreementId, ...readableHeld(caller) }, include: heldInclude });
    const stored = input.of === "ending"
      ? held?.ending
        ? { sha256: held.ending.recordSha256, bytes: held.ending.recordBytes, what: "ending" }
        : null
      : held?.acceptance
      ? { sha256: held.acceptance.certificateSha256, bytes: held.acceptance.certificateBytes, what: "certificate" }
      : held?.documentSha256 && held.documentBytes !== null
        ? { sha256: held.documentSha256, bytes: held.documentBytes, what: "document" }
        : null;
    if (!held || !stored) throw new MunimentError("ResourceNotFound");
    return { held, stored };
  },
  async handle({ resource: { held, stored } }) {
    if ((await documentBytes(stored.sha256)) !== stored.bytes) throw new Error("the stored certificate is not the one that was made");
    const ending = stored.what === "ending";
    const fileName = `${held.agreement.slug}-${stored.what}-${held.id.slice(-12)}.${ending ? "json" : "pdf"}`;
    return { fileName, sha256: stored.sha256, bytes: stored.bytes, ...(ending ? { contentType: "application/json; charset=utf-8" } : {}) };
  },
  record: ({ resource: { held, stored } }) => ({ resources: [agreementResource(held.agreement.slug, held.revision), heldResource(held.id)], parameters: { sha256: hex(stored.sha256) } }),
  recordRefusal: ({ input }) => ({ resources: [heldResource(input.customerAgreementId)] }),
});
