import type { Metadata } from "next";
import type { ReactElement } from "react";
import { PolicyHead } from "@/components/policies/policy-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { one, withParams, type SearchParams } from "@/app/_doors/paths";
import { getPolicy } from "@/lib/access/get-policy";
import { perform } from "@/lib/operations/perform";
import { attachmentsTab } from "./attachments-tab";
import { documentTab } from "./document-tab";
import { isGuardrail, type TabProps } from "./tab";
import { versionsTab } from "./versions-tab";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Policy") });

const views: Readonly<Record<string, (props: TabProps) => Promise<ReactElement>>> = { attachments: attachmentsTab, versions: versionsTab };

/** One policy: its document, where it holds, and its history, each under an address of its own. */
export default async function PolicyPage({ params, searchParams }: { params: Promise<{ policyId: string }>; searchParams: Promise<SearchParams> }) {
  const { policyId } = await params;
  const query = await searchParams;
  const view = one(query, "view") ?? "";
  const base = `/policies/${encodeURIComponent(policyId)}`;
  const here = withParams(base, { view: view || undefined, attach: one(query, "attach"), from: one(query, "from"), to: one(query, "to"), layout: one(query, "layout") });
  const caller = await currentCaller();
  const found = await attempt(here, "/policies", async () => {
    const policy = await perform(caller, getPolicy, { policyId });
    const shown = await (views[Object.hasOwn(views, view) ? view : ""] ?? documentTab)({ policy, caller, query, base, here });
    return { policy, shown };
  });
  if (!found.ok) return found.page;
  const { policy, shown } = found.value;
  const tab = (key: string, label: string) => ({ href: withParams(base, { view: key || undefined }), label, current: key === (Object.hasOwn(views, view) ? view : "") });
  const flash = one(query, "flash");
  return (
    <Frame place="/policies" here={here} flash={flash}>
      <PolicyHead
        name={policy.name}
        slug={policy.slug}
        version={policy.version}
        places={policy.attachments.length}
        guardrails={policy.attachments.filter(({ kind }) => isGuardrail(kind)).length}
        managed={policy.managed}
        tabs={[tab("", t("Document")), tab("attachments", t("Attached to ({n})", { n: policy.attachments.length })), tab("versions", t("Versions ({n})", { n: policy.versions.length }))]}
      />
      {shown}
    </Frame>
  );
}
