import type { Metadata } from "next";
import type { CertificateAnswer } from "@/components/learning/certificate-check";
import { VerifyView } from "@/components/audit/verify-view";
import { AuthShell } from "@/components/shell/auth-shell";
import { describePublicLog } from "@/lib/audit/log/describe-public-log";
import { readFlash } from "@/lib/identity/flash";
import { operatorName } from "@/lib/organizations/operator-name";
import { verifyCertificate } from "@/lib/learning/verify-certificate";
import { asMunimentError } from "@/lib/operations/errors";
import { perform } from "@/lib/operations/perform";
import { currentCaller } from "../_doors/caller";
import { one, type SearchParams } from "../_doors/paths";
import { operationForm } from "../_doors/session-form";
import { CheckFiles } from "./check-files";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Check a receipt or a copy") });

/** What there is to say of a certificate of completion; null where none was asked for. */
async function certificateOf(code: string): Promise<CertificateAnswer | null> {
  if (code.trim() === "") return null;
  try {
    const { certificate } = await perform(await currentCaller(), verifyCertificate, { code });
    return certificate ? { code: certificate.code, name: certificate.name, path: certificate.path, issuedOn: certificate.issuedAt.toISOString().slice(0, 10), modules: certificate.modules } : { code, problem: null };
  } catch (error) {
    return { code, problem: asMunimentError(error).message };
  }
}

/** Open to everyone: what is checked here is checked in the browser. */
export default async function VerifyPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const flash = one(params, "flash");
  const code = one(params, "certificate") ?? "";
  const said = readFlash(flash);
  const log = await describePublicLog();
  const form = await operationForm("reports:FindCopy", "/verify", flash);
  const name = await operatorName();
  return (
    <AuthShell operatorName={name} wide>
      <VerifyView
        operatorName={name}
        log={log && { ...log, signedAt: log.signedAt.toISOString(), witnesses: log.witnesses.map((witness) => ({ ...witness, at: witness.at.toISOString() })) }}
        checks={<CheckFiles action={form.action} csrf={form.hidden["csrf"] ?? ""} keys={log?.keys ?? []} />}
        form={{ action: form.action, hidden: form.hidden, error: form.errors?.["sha256"] ?? null }}
        certificate={await certificateOf(code)}
        said={said && !form.errors?.["sha256"] ? { kind: said.kind === "ok" ? "ok" : "danger", message: said.message } : null}
      />
    </AuthShell>
  );
}
