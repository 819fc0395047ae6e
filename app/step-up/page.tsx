import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { RecoveryView, StepUpView } from "@/components/identity/verify-view";
import { AuthShell } from "@/components/shell/auth-shell";
import { currentCaller } from "@/app/_doors/caller";
import { one, safePath, withParams, type SearchParams } from "@/app/_doors/paths";
import { sessionForm } from "@/app/_doors/session-form";
import { describeFactors } from "@/lib/identity/describe-factors";
import { perform } from "@/lib/operations/perform";
import { operatorName } from "@/lib/organizations/operator-name";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Confirm that it is you") });

const purposes: readonly [prefix: string, purpose: string][] = [
  ["/security", "change how you sign in"],
  ["/enrollment", "change your second factor"],
  ["/agreements/coverage", "export who is covered"],
  ["/agreements", "accept or end an agreement"],
  ["/organization/review", "change what people have"],
  ["/organization", "change who belongs to the organization"],
  ["/policies", "change who may do what"],
  ["/roles", "assume a role or change who holds one"],
  ["/requests", "decide who gets access"],
  ["/reports", "change what is published"],
];

/** Asks a signed-in person for a fresh code, then goes back to what they were about to do. */
export default async function StepUpPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const target = safePath(one(params, "return"), "/reports");
  const caller = await currentCaller();
  if (caller.kind !== "person" || (caller.stage !== "FULL" && caller.factorAt === null)) redirect(withParams("/sign-in", { return: target }));
  const here = withParams("/step-up", { return: target });
  const form = await sessionForm("VerifyTotp", { here, done: target, flash: one(params, "flash"), params });
  const factors = await perform(caller, describeFactors, {});
  const passkey = factors.passkey ? await sessionForm("VerifyPasskey", { here, done: target, params }) : null;
  const code = factors.authenticator && !(factors.passkeyRequired && factors.passkey);
  const withCode = one(params, "with") === "recovery-code";
  if (withCode) {
    const recovery = await sessionForm("UseRecoveryCode", { here: withParams(here, { with: "recovery-code" }), done: target, flash: one(params, "flash"), params });
    return (
      <AuthShell operatorName={await operatorName()}>
        <RecoveryView {...recovery} backHref={here} />
      </AuthShell>
    );
  }
  const purpose = purposes.find(([prefix]) => target.startsWith(prefix))?.[1] ?? "go on";
  return (
    <AuthShell operatorName={await operatorName()}>
      <StepUpView {...form} passkey={passkey} code={code} purpose={purpose} cancelHref={caller.stage === "FULL" ? target : "/sign-in?again=1"} recoveryHref={withParams(here, { with: "recovery-code" })} />
    </AuthShell>
  );
}
