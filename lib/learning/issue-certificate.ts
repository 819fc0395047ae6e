import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { config } from "@/lib/config/config";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { operatorName } from "@/lib/organizations/operator-name";
import { putDocument } from "@/lib/storage/documents";
import { newCertificateCode } from "./certificate-code";
import { completionPdf } from "./completion-certificate";
import { modulesOf, pathNames } from "./modules";
import { missingFor, PathName, resultsOf } from "./progress";
import { tn } from "@/lib/texts/text";

/** Issues the certificate of a path whose every module is passed. Asked for again, it is the same one. */
export const issueCertificate = operation({
  name: "learning:IssueCertificate",
  summary: "Issues the certificate of a learning path whose every module the caller has passed.",
  access: "Write",
  reach: "self",
  input: z.object({ path: PathName }),
  output: z.object({ path: PathName, code: z.string(), issuedAt: z.date() }),
  async handle({ db, caller, input: { path } }) {
    const { personId, name, email } = caller;
    // One at a time: two clicks make one certificate.
    await db.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`certificate ${personId} ${path}`}, 0))::text`;
    const known = await db.learningCertificate.findUnique({ where: { personId_path: { personId, path } } });
    if (known) return { path, code: known.code, issuedAt: known.issuedAt };
    const results = await resultsOf(db, personId);
    const missing = missingFor(path, results);
    if (missing.length > 0) {
      throw new MunimentError("Conflict", tn(missing.length, "One module is still to be passed: {modules}.", "{n} modules are still to be passed: {modules}.", { modules: missing.map(({ title }) => title).join("; ") }));
    }
    const at = now();
    const code = newCertificateCode();
    const passed = modulesOf(path).map(({ slug, title }) => ({ slug, title, passedOn: (results.get(slug)?.passedAt ?? at).toISOString().slice(0, 10) }));
    const pdf = await completionPdf({ code, name, email, pathName: pathNames[path].name, operatorName: await operatorName(), issuedAt: at, modules: passed, checkAt: `${config().baseUrl}/verify` });
    const { sha256, bytes } = await putDocument(pdf);
    await db.learningCertificate.create({ data: { id: uuidv7({ msecs: at.getTime() }), code, personId, path, name, modules: passed, issuedAt: at, sha256, bytes } });
    return { path, code, issuedAt: at };
  },
  record: ({ output }) => ({ resources: [`learning-certificate/${output.code}`], parameters: { path: output.path } }),
  recordRefusal: ({ input }) => ({ parameters: { path: input.path } }),
});
