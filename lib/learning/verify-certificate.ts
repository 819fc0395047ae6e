import { z } from "zod";
import { asSystem } from "@/lib/database/scope";
import { consumeLookup } from "@/lib/identity/throttle";
import { operation } from "@/lib/operations/operation";
import { readCertificateCode } from "./certificate-code";
import { pathNames } from "./modules";
import { PathName } from "./progress";
import { msg } from "@/lib/texts/text";

const Modules = z.array(z.object({ slug: z.string(), title: z.string(), passedOn: z.string() }));

/** Whether a certificate of completion is genuine, for whoever holds its verification id. Spaces, dashes and small letters do not matter. */
export const verifyCertificate = operation({
  name: "learning:VerifyCertificate",
  summary: "Says whether a certificate of completion with this verification id was issued here, to whom and when.",
  access: "Read",
  reach: "anyone",
  browsing: true,
  input: z.object({ code: z.string().trim().min(1, msg("Enter the verification id.")).max(60) }),
  output: z.object({ genuine: z.boolean(), certificate: z.object({ code: z.string(), name: z.string(), path: z.string(), issuedAt: z.date(), modules: z.array(z.object({ title: z.string(), passedOn: z.string() })) }).nullable() }),
  prepare: ({ caller }) => consumeLookup(caller.address),
  async handle({ db, input }) {
    const code = readCertificateCode(input.code);
    const found = code === null ? null : await asSystem("whether a certificate was issued here", () => db.learningCertificate.findUnique({ where: { code } }));
    if (!found) return { genuine: false, certificate: null };
    const path = PathName.safeParse(found.path);
    return {
      genuine: true,
      certificate: { code: found.code, name: found.name, path: path.success ? pathNames[path.data].name : found.path, issuedAt: found.issuedAt, modules: Modules.parse(found.modules).map(({ title, passedOn }) => ({ title, passedOn })) },
    };
  },
  record: ({ output }) => ({ resources: output.certificate ? [`learning-certificate/${output.certificate.code}`] : [], parameters: { genuine: output.genuine } }),
});
