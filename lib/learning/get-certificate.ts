import { z } from "zod";
import { StoredDelivery } from "@/lib/agreements/stored-document";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { documentBytes } from "@/lib/storage/documents";
import { PathName } from "./progress";

/** The caller's own certificate of a path as a PDF: the same bytes for ever. */
export const getCompletionCertificate = operation({
  name: "learning:GetCertificate",
  summary: "Downloads the caller's own certificate of a learning path.",
  access: "Read",
  reach: "self",
  door: "stream",
  input: z.object({ path: z.string().pipe(PathName) }),
  output: StoredDelivery,
  async resource({ db, caller, input }) {
    const certificate = await db.learningCertificate.findUnique({ where: { personId_path: { personId: caller.personId, path: input.path } } });
    if (!certificate) throw new MunimentError("ResourceNotFound");
    return certificate;
  },
  async handle({ resource: { path, code, sha256, bytes } }) {
    if ((await documentBytes(sha256)) !== bytes) throw new Error("the stored certificate is not the one that was made");
    return { fileName: `learning-${path}-${code}.pdf`, sha256, bytes };
  },
  record: ({ resource }) => ({ resources: [`learning-certificate/${resource.code}`], parameters: { path: resource.path } }),
});
