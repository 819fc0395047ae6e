import type { Tab } from "@/components/ui/content";
import type { DraftProps } from "@/components/policies/draft-notice";
import { operationForm } from "@/app/_doors/session-form";
import { actionNames, type Action } from "@/lib/access/actions";
import type { Vocabulary } from "@/lib/access/complete-policy";
import { groupPolicies, customerCeiling, memberAccountCeiling } from "@/lib/access/built-in-policies";
import { groupNames } from "@/lib/access/groups";
import { groups, type Caller } from "@/lib/operations/caller";
import { operationNamed } from "@/lib/operations/registry";
import { may } from "@/lib/access/decide";
import { categories, categoryNames } from "@/lib/reports/models";
import { programs, regionName, regions } from "@/lib/reports/programs";
import { t, translated } from "@/lib/texts/text";

export function accessTabs(caller: Caller, current: "policies" | "simulator"): Tab[] {
  const simulates = may(caller, { name: "access:SimulateDecision", reach: "member" });
  return [
    { href: "/policies", label: t("Policies"), current: current === "policies" },
    ...(simulates ? [{ href: "/policies/simulator", label: t("Simulator"), current: current === "simulator" }] : []),
  ];
}

const summaryOf = (name: Action): string => translated(operationNamed(name)?.summary ?? "");

/** What the editor knows of this portal besides the language. */
export function vocabulary(): Vocabulary {
  return {
    actions: Object.fromEntries(actionNames.map((name) => [name, summaryOf(name)])),
    values: {
      "reports:Region": regions.map(({ key, name }) => ({ value: key, label: translated(name) })),
      "reports:Program": programs.map(({ key, name, region }) => ({ value: key, label: `${name}, ${translated(regionName(region))}` })),
      "reports:Category": categories.map((value) => ({ value, label: translated(categoryNames[value]) })),
      "portal:Group": groups.map((value) => ({ value, label: translated(groupNames[value]) })),
    },
  };
}

type BuiltIn = { key: string; name: string; kind: "group" | "ceiling"; document: string; sentence: () => string };

/** The policies that come with the portal, under the names of their addresses. */
export const builtInPolicies: readonly BuiltIn[] = [
  ...groups.map((group): BuiltIn => {
    const { name, document } = groupPolicies[group];
    const sentence = () => t("What everyone in the group {group} may do in the account they are in, if nothing else is attached.", { group: translated(groupNames[group]) });
    return { key: group, name, kind: "group", document, sentence };
  }),
  {
    key: "ceiling-customers",
    name: customerCeiling.name,
    kind: "ceiling",
    document: customerCeiling.document,
    sentence: () => t("The most that anyone may do in a customer's accounts: all but what the operator does."),
  },
  {
    key: "ceiling-member-accounts",
    name: memberAccountCeiling.name,
    kind: "ceiling",
    document: memberAccountCeiling.document,
    sentence: () => t("The most that anyone may do in a member account: policies and the tree are the affair of the management account."),
  },
];

/** Groups are named by the portal, in the reader's language; everything else by the organization. */
export const attachedName = (kind: string, name: string): string => (kind === "group" ? translated(name) : name);

export const builtInHref = (key: string): string => `/policies/built-in/${key}`;

/** A draft as its notice shows it, with the form that throws it away. */
export async function draftProps(draft: { keptAt: Date } | null, place: string, here: string, overtaken: DraftProps["overtaken"]): Promise<DraftProps | null> {
  if (!draft) return null;
  const form = await operationForm("access:DiscardPolicyDraft", here);
  return { keptAt: draft.keptAt.toISOString(), discard: { ...form, hidden: { ...form.hidden, place } }, overtaken };
}
