import type { Metadata } from "next";
import { VerifyView } from "@/components/audit/verify-view";
import { AuthShell } from "@/components/shell/auth-shell";
import { describePublicLog } from "@/lib/audit/log/describe-public-log";
import { readFlash } from "@/lib/identity/flash";
import { operatorName } from "@/lib/organizations/operator-name";
import { one, type SearchParams } from "../_doors/paths";
import { operationForm } from "../_doors/session-form";
import { CheckFiles } from "./check-files";

export const metadata: Metadata = { title: "Check a receipt or a copy" };

/** Open to everyone: what is checked here is checked in the browser. */
export default async function VerifyPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const flash = one(await searchParams, "flash");
  const said = readFlash(flash);
  const log = await describePublicLog();
  const form = await operationForm("reports:FindCopy", "/verify", flash);
  const name = await operatorName();
  return (
    <AuthShell operatorName={name} wide>
      <VerifyView
        operatorName={name}
        log={log && { ...log, signedAt: log.signedAt.toISOString(), witnesses: log.witnesses.map(({ name: witness, at }) => ({ name: witness, at: at.toISOString() })) }}
        checks={<CheckFiles action={form.action} csrf={form.hidden["csrf"] ?? ""} keys={log?.keys ?? []} />}
        form={{ action: form.action, hidden: form.hidden, error: form.errors?.["sha256"] ?? null }}
        said={said && !form.errors?.["sha256"] ? { kind: said.kind === "ok" ? "ok" : "danger", message: said.message } : null}
      />
    </AuthShell>
  );
}
