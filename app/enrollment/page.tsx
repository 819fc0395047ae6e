import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { encode } from "uqr";
import { EnrolmentView } from "@/components/identity/enrolment-view";
import { AuthShell } from "@/components/shell/auth-shell";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { one, type SearchParams } from "@/app/_doors/paths";
import { sessionForm } from "@/app/_doors/session-form";
import { getTotpEnrollment } from "@/lib/identity/get-totp-enrollment";
import { operatorName } from "@/lib/organizations/operator-name";
import { perform } from "@/lib/operations/perform";

export const metadata: Metadata = { title: "Set up your authenticator app" };

/** Forced for whoever has no second factor yet, and the way to replace the one there is. */
export default async function EnrollmentPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const caller = await currentCaller();
  if (caller.kind !== "person") redirect("/sign-in?return=/enrollment");
  if (caller.stage === "PASSWORD") redirect("/sign-in");
  const form = await sessionForm("ConfirmTotpEnrollment", { here: "/enrollment", done: "/recovery-codes", flash: one(params, "flash"), params });
  const enrollment = await attempt("/enrollment", "/security", () => perform(caller, getTotpEnrollment, {}));
  if (!enrollment.ok) return enrollment.page;
  const { secret, uri, replaces } = enrollment.value;
  return (
    <AuthShell operatorName={await operatorName()} wide>
      <EnrolmentView {...form} qr={encode(uri, { ecc: "M", border: 0 }).data} secret={secret} email={caller.email} replaces={replaces} cancelHref={replaces ? "/security" : undefined} />
    </AuthShell>
  );
}
