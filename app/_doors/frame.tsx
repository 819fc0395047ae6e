import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { AppShell, type NavItem, type ShellOrganization, type Theme } from "@/components/shell/app-shell";
import { Notice } from "@/components/ui/content";
import { groupNames } from "@/lib/access/groups";
import { may } from "@/lib/access/decide";
import { csrfTokenFor } from "@/lib/identity/csrf";
import { readFlash } from "@/lib/identity/flash";
import { formatAccountId } from "@/lib/organizations/account-id";
import type { Caller, PersonCaller } from "@/lib/operations/caller";
import { nowhere } from "@/lib/operations/perform";
import { currentCaller } from "./caller";
import { withParams } from "./paths";
import { operatorName } from "@/lib/organizations/operator-name";

const places = [
  { href: "/reports", label: "Reports", icon: "reports", needs: "reports:ListReports" },
  { href: "/agreements", label: "Agreements", icon: "agreements", needs: "agreements:ListAgreements" },
  { href: "/trail", label: "Audit trail", icon: "trail", needs: "audit:ListEvents" },
  { href: "/organization", label: "Organization", icon: "organization", needs: "organizations:DescribeOrganization" },
  { href: "/policies", label: "Access", icon: "access", needs: "access:ListPolicies" },
  { href: "/outbox", label: "Outbox", icon: "mail", needs: "notifications:ListMessages" },
  { href: "/security", label: "Security", icon: "security", needs: null },
] as const;

function navFor(caller: Caller, current: string): NavItem[] {
  return places
    .filter(({ needs }) => needs === null || may(caller, { name: needs, reach: "member" }))
    .map(({ href, label, icon }) => ({ href, label, icon, current: current === href }));
}

function organizationsOf(caller: PersonCaller): ShellOrganization[] {
  const grouped = Map.groupBy(caller.accounts, (account) => account.organizationName);
  return [...grouped].map(([name, accounts]) => ({
    name,
    accounts: accounts.map(({ id, name: accountName }) => ({ id, name: accountName, number: formatAccountId(id), current: id === caller.account?.id })),
  }));
}

export async function chosenTheme(): Promise<Theme> {
  const theme = (await cookies()).get("theme")?.value;
  return theme === "light" || theme === "dark" ? theme : "system";
}

export type Place = (typeof places)[number]["href"];

type FrameProps = {
  /** The place in the navigation that this page belongs to. */
  place: Place;
  /** Path and query of this page, to come back to. */
  here: string;
  /** What the last form had to say, where the page does not say it itself. */
  flash?: string | undefined;
  children: ReactNode;
};

/** The shell around a page of someone signed in. It shows and hides; it decides nothing. */
export async function Frame({ place, here, flash, children }: FrameProps) {
  const caller = await currentCaller();
  if (caller.kind !== "person") return <>{children}</>;
  const said = readFlash(flash);
  const { account } = caller;
  const lost = account === null && caller.stage === "FULL" && place === "/security";
  return (
    <AppShell
      operatorName={await operatorName()}
      csrf={csrfTokenFor(caller.sessionId)}
      returnTo={withParams(here, { flash: undefined, ticket: undefined })}
      theme={await chosenTheme()}
      person={{ name: caller.name, email: caller.email, group: caller.group ? groupNames[caller.group] : "No account" }}
      account={{
        id: account?.id ?? "",
        name: account?.name ?? "No account",
        organizationName: account?.organizationName ?? "",
        number: account ? formatAccountId(account.id) : "",
        kind: account?.organizationKind === "OPERATOR" ? "operator" : account?.management ? "management account" : "member account",
      }}
      organizations={organizationsOf(caller)}
      nav={navFor(caller, place)}
      switchAccountAction="/api/organizations/SwitchAccount"
      notice={said ? <Notice kind={said.kind === "ok" ? "ok" : "danger"}>{said.message}</Notice> : lost ? <Notice kind="warn">{nowhere(caller)}</Notice> : null}
    >
      {children}
    </AppShell>
  );
}
