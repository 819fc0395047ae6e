import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignInView } from "@/components/identity/sign-in-view";
import { RecoveryView, VerifyView } from "@/components/identity/verify-view";
import { AuthShell } from "@/components/shell/auth-shell";
import { currentCaller } from "@/app/_doors/caller";
import { one, safePath, withParams, type SearchParams } from "@/app/_doors/paths";
import { sessionForm } from "@/app/_doors/session-form";
import { describeFactors } from "@/lib/identity/describe-factors";
import { findRelyingParty } from "@/lib/identity/relying-party";
import { perform } from "@/lib/operations/perform";
import { operatorName } from "@/lib/organizations/operator-name";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Sign in") });

/** Password first, then the second factor; which of the two is asked for depends on how far the session has come. */
export default async function SignInPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const target = safePath(one(params, "return"), "/reports");
  const flash = one(params, "flash");
  const here = withParams("/sign-in", { return: target, flash });
  const caller = await currentCaller();
  const name = await operatorName();
  const again = one(params, "again") === "1";
  if (caller.kind !== "person" || (again && caller.stage === "PASSWORD")) {
    const form = await sessionForm("SignIn", { here, done: withParams("/sign-in", { return: target }), flash, params });
    const passkey = findRelyingParty() ? await sessionForm("SignInWithPasskey", { here, done: target, params }) : null;
    return (
      <AuthShell operatorName={name} here={withParams(here, { flash: undefined, again: again ? "1" : undefined })}>
        <SignInView {...form} passkey={passkey} info={target === "/reports" ? null : t("Sign in to go on.")} />
      </AuthShell>
    );
  }
  if (caller.stage === "ENROLLMENT") redirect("/enrollment");
  if (caller.stage === "FULL") redirect(target);
  if (one(params, "with") === "recovery-code") {
    const withCode = withParams(here, { with: "recovery-code" });
    const form = await sessionForm("UseRecoveryCode", { here: withCode, done: withParams("/security", { return: target }), flash, params });
    return (
      <AuthShell operatorName={name} here={withParams(withCode, { flash: undefined })}>
        <RecoveryView {...form} backHref={withParams("/sign-in", { return: target })} />
      </AuthShell>
    );
  }
  const factors = await perform(caller, describeFactors, {});
  const form = await sessionForm("VerifyTotp", { here, done: target, flash, params });
  const passkey = factors.passkey ? await sessionForm("VerifyPasskey", { here, done: target, params }) : null;
  const code = factors.authenticator && !(factors.passkeyRequired && factors.passkey);
  return (
    <AuthShell operatorName={name} here={withParams(here, { flash: undefined })}>
      <VerifyView {...form} passkey={passkey} code={code} email={caller.email} recoveryHref={withParams("/sign-in", { return: target, with: "recovery-code" })} startOverHref={withParams("/sign-in", { return: target, again: "1" })} />
    </AuthShell>
  );
}
