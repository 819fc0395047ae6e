import type { Metadata } from "next";
import { SimulatorView } from "@/components/policies/simulator-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { all, one, type SearchParams } from "@/app/_doors/paths";
import { actionNames, isDecidedPerReport } from "@/lib/access/actions";
import { may } from "@/lib/access/decide";
import { groupNames } from "@/lib/access/groups";
import { listAgreements } from "@/lib/agreements/list-agreements";
import { isMember } from "@/lib/operations/caller";
import { perform } from "@/lib/operations/perform";
import { describeOrganization } from "@/lib/organizations/describe-organization";
import { formatAccountId } from "@/lib/organizations/account-id";
import { accessTabs } from "../shared";
import { questionFrom, simulatorHref } from "./question";
import { answerTo } from "./answer";
import { t, translated } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Simulator") });

/** What somebody may do, and why: the question is the address. */
export default async function SimulatorPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const asked = questionFrom((name) => one(params, name) ?? "", all(params, "agreement"));
  const here = simulatorHref(asked);
  const caller = await currentCaller();
  const found = await attempt(here, "/policies", async () => {
    const described = await perform(caller, describeOrganization, { organizationId: asked.organization || undefined });
    const members = described.accounts.flatMap(({ id, name: account, members: people }) => people.map(({ personId, name }) => ({ who: `${id}.${personId}`, name, account })));
    const named = members.find(({ who }) => who === asked.who);
    const agreements = may(caller, listAgreements) ? (await perform(caller, listAgreements, {})).agreements : [];
    return { described, agreements, result: asked.operation === "" || asked.who === "" ? null : await answerTo(caller, asked, named ?? null) };
  });
  if (!found.ok) return found.page;
  const { described, agreements, result } = found.value;
  const self = isMember(caller) ? `${caller.account.id}.${caller.personId}` : "";
  const services = Map.groupBy(actionNames, (name) => name.split(":")[0] ?? "");
  return (
    <Frame place="/policies" here={here}>
      <SimulatorView
        tabs={accessTabs(caller, "simulator")}
        organizations={described.organizations.map(({ id, name }) => ({ value: id, label: name }))}
        organizationId={described.organization.id}
        people={described.accounts
          .filter(({ members }) => members.length > 0)
          .map(({ id, name, members }) => ({
            label: `${name} (${formatAccountId(id)})`,
            options: members.map((member) => ({ value: `${id}.${member.personId}`, label: `${member.name}, ${translated(groupNames[member.group])}` })),
          }))}
        operations={[...services].map(([service, names]) => ({ label: service, options: names.map((name) => ({ value: name, label: name })) }))}
        agreements={agreements.map(({ slug, name }) => ({ value: slug, label: name }))}
        chosen={{ who: asked.who || self, operation: asked.operation || "reports:GetReport", report: asked.report, at: asked.at, address: asked.address, mfaAge: asked.mfa, agreements: asked.agreements }}
        perReport={isDecidedPerReport(asked.operation || "reports:GetReport")}
        matches={result?.matches ?? []}
        problem={result?.problem ?? null}
        answer={result?.answer ?? null}
      />
    </Frame>
  );
}
