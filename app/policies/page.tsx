import type { Metadata } from "next";
import { PoliciesView } from "@/components/policies/policies-view";
import { rangeSummary } from "@/components/ui/table";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { one, withParams, type SearchParams } from "@/app/_doors/paths";
import { createPolicy } from "@/lib/access/create-policy";
import { may } from "@/lib/access/decide";
import { listPolicies } from "@/lib/access/list-policies";
import { isMember } from "@/lib/operations/caller";
import { perform } from "@/lib/operations/perform";
import { describeOrganization } from "@/lib/organizations/describe-organization";
import { accessTabs, attachedName, builtInHref, builtInPolicies } from "./shared";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Access") });

const pageSize = 50;
const isGuardrail = (kind: string): boolean => kind === "root" || kind === "unit" || kind === "account";

/** The policies of an organization and where they are attached. */
export default async function PoliciesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const [organization, query, where] = [one(params, "organization") || undefined, (one(params, "q") ?? "").trim(), one(params, "where") ?? ""];
  const address = (more: Record<string, string | undefined>): string => withParams("/policies", { organization, q: query || undefined, where: where || undefined, ...more });
  const here = address({ page: one(params, "page") });
  const caller = await currentCaller();
  const staff = isMember(caller) && caller.account.organizationKind === "OPERATOR" && may(caller, describeOrganization);
  const found = await attempt(here, "/policies", () =>
    Promise.all([perform(caller, listPolicies, { organizationId: organization }), staff ? perform(caller, describeOrganization, {}) : Promise.resolve(null)]),
  );
  if (!found.ok) return found.page;
  const [{ policies, organization: shown }, described] = found.value;
  const wanted = policies.filter(({ name, slug, attachments }) => {
    const fits = `${name} ${slug}`.toLocaleLowerCase("en").includes(query.toLocaleLowerCase("en"));
    const held = where === "none" ? attachments.length === 0 : where === "" || attachments.some(({ kind }) => isGuardrail(kind) === (where === "guardrail"));
    return fits && held;
  });
  const pages = Math.max(1, Math.ceil(wanted.length / pageSize));
  const page = Math.min(pages, Math.max(1, Number.parseInt(one(params, "page") ?? "1", 10) || 1));
  const rows = wanted.slice((page - 1) * pageSize, page * pageSize);
  return (
    <Frame place="/policies" here={here} flash={one(params, "flash")}>
      <PoliciesView
        organizationName={shown.name}
        organizationId={shown.id}
        organizations={(described?.organizations ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        tabs={accessTabs(caller, "policies")}
        query={query}
        where={where}
        rows={rows.map(({ policyId, name, slug, version, changedAt, own, attachments }) => ({
          href: `/policies/${policyId}`,
          name,
          slug,
          version,
          changedAt: changedAt.toISOString(),
          own,
          places: attachments.map(({ kind, name: label }) => ({ label: attachedName(kind, label), guardrail: isGuardrail(kind) })),
        }))}
        total={policies.length}
        summary={rangeSummary(rows.length, wanted.length, (page - 1) * pageSize)}
        previousHref={page > 1 ? address({ page: String(page - 1) }) : null}
        nextHref={page < pages ? address({ page: String(page + 1) }) : null}
        newHref={may(caller, createPolicy) ? withParams("/policies/new", { organization }) : null}
        builtIn={builtInPolicies.map(({ key, name, kind }) => ({ name, kind, href: builtInHref(key) }))}
      />
    </Frame>
  );
}
