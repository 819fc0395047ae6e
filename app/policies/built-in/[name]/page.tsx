import type { Metadata } from "next";
import { CodeView } from "@/components/policies/code-lines";
import { Card, PageHeader } from "@/components/ui/content";
import { Badge } from "@/components/ui/status";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { jsonTokens } from "@/lib/access/json-tokens";
import { listPolicies } from "@/lib/access/list-policies";
import { MunimentError } from "@/lib/operations/errors";
import { perform } from "@/lib/operations/perform";
import { builtInHref, builtInPolicies } from "../../shared";
import { t, translated } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Built-in policy") });

/** A policy that comes with the portal, to read. */
export default async function BuiltInPolicyPage({ params }: { params: Promise<{ name: string }> }) {
  const { name } = await params;
  const here = builtInHref(encodeURIComponent(name));
  const caller = await currentCaller();
  const found = await attempt(here, "/policies", async () => {
    await perform(caller, listPolicies, {});
    const policy = builtInPolicies.find(({ key }) => key === name);
    if (!policy) throw new MunimentError("ResourceNotFound");
    return policy;
  });
  if (!found.ok) return found.page;
  const policy = found.value;
  const shown = translated(policy.name);
  return (
    <Frame place="/policies" here={here}>
      <PageHeader title={shown} crumbs={[{ label: t("Access"), href: "/policies" }, { label: shown }]} badge={<Badge kind="plain">{t("built in")}</Badge>} description={policy.sentence()} />
      <Card id="document-card" title={t("Document")}>
        <CodeView label={t("Document of {policy}", { policy: shown })} text={policy.document} tokens={jsonTokens(policy.document)} />
        <p className="card-foot">{t("It is part of the portal and cannot be changed here. Attach a policy of your own to give more or to take away.")}</p>
      </Card>
    </Frame>
  );
}
