import { z } from "zod";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { documentBytes } from "@/lib/storage/documents";
import { findAgreement, prerequisiteOf } from "./find-agreement";
import { AgreementSlug, agreementResource, RevisionNumber } from "./models";
import { StoredDelivery } from "./stored-document";
import { t } from "@/lib/texts/text";

/** The text of a revision as a PDF, to keep and to print before anything is accepted. */
export const getAgreementText = operation({
  name: "agreements:GetAgreementText",
  summary: "Downloads the text of an agreement's revision as a PDF, before anything is accepted.",
  access: "Read",
  reach: "member",
  door: "stream",
  browsing: true,
  input: z.object({ slug: AgreementSlug, revision: RevisionNumber.optional() }),
  output: StoredDelivery,
  async resource({ db, caller, input }) {
    const found = await findAgreement(db, input.slug, input.revision);
    const prerequisite = await prerequisiteOf(db, caller, found);
    if (prerequisite && !prerequisite.met) throw new MunimentError("AccessDenied", t("{name} must be in force before this agreement can be read.", { name: prerequisite.name }));
    return found;
  },
  async handle({ resource: { agreement, text } }) {
    const bytes = await documentBytes(text.documentSha256);
    if (bytes !== text.documentBytes) throw new Error("the stored text is not the one that was published");
    return { fileName: `${agreement.slug}-revision-${text.revision}.pdf`, sha256: text.documentSha256, bytes };
  },
  record: ({ resource: { agreement, text } }) => ({ resources: [agreementResource(agreement.slug, text.revision)] }),
  recordRefusal: ({ input }) => ({ resources: [agreementResource(input.slug, input.revision)] }),
});
