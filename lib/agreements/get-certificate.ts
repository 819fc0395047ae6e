import { z } from "zod";
import { Uuid } from "@/lib/identity/models";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { documentBytes } from "@/lib/storage/documents";
import { heldInclude, readableHeld } from "./held";
import { agreementResource, heldResource, hex } from "./models";
import { StoredDelivery } from "./stored-document";

/** What proves an agreement: the accepted text with its certificate, or the document that was signed outside the portal. The same bytes for ever. */
export const getCertificate = operation({
  name: "agreements:GetCertificate",
  summary: "Downloads what proves an agreement: the accepted text with its certificate, or the document signed elsewhere.",
  access: "Read",
  reach: "member",
  door: "stream",
  input: z.object({ customerAgreementId: Uuid }),
  output: StoredDelivery,
  async resource({ db, caller, input }) {
    const held = await db.customerAgreement.findFirst({ where: { id: input.customerAgreementId, ...readableHeld(caller) }, include: heldInclude });
    const stored = held?.acceptance
      ? { sha256: held.acceptance.certificateSha256, bytes: held.acceptance.certificateBytes, what: "certificate" }
      : held?.documentSha256 && held.documentBytes !== null
        ? { sha256: held.documentSha256, bytes: held.documentBytes, what: "document" }
        : null;
    if (!held || !stored) throw new MunimentError("ResourceNotFound");
    return { held, stored };
  },
  async handle({ resource: { held, stored } }) {
    if ((await documentBytes(stored.sha256)) !== stored.bytes) throw new Error("the stored certificate is not the one that was made");
    return { fileName: `${held.agreement.slug}-${stored.what}-${held.id.slice(-12)}.pdf`, sha256: stored.sha256, bytes: stored.bytes };
  },
  record: ({ resource: { held, stored } }) => ({ resources: [agreementResource(held.agreement.slug, held.revision), heldResource(held.id)], parameters: { sha256: hex(stored.sha256) } }),
  recordRefusal: ({ input }) => ({ resources: [heldResource(input.customerAgreementId)] }),
});
