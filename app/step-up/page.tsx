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
import { msg, t, type Message } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Confirm that it is you") });

const purposes: readonly [prefix: string, purpose: Message][] = [
  ["/security", msg("change how you sign in")],
  ["/enrollment", msg("change your second factor")],
  ["/agreements/coverage", msg("export who is covered")],
  ["/agreements", msg("accept or end an agreement")],
  ["/organization/review", msg("change what people have")],
  ["/organization", msg("change who belongs to the organization")],
  ["/policies", msg("change who may do what")],
  ["/roles", msg("assume a role or change who holds one")],
  ["/requests", msg("decide who gets access")],
  ["/reports", msg("change what is published")],
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
      <AuthShell operatorName={await operatorName()} here={withParams(here, { with: "recovery-code" })}>
        <RecoveryView {...recovery} backHref={here} />
      </AuthShell>
    );
  }
  const purpose = t(purposes.find(([prefix]) => target.startsWith(prefix))?.[1] ?? msg("go on"));
  return (
    <AuthShell operatorName={await operatorName()} here={here}>
      <StepUpView {...form} passkey={passkey} code={code} purpose={purpose} cancelHref={caller.stage === "FULL" ? withParams(target, { flash: undefined }) : "/sign-in?again=1"} recoveryHref={withParams(here, { with: "recovery-code" })} />
    </AuthShell>
  );
}
