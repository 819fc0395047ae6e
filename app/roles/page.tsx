import type { Metadata } from "next";
import { RolesView, type ManagedRoles } from "@/components/access/roles-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { one, type SearchParams } from "@/app/_doors/paths";
import { operationForm, sessionForm } from "@/app/_doors/session-form";
import { may } from "@/lib/access/decide";
import { listOwnRoles } from "@/lib/access/roles/list-own-roles";
import { listRoles } from "@/lib/access/roles/list-roles";
import { formatAccountId } from "@/lib/organizations/account-id";
import { now } from "@/lib/operations/clock";
import { perform } from "@/lib/operations/perform";
import { isoDay } from "@/lib/reports/models";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Roles") });

const here = "/roles";

async function managedRoles(found: Awaited<ReturnType<typeof readRoles>>): Promise<ManagedRoles | null> {
  if (found === null) return null;
  const form = (operation: string) => operationForm(operation, here);
  const forms = {
    create: await form("access:CreateRole"),
    update: await form("access:UpdateRole"),
    remove: await form("access:DeleteRole"),
    grant: await form("access:GrantRole"),
    end: await form("access:EndGrant"),
    attach: await form("access:AttachPolicy"),
    detach: await form("access:DetachPolicy"),
  };
  return {
    organizationName: found.organization.name,
    roles: found.roles.map((role) => ({
      roleId: role.roleId,
      name: role.name,
      description: role.description,
      accountName: role.accountName,
      policies: role.policies.map(({ attachmentId, name }) => ({ attachmentId, name })),
      grants: role.grants.map(({ grantId, name, email, note, fromAt, untilAt, state, ended }) => ({ grantId, name, email, note, from: fromAt.toISOString(), until: untilAt.toISOString(), state, ended })),
    })),
    accounts: found.accounts.map(({ id, name }) => ({ value: id, label: `${name} (${formatAccountId(id)})` })),
    policies: found.policies.map(({ policyId, name }) => ({ value: policyId, label: name })),
    forms,
  };
}

const readRoles = async () => {
  const caller = await currentCaller();
  return may(caller, listRoles) ? perform(caller, listRoles, {}) : null;
};

/** Roles for a time: what one may assume, and for administrators who holds what until when. */
export default async function RolesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const found = await attempt(here, here, async () => ({ own: await perform(await currentCaller(), listOwnRoles, {}), managed: await readRoles() }));
  if (!found.ok) return found.page;
  const { own, managed } = found.value;
  const caller = await currentCaller();
  const inRole = caller.kind === "person" && caller.role !== null;
  const assume = await sessionForm("AssumeRole", { here, done: "/", params });
  const shown = own.grants.length > 0 || managed === null;
  return (
    <Frame place={here} here={here} flash={one(params, "flash")}>
      <RolesView
        today={isoDay(now())}
        own={
          shown
            ? {
                grants: own.grants.map(({ fromAt, untilAt, ...grant }) => ({ ...grant, from: fromAt.toISOString(), until: untilAt.toISOString() })),
                assume,
                leave: inRole ? await sessionForm("LeaveRole", { here, done: "/", params }) : null,
              }
            : null
        }
        managed={await managedRoles(managed)}
      />
    </Frame>
  );
}
