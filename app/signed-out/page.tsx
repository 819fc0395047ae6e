import type { Metadata } from "next";
import { SignedOutView } from "@/components/identity/invitation-view";
import { AuthShell } from "@/components/shell/auth-shell";
import { operatorName } from "@/lib/organizations/operator-name";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Signed out") });

export default async function SignedOutPage() {
  return (
    <AuthShell operatorName={await operatorName()} here="/signed-out">
      <SignedOutView signInHref="/sign-in" />
    </AuthShell>
  );
}
