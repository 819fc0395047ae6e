import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { RoleBanner } from "@/components/access/role-banner";
import { AppShell, type NavItem, type ShellOrganization, type Theme } from "@/components/shell/app-shell";
import { Notice } from "@/components/ui/content";
import { standingName } from "@/lib/access/groups";
import { may } from "@/lib/access/decide";
import { csrfCookie, csrfTokenOf } from "@/lib/identity/auth-options";
import { csrfTokenFor } from "@/lib/identity/csrf";
import { readFlash } from "@/lib/identity/flash";
import { formatAccountId } from "@/lib/organizations/account-id";
import type { Caller, PersonCaller } from "@/lib/operations/caller";
import { nowhere } from "@/lib/operations/perform";
import { now } from "@/lib/operations/clock";
import { currentCaller } from "./caller";
import { withParams } from "./paths";
import { operatorName } from "@/lib/organizations/operator-name";
import { msg, t, translated } from "@/lib/texts/text";

const places = [
  { href: "/reports", label: msg("Reports"), icon: "reports", needs: "reports:ListReports" },
  { href: "/publishing", label: msg("Publishing"), icon: "publish", needs: "publishing:ListSeries" },
  { href: "/agreements", label: msg("Agreements"), icon: "agreements", needs: "agreements:ListAgreements" },
  { href: "/packet", label: msg("Evidence packet"), icon: "download", needs: "packets:GetPacket" },
  { href: "/center", label: msg("Compliance Center"), icon: "center", needs: "center:ListPrograms" },
  { href: "/trail", label: msg("Audit trail"), icon: "trail", needs: "audit:ListEvents" },
  { href: "/trace", label: msg("Trace a copy"), icon: "stamp", needs: "reports:TraceDocument" },
  { href: "/organization", label: msg("Organization"), icon: "organization", needs: "organizations:DescribeOrganization" },
  { href: "/policies", label: msg("Access"), icon: "access", needs: "access:ListPolicies" },
  { href: "/outbox", label: msg("Outbox"), icon: "mail", needs: "notifications:ListMessages" },
  { href: "/roles", label: msg("Roles"), icon: "key", needs: "access:ListRoles" },
  { href: "/requests", label: msg("Access requests"), icon: "help", needs: "access:ListRequests" },
  { href: "/notifications", label: msg("Notifications"), icon: "bell", needs: null },
  { href: "/security", label: msg("Security"), icon: "security", needs: null },
] as const;

/** What the person works as. Roles have the names that people gave them. */
function groupOf({ group, role }: PersonCaller): string {
  const name = standingName(group, role);
  return group === "role" ? name : translated(name);
}

/** Whoever holds a role finds the page of roles too. */
const holdsRole = (caller: Caller): boolean => caller.kind === "person" && (caller.role !== null || caller.roles.length > 0);

function navFor(caller: Caller, current: string): NavItem[] {
  return places
    .filter(({ href, needs }) => needs === null || may(caller, { name: needs, reach: "member" }) || (href === "/roles" && holdsRole(caller)))
    .map(({ href, label, icon }) => ({ href, label: t(label), icon, current: current === href, count: href === "/requests" && caller.kind === "person" ? caller.waitingRequests : 0 }));
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

/** A page that is found from everywhere stands in no place of the navigation. */
export type Place = (typeof places)[number]["href"] | "/search";

type FrameProps = {
  /** The place in the navigation that this page belongs to. */
  place: Place;
  /** Path and query of this page, to come back to. */
  here: string;
  /** What the last form had to say, where the page does not say it itself. */
  flash?: string | undefined;
  children: ReactNode;
};

/** What the person works as instead of themselves, how long still, and the way out. */
async function roleBanner(caller: PersonCaller): Promise<ReactNode> {
  if (!caller.role || !caller.account) return null;
  const token = csrfTokenOf((await cookies()).get(csrfCookie)?.value);
  const { role, account } = caller;
  return (
    <RoleBanner
      role={role.name}
      accountName={account.name}
      organizationName={account.organizationName}
      until={role.until.toISOString()}
      leftMs={Math.max(0, role.until.getTime() - now().getTime())}
      // Without next-auth's own token the page of roles gets one first.
      leave={token ? { action: "/api/auth/callback/LeaveRole", hidden: { csrfToken: token, csrf: csrfTokenFor(caller.sessionId), callbackUrl: "/", return: "/roles" } } : null}
    />
  );
}

/** The shell around a page of someone signed in. It shows and hides; it decides nothing. */
export async function Frame({ place, here, flash, children }: FrameProps) {
  const caller = await currentCaller();
  if (caller.kind !== "person") return <>{children}</>;
  const said = readFlash(flash);
  const { account, endedRole } = caller;
  const lost = account === null && caller.stage === "FULL" && place === "/security";
  const ended = endedRole ? (
    <Notice kind="info" title={t("The role {role} has ended", { role: endedRole.name })}>
      {account ? t("You work as yourself again, in {account}. What you see now is what you may see yourself.", { account: account.name }) : t("You are a member of no account: without a role there is nothing for you to open here.")}
    </Notice>
  ) : null;
  return (
    <AppShell
      operatorName={await operatorName()}
      csrf={csrfTokenFor(caller.sessionId)}
      returnTo={withParams(here, { flash: undefined, ticket: undefined })}
      theme={await chosenTheme()}
      person={{ name: caller.name, email: caller.email, group: groupOf(caller) }}
      account={{
        id: account?.id ?? "",
        name: account?.name ?? t("No account"),
        organizationName: account?.organizationName ?? "",
        number: account ? formatAccountId(account.id) : "",
        kind: caller.role ? t("in a role") : account?.organizationKind === "OPERATOR" ? t("operator") : account?.management ? t("management account") : t("member account"),
      }}
      organizations={organizationsOf(caller)}
      nav={navFor(caller, place)}
      search={may(caller, { name: "search:Search", reach: "member" })}
      switchAccountAction="/api/organizations/SwitchAccount"
      roles={caller.roles.map((one) => ({ grantId: one.grantId, name: one.name, where: `${one.organizationName} · ${one.accountName}`, current: one.grantId === caller.role?.grantId }))}
      banner={await roleBanner(caller)}
      notice={
        said || ended || lost ? (
          <div className="stack">
            {ended}
            {said ? <Notice kind={said.kind === "error" ? "danger" : said.kind} live first>{said.message}</Notice> : null}
            {lost && !said ? <Notice kind="warn">{nowhere(caller)}</Notice> : null}
          </div>
        ) : null
      }
    >
      {children}
    </AppShell>
  );
}
