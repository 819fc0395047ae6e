import type { Metadata } from "next";
import type { ReactNode } from "react";
import { OrganizationView } from "@/components/organization/organization-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { one, withParams, type SearchParams } from "@/app/_doors/paths";
import { operationForm } from "@/app/_doors/session-form";
import { getLeastPrivilegeReport } from "@/lib/access/get-least-privilege-report";
import { may } from "@/lib/access/decide";
import { readFlash } from "@/lib/identity/flash";
import { isMember } from "@/lib/operations/caller";
import { perform } from "@/lib/operations/perform";
import { acceptAccountInvitation } from "@/lib/organizations/accept-account-invitation";
import { formatAccountId } from "@/lib/organizations/account-id";
import { declineAccountInvitation } from "@/lib/organizations/decline-account-invitation";
import { describeTree } from "@/lib/organizations/describe-tree";
import { listAccountInvitations } from "@/lib/organizations/list-account-invitations";
import { moveAccount } from "@/lib/organizations/move-account";
import { moveOrganizationalUnit } from "@/lib/organizations/move-organizational-unit";
import { accountSheet } from "./account-sheet";
import { organizationSheet, shownInvitation } from "./organization-sheet";
import { unitSheet } from "./unit-sheet";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Organization") });

const inviteFields = new Set(["email", "group", "personName"]);

/** The tree of units and accounts, and the sheet of what is chosen: who works there, who is invited, and what can be done. */
export default async function OrganizationPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const [asked, query, page] = [one(params, "organization"), one(params, "q"), one(params, "page")];
  const caller = await currentCaller();
  const member = isMember(caller) ? caller : null;
  // Whoever runs one account alone finds it open.
  const own = member && asked === undefined && member.account.organizationKind === "CUSTOMER" && member.group !== "organization-admin" ? member.account.id : undefined;
  const unitId = one(params, "unit");
  const accountId = one(params, "account") ?? (unitId === undefined && one(params, "all") === undefined && query === undefined ? own : undefined);
  const chosenUnit = accountId === undefined ? unitId : undefined;
  const here = withParams("/organization", { organization: asked, q: query, unit: chosenUnit, account: one(params, "account"), page, all: one(params, "all") });
  const found = await attempt(here, "/organization", async () => {
    const tree = await perform(caller, describeTree, { organizationId: asked, query, unitId: chosenUnit, page });
    const invitations = may(caller, listAccountInvitations) ? await perform(caller, listAccountInvitations, { organizationId: asked }) : { sent: [], received: [] };
    const flash = readFlash(one(params, "flash"));
    const aboutInvite = flash?.fields.some(({ field }) => inviteFields.has(field)) === true;
    const context = { caller, tree, here, flash: one(params, "flash") };
    const sheet: ReactNode =
      accountId !== undefined
        ? await accountSheet(context, accountId, aboutInvite)
        : chosenUnit !== undefined
          ? await unitSheet(context, chosenUnit)
          : await organizationSheet(context, invitations.sent);
    return { tree, invitations, sheet, aboutInvite };
  });
  if (!found.ok) return found.page;
  const { tree, invitations, sheet, aboutInvite } = found.value;
  const { organization } = tree;
  const base = withParams("/organization", { organization: asked });
  return (
    <Frame place="/organization" here={here} flash={aboutInvite ? undefined : one(params, "flash")}>
      <OrganizationView
        name={organization.name}
        reviewHref={may(caller, getLeastPrivilegeReport) ? withParams("/organization/review", { organization: asked }) : null}
        organizations={tree.organizations.map(({ id, name }) => ({ id, label: name, href: withParams("/organization", { organization: id }), current: id === organization.id }))}
        totals={{ ...tree.totals, units: tree.units.length }}
        tree={{
          units: tree.units,
          accounts: tree.accounts.map((account) => ({ ...account, number: formatAccountId(account.id), current: account.id === member?.account.id })),
          whole: tree.whole,
          place: chosenUnit ?? null,
          page: Math.min(Number(page ?? 1) || 1, tree.pages),
          pages: tree.pages,
          chosen: accountId !== undefined ? { kind: "account", id: accountId } : chosenUnit !== undefined ? { kind: "unit", id: chosenUnit } : null,
          query: query ?? "",
          found: tree.found,
          hrefOf: (kind, id) => `${withParams(base, { q: query, [kind]: id })}#sheet`,
          pageHref: (next) => withParams(base, { unit: chosenUnit, page: String(next), all: "1" }),
          search: { action: "/organization", hidden: asked === undefined ? {} : { organization: asked }, clear: withParams(base, { all: "1" }) },
          moves: { accounts: organization.kind === "CUSTOMER" && may(caller, moveAccount), units: may(caller, moveOrganizationalUnit) },
        }}
        backHref={accountId !== undefined || chosenUnit !== undefined ? withParams(base, { q: query, all: "1" }) : null}
        received={invitations.received.map(shownInvitation)}
        decline={may(caller, declineAccountInvitation) ? await operationForm("organizations:DeclineAccountInvitation", here) : null}
        mayJoin={may(caller, acceptAccountInvitation)}
        sheet={sheet}
      />
    </Frame>
  );
}
