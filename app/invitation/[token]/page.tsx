import type { Metadata } from "next";
import { InvitationView } from "@/components/identity/invitation-view";
import { AuthShell } from "@/components/shell/auth-shell";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { one, withParams, type SearchParams } from "@/app/_doors/paths";
import { sessionForm } from "@/app/_doors/session-form";
import { groupNames } from "@/lib/access/groups";
import { describeInvitation } from "@/lib/identity/describe-invitation";
import { operatorName } from "@/lib/organizations/operator-name";
import { perform } from "@/lib/operations/perform";
import { t, translated } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Invitation") });

/** Behind an invitation link: choose name and password, or join with the person one is already. */
export default async function InvitationPage({ params, searchParams }: { params: Promise<{ token: string }>; searchParams: Promise<SearchParams> }) {
  const { token } = await params;
  const query = await searchParams;
  const here = `/invitation/${token}`;
  const caller = await currentCaller();
  const found = await attempt(here, "/organization", () => perform(caller, describeInvitation, { invitation: token }));
  if (!found.ok) return found.page;
  const invited = found.value;
  const isInvited = caller.kind === "person" && caller.stage === "FULL" && caller.email === invited.email;
  const state = isInvited ? "signed-in" : invited.known ? "known" : "new";
  const done = state === "new" ? "/enrollment" : invited.role ? "/roles" : "/reports";
  const form = await sessionForm("AcceptInvitation", { here, done, flash: one(query, "flash"), extra: { invitation: token }, params: query });
  return (
    <AuthShell operatorName={await operatorName()} here={here}>
      <InvitationView
        {...form}
        email={invited.email}
        name={invited.name}
        organizationName={invited.organizationName}
        accountName={invited.accountName}
        groupName={invited.group === "role" ? "" : translated(groupNames[invited.group])}
        role={invited.role && { name: invited.role.name, from: invited.role.fromAt.toISOString(), until: invited.role.untilAt.toISOString() }}
        expiresAt={invited.expiresAt.toISOString()}
        state={state}
        signInHref={withParams("/sign-in", { return: here })}
      />
    </AuthShell>
  );
}
