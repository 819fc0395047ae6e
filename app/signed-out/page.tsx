import type { Metadata } from "next";
import { SignedOutView } from "@/components/identity/invitation-view";
import { AuthShell } from "@/components/shell/auth-shell";
import { config } from "@/lib/config/config";

export const metadata: Metadata = { title: "Signed out" };

export default function SignedOutPage() {
  return (
    <AuthShell operatorName={config().operatorName}>
      <SignedOutView signInHref="/sign-in" />
    </AuthShell>
  );
}
