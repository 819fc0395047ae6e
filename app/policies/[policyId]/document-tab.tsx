import type { ReactElement } from "react";
import { CodeView } from "@/components/policies/code-lines";
import { DocumentTab } from "@/components/policies/policy-view";
import { stepUpHref } from "@/app/_doors/fresh";
import { withParams } from "@/app/_doors/paths";
import { operationForm } from "@/app/_doors/session-form";
import { may } from "@/lib/access/decide";
import { deletePolicy } from "@/lib/access/delete-policy";
import { getPolicyDraft } from "@/lib/access/get-policy-draft";
import { jsonTokens } from "@/lib/access/json-tokens";
import { putPolicyVersion } from "@/lib/access/put-policy-version";
import { perform } from "@/lib/operations/perform";
import { EditorIsland } from "../editor-island";
import { draftProps, vocabulary } from "../shared";
import type { TabProps } from "./tab";
import { t } from "@/lib/texts/text";

export async function documentTab({ policy, caller, base }: TabProps): Promise<ReactElement> {
  const { policyId, version, document, attachments } = policy;
  const writes = policy.managed && may(caller, putPolicyVersion);
  const { draft } = writes ? await perform(caller, getPolicyDraft, { place: policyId }) : { draft: null };
  const put = await operationForm("access:PutPolicyVersion", base);
  const remove = await operationForm("access:DeletePolicy", base);
  const [newest] = policy.versions;
  const behind = draft && draft.after !== null && draft.after < version ? { version, href: withParams(base, { view: "versions", from: String(draft.after), to: String(version) }) } : null;
  return (
    <DocumentTab
      policyId={policyId}
      slug={policy.slug}
      version={version}
      changedAt={(newest?.createdAt ?? new Date(0)).toISOString()}
      by={newest?.by ?? null}
      places={attachments.length}
      form={writes ? { ...put, hidden: { ...put.hidden, policyId, after: String(version) } } : null}
      draft={await draftProps(draft, policyId, base, behind)}
      stepUpNeeded={stepUpHref(caller, base) !== null}
      document={
        writes ? (
          <EditorIsland key={`${version} ${draft?.keptAt.toISOString() ?? ""}`} id="document" label={t("Policy")} initial={draft?.document ?? document} vocabulary={vocabulary()} />
        ) : (
          <CodeView label={t("Document of {policy}", { policy: policy.name })} text={document} tokens={jsonTokens(document)} />
        )
      }
      remove={policy.managed && may(caller, deletePolicy) ? { form: { ...remove, hidden: { ...remove.hidden, policyId } }, confirmHref: stepUpHref(caller, base) } : null}
    />
  );
}
