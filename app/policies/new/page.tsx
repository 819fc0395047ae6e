import type { Metadata } from "next";
import { NewPolicyView } from "@/components/policies/new-policy-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { stepUpHref } from "@/app/_doors/fresh";
import { one, withParams, type SearchParams } from "@/app/_doors/paths";
import { operationForm } from "@/app/_doors/session-form";
import { getPolicyDraft } from "@/lib/access/get-policy-draft";
import { listPolicies } from "@/lib/access/list-policies";
import { policyTemplates, templateNamed } from "@/lib/access/policy-templates";
import { perform } from "@/lib/operations/perform";
import { EditorIsland } from "../editor-island";
import { draftProps, vocabulary } from "../shared";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("New policy") });

/** "Guardrail: regions" is called "Regions". */
function nameOf(template: string): string {
  const name = template.replace(/^\p{L}+: /u, "");
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** A policy to write, from a template or from what was written before and could not be saved. */
export default async function NewPolicyPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const [organization, asked, flash] = [one(params, "organization") || undefined, one(params, "template"), one(params, "flash")];
  const template = templateNamed(asked);
  const here = withParams("/policies/new", { organization, template: template?.key });
  const caller = await currentCaller();
  const found = await attempt(here, "/policies", () => Promise.all([perform(caller, listPolicies, { organizationId: organization }), perform(caller, getPolicyDraft, { place: "new" })]));
  if (!found.ok) return found.page;
  const [{ organization: owner, policies }, { draft }] = found.value;
  // A template that was chosen by its link stands before an old draft, which stays kept.
  const shown = template && !flash ? null : draft;
  const start = template ?? policyTemplates[0];
  const form = await operationForm("access:CreatePolicy", withParams("/policies/new", { organization }), flash);
  const taken = new Set(policies.map(({ slug }) => slug));
  const free = (slug: string): string => (taken.has(slug) ? free(`${slug}-2`) : slug);
  return (
    <Frame place="/policies" here={here} flash={form.error ? undefined : flash}>
      <NewPolicyView
        organizationName={owner.name}
        templates={policyTemplates.map(({ key, name, summary, kind }) => ({
          key,
          name: t(name),
          summary: t(summary),
          href: withParams("/policies/new", { organization, template: key }),
          current: !shown && key === start?.key,
          guardrail: kind === "guardrail",
        }))}
        form={{ ...form, hidden: { ...form.hidden, organizationId: owner.id } }}
        name={shown?.name ?? (template && template.key !== "empty" ? nameOf(t(template.name)) : "")}
        slug={shown?.slug ?? (template && template.key !== "empty" ? free(template.key) : "")}
        draft={await draftProps(shown, "new", withParams("/policies/new", { organization }), null)}
        stepUpNeeded={stepUpHref(caller, here) !== null}
        editor={<EditorIsland key={here} id="document" label={t("Policy")} initial={shown?.document ?? start?.document ?? ""} vocabulary={vocabulary()} />}
      />
    </Frame>
  );
}
