import type { Metadata } from "next";
import { AgreementsView } from "@/components/agreements/agreements-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { one, withParams, type SearchParams } from "@/app/_doors/paths";
import { operationForm } from "@/app/_doors/session-form";
import { may } from "@/lib/access/decide";
import { createAgreement } from "@/lib/agreements/create-agreement";
import { forOrganization } from "@/lib/agreements/for-organization";
import { listAgreements } from "@/lib/agreements/list-agreements";
import { isMember } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { perform } from "@/lib/operations/perform";
import { agreementTabs, dayText, holderState, isFresh, kindName } from "./shown";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Agreements") });

/** The agreements on offer and how they stand for the account and its organization. */
export default async function AgreementsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const caller = await currentCaller();
  const listed = await attempt("/agreements", "/agreements", () => perform(caller, listAgreements, {}));
  if (!listed.ok) return listed.page;
  const account = isMember(caller) ? caller.account : null;
  return (
    <Frame place="/agreements" here="/agreements" flash={one(params, "flash")}>
      <AgreementsView
        rows={listed.value.agreements.map((row) => ({
          slug: row.slug,
          href: `/agreements/${row.slug}`,
          name: row.name,
          summary: row.summary,
          kind: kindName(row.kind),
          revision: row.revision.revision,
          effective: row.revision.effective,
          blockedBy: row.prerequisite && !row.prerequisite.met ? row.prerequisite.name.toLowerCase() : null,
          account: row.inForce === null ? holderState(row.account, row.coverage.source === "ORGANIZATION" ? "COVERED" : row.scope === "ORGANIZATION" ? "NOT_FOR" : "NONE") : null,
          organization: row.inForce === null ? holderState(row.organization, row.scope === "ACCOUNT" ? "NOT_FOR" : "NONE") : null,
          inForce: row.inForce,
          waiting: row.waiting,
        }))}
        tabs={agreementTabs("list")}
        today={dayText(now())}
        accountName={account?.name ?? ""}
        organizationName={account?.organizationName ?? ""}
        createHref={may(caller, createAgreement) ? "/agreements/new" : null}
        drafts={listed.value.drafts}
        twoPersons={
          account?.organizationKind === "CUSTOMER"
            ? {
                wanted: listed.value.twoPersonRule,
                form: isMember(caller) && forOrganization(caller, "agreements:SetTwoPersonRule") ? await operationForm("agreements:SetTwoPersonRule", "/agreements", one(params, "flash")) : null,
                confirmHref: isFresh(caller) ? null : withParams("/step-up", { return: "/agreements" }),
              }
            : null
        }
      />
    </Frame>
  );
}
