import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { encode } from "uqr";
import { ChooseFactorView, EnrolmentView } from "@/components/identity/enrolment-view";
import { AuthShell } from "@/components/shell/auth-shell";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { deviceName } from "@/app/_doors/device-name";
import { one, withParams, type SearchParams } from "@/app/_doors/paths";
import { sessionForm } from "@/app/_doors/session-form";
import { getTotpEnrollment } from "@/lib/identity/get-totp-enrollment";
import { findRelyingParty } from "@/lib/identity/relying-party";
import type { PersonCaller } from "@/lib/operations/caller";
import { errorTable } from "@/lib/operations/errors";
import { operatorName } from "@/lib/organizations/operator-name";
import { perform } from "@/lib/operations/perform";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Set up your second factor") });

const here = "/enrollment";

/** Forced for whoever has no second factor yet or owes a passkey, and the way to replace the app there is. */
export default async function EnrollmentPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const caller = await currentCaller();
  if (caller.kind !== "person") redirect(withParams("/sign-in", { return: here }));
  if (caller.stage === "PASSWORD") redirect("/sign-in");
  const name = await operatorName();
  const required = caller.stage === "ENROLLMENT" && caller.passkeys?.required === true;
  if (required) {
    return (
      <AuthShell operatorName={name} wide here={here}>
        <ChooseFactorView {...await passkeyChoice(params)} required app={null} />
      </AuthShell>
    );
  }
  const found = await appSteps(caller, params);
  if (!found.ok) return found.page;
  return (
    <AuthShell operatorName={name} wide here={here}>
      {caller.stage === "FULL" ? <EnrolmentView {...found.value} /> : <ChooseFactorView {...await passkeyChoice(params)} required={false} app={found.value} />}
    </AuthShell>
  );
}

async function passkeyChoice(params: SearchParams) {
  const available = findRelyingParty() !== null;
  const passkey = available ? await sessionForm("RegisterPasskey", { here, done: "/recovery-codes", flash: one(params, "flash"), params }) : null;
  return { passkey, deviceName: deviceName((await headers()).get("user-agent") ?? ""), problem: available ? null : t(errorTable.PasskeysUnavailable.advice) };
}

async function appSteps(caller: PersonCaller, params: SearchParams) {
  const form = await sessionForm("ConfirmTotpEnrollment", { here, done: "/recovery-codes", flash: one(params, "flash"), params });
  return attempt(here, "/security", async () => {
    const { secret, uri, replaces } = await perform(caller, getTotpEnrollment, {});
    const cancelHref = caller.stage === "FULL" ? "/security" : undefined;
    return { ...form, qr: encode(uri, { ecc: "M", border: 0 }).data, secret, email: caller.email, replaces, cancelHref };
  });
}
