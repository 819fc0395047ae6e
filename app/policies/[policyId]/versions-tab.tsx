import type { ReactElement } from "react";
import { VersionsView } from "@/components/policies/versions-view";
import { stepUpHref } from "@/app/_doors/fresh";
import { one, withParams } from "@/app/_doors/paths";
import { operationForm } from "@/app/_doors/session-form";
import { may } from "@/lib/access/decide";
import { getPolicy } from "@/lib/access/get-policy";
import { diffPolicies } from "@/lib/access/policy-diff";
import { putPolicyVersion } from "@/lib/access/put-policy-version";
import { perform } from "@/lib/operations/perform";
import type { TabProps } from "./tab";
import { t } from "@/lib/texts/text";

export async function versionsTab({ policy, caller, query, base, here }: TabProps): Promise<ReactElement> {
  const { policyId, version: newest, versions } = policy;
  const chosen = (name: string, otherwise: number): number => versions.find(({ version }) => String(version) === one(query, name))?.version ?? otherwise;
  const to = chosen("to", newest);
  const from = chosen("from", Math.max(1, to - 1));
  const side = one(query, "layout") !== "inline";
  const documentOf = async (version: number): Promise<string> => (version === newest ? policy.document : (await perform(caller, getPolicy, { policyId, version })).document);
  const several = versions.length > 1;
  const [before, after] = several ? await Promise.all([documentOf(from), documentOf(to)]) : ["", ""];
  const older = Math.min(from, to);
  const text = older === from ? before : after;
  const restorable = several && policy.managed && may(caller, putPolicyVersion) && older !== newest && text !== policy.document;
  const form = await operationForm("access:PutPolicyVersion", here);
  const compare = (more: Record<string, string | undefined>): string => withParams(base, { view: "versions", from: String(from), to: String(to), layout: side ? undefined : "inline", ...more });
  return (
    <VersionsView
      policyId={policyId}
      rows={versions.map(({ version, createdAt, by }) => ({
        version,
        createdAt: createdAt.toISOString(),
        by,
        current: version === newest,
        compareHref: version > 1 && versions.some((row) => row.version === version - 1) ? compare({ from: String(version - 1), to: String(version) }) : null,
      }))}
      from={from}
      to={to}
      side={side}
      layouts={[
        { href: compare({ layout: undefined }), label: t("Side by side"), current: side },
        { href: compare({ layout: "inline" }), label: t("Inline"), current: !side },
      ]}
      diff={several ? diffPolicies(before, after) : null}
      restore={restorable ? { form: { ...form, hidden: { ...form.hidden, policyId, after: String(newest), document: text } }, version: older, next: newest + 1, places: policy.attachments.length, confirmHref: stepUpHref(caller, here) } : null}
    />
  );
}
