import { z } from "zod";
import { AccountId } from "@/lib/identity/models";
import { groups } from "@/lib/operations/caller";
import { targetKinds } from "./attachment-target";
import { groupNames } from "./groups";

/** Where a policy is attached. */
export const Attachment = z.object({
  attachmentId: z.uuid(),
  kind: z.enum(targetKinds),
  /** The place in words: a person in an account, a group, a role, the organization, a unit, an account. */
  name: z.string(),
  organizationId: z.uuid(),
  personId: z.uuid().nullable(),
  accountId: AccountId.nullable(),
  unitId: z.uuid().nullable(),
  group: z.string().nullable(),
});
export type Attachment = z.infer<typeof Attachment>;

/** What to load with a policy for {@link attachmentsOf}; guardrails of one organization alone, if it is named. */
export const withAttachments = (guardrailsOf?: string) =>
  ({
    attachments: { orderBy: { createdAt: "asc" }, include: { membership: { select: { person: { select: { name: true } }, account: { select: { name: true } } } }, role: { select: { name: true, account: { select: { name: true } } } } } },
    guardrails: {
      ...(guardrailsOf === undefined ? {} : { where: { organizationId: guardrailsOf } }),
      orderBy: { createdAt: "asc" },
      include: { unit: { select: { name: true } }, account: { select: { name: true } }, organization: { select: { name: true } } },
    },
  }) as const;

type Loaded = {
  organizationId: string;
  attachments: readonly { id: string; personId: string | null; accountId: string | null; group: string | null; membership: { person: { name: string }; account: { name: string } } | null; role: { name: string; account: { name: string } } | null }[];
  guardrails: readonly { id: string; organizationId: string; unitId: string | null; accountId: string | null; unit: { name: string } | null; account: { name: string } | null; organization: { name: string } }[];
};

/** All places of a policy in words: first where it says what someone may do, then where it is a guardrail. */
export function attachmentsOf({ organizationId, attachments, guardrails }: Loaded): Attachment[] {
  const held = attachments.map(({ id, personId, accountId, group, membership, role }): Attachment => {
    const known = groups.find((one) => one === group);
    const name = role ? `${role.name} in ${role.account.name}` : membership ? `${membership.person.name} in ${membership.account.name}` : known ? groupNames[known] : (group ?? "");
    return { attachmentId: id, kind: role ? "role" : personId ? "person" : "group", name, organizationId, personId, accountId, unitId: null, group };
  });
  const limits = guardrails.map(({ id, organizationId: where, unitId, accountId, unit, account, organization }): Attachment => {
    const kind = unitId ? "unit" : accountId ? "account" : "root";
    return { attachmentId: id, kind, name: unit?.name ?? account?.name ?? organization.name, organizationId: where, personId: null, accountId, unitId, group: null };
  });
  return [...held, ...limits];
}
