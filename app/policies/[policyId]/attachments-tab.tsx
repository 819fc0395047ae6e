import type { z } from "zod";
import type { ReactElement } from "react";
import { AttachmentsView, kindNames, type AttachKind } from "@/components/policies/attachments-view";
import { stepUpHref } from "@/app/_doors/fresh";
import { one, withParams } from "@/app/_doors/paths";
import { operationForm } from "@/app/_doors/session-form";
import { attachPolicy } from "@/lib/access/attach-policy";
import { may } from "@/lib/access/decide";
import { detachPolicy } from "@/lib/access/detach-policy";
import { groupNames } from "@/lib/access/groups";
import { isPolicy, parsePolicy } from "@/lib/access/policy";
import { groups } from "@/lib/operations/caller";
import { perform } from "@/lib/operations/perform";
import { formatAccountId } from "@/lib/organizations/account-id";
import { describeOrganization } from "@/lib/organizations/describe-organization";
import { attachedName } from "../shared";
import { isGuardrail, type FoundPolicy, type TabProps } from "./tab";
import { t, tn, translated } from "@/lib/texts/text";

const kinds: readonly AttachKind[] = ["person", "group", "root", "unit", "account"];
type Described = z.output<(typeof describeOrganization)["output"]>;

const operatorGroups = ["root", "publisher"];

function optionsOf(kind: AttachKind, described: Described): { value: string; label: string }[] {
  if (kind === "group") return groups.filter((group) => operatorGroups.includes(group) === (described.organization.kind === "OPERATOR")).map((group) => ({ value: group, label: translated(groupNames[group]) }));
  if (kind === "unit") return described.units.map(({ id, name }) => ({ value: id, label: name }));
  return described.accounts.map(({ id, name }) => ({ value: id, label: `${name} (${formatAccountId(id)})` }));
}

function sentenceOf(kind: AttachKind, organization: string): string {
  switch (kind) {
    case "person":
      return t("What the policy allows is added to what the person may do in that account; what it denies is taken away, whatever else allows it. It ends when the person leaves the account.");
    case "group":
      return t("The same, for everyone who is in the group now or later, in all accounts of {organization}.", { organization });
    case "root":
      return t("Nobody in {organization} may do more than the policy allows, whatever other policies give them. You neither: a change that would keep you from taking it back is refused.", { organization });
    case "unit":
      return t("Nobody in the accounts of the unit and of the units below it may do more than the policy allows, whatever other policies give them.");
    case "account":
      return t("Nobody who works in the account may do more than the policy allows, whatever other policies give them.");
  }
}

function warningOf(kind: AttachKind, policy: FoundPolicy, described: Described): string | null {
  const read = parsePolicy(policy.document);
  if (!isPolicy(read)) return t("The document cannot be read any more and denies everything wherever it is attached. Correct it first.");
  const allows = read.statements.some(({ effect }) => effect === "Allow");
  const people = new Set(described.accounts.flatMap(({ members }) => members.map(({ personId }) => personId))).size;
  if (isGuardrail(kind) && !allows) return t("As a guardrail this policy allows nothing, so everyone below loses everything. Add a statement that allows the rest: the guardrail templates show how.");
  if (kind !== "root") return null;
  return t("This concerns {people} in {accounts}.", { people: tn(people, "{n} person", "{n} people"), accounts: tn(described.accounts.length, "{n} account", "{n} accounts") });
}

const detachQuestion = (kind: string, name: string): string =>
  isGuardrail(kind)
    ? t("The limit on {name} ends with the next request: people below may do again what their policies say.", { name })
    : t("What the policy gives and takes away ends for {name} with the next request.", { name });

export async function attachmentsTab({ policy, caller, query, base, here }: TabProps): Promise<ReactElement> {
  const { policyId, organizationId, managed } = policy;
  const attaches = managed && may(caller, attachPolicy) && may(caller, describeOrganization);
  const described = attaches ? await perform(caller, describeOrganization, { organizationId }) : null;
  const kind = kinds.find((of) => of === one(query, "attach")) ?? "person";
  const form = await operationForm("access:AttachPolicy", here, one(query, "flash"));
  const scoped: Record<string, string> = kind === "group" || kind === "root" ? { organizationId } : {};
  return (
    <AttachmentsView
      rows={policy.attachments.map(({ attachmentId, kind: of, name: stored }) => {
        const name = attachedName(of, stored);
        return { id: attachmentId, kind: of, name, detachQuestion: detachQuestion(of, name) };
      })}
      detach={managed && may(caller, detachPolicy) ? await operationForm("access:DetachPolicy", here) : null}
      confirmHref={stepUpHref(caller, here)}
      attach={
        described
          ? {
              form: { action: form.action, hidden: { ...form.hidden, policyId, ...scoped }, errors: form.errors ?? {} },
              kind,
              tabs: kinds.map((of) => ({ href: `${withParams(base, { view: "attachments", attach: of })}#attach`, label: t(kindNames[of]), current: of === kind })),
              sentence: sentenceOf(kind, described.organization.name),
              warning: warningOf(kind, policy, described),
              options: optionsOf(kind, described),
              emails: kind === "person" ? described.accounts.flatMap(({ name: account, members }) => members.map(({ email, name }) => ({ value: email, label: `${name}, ${account}` }))) : [],
            }
          : null
      }
    />
  );
}
