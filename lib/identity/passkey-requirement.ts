import type { Db } from "@/lib/database/client";
import { groups, type Group } from "@/lib/operations/caller";
import { relyingPartyId } from "./relying-party";

const maxShown = 500;
/** Of a customer its admins, of the operator all its staff. */
export const adminGroups: readonly Group[] = ["organization-admin", "account-admin"];

export type Concerned = { personId: string; name: string; email: string; group: Group; accountName: string; held: boolean };

/** Of whom an organization asks a passkey when it asks: by name, 500 memberships at most. */
export async function concernedByRequirement(db: Db, organization: { id: string; kind: "OPERATOR" | "CUSTOMER" }): Promise<Concerned[]> {
  const rpId = relyingPartyId();
  const memberships = await db.membership.findMany({
    where: { account: { organizationId: organization.id }, ...(organization.kind === "OPERATOR" ? {} : { group: { in: [...adminGroups] } }) },
    orderBy: [{ person: { name: "asc" } }, { personId: "asc" }, { accountId: "asc" }],
    take: maxShown,
    select: { group: true, account: { select: { name: true } }, person: { select: { id: true, name: true, email: true, passkeys: { where: { rpId }, select: { id: true }, take: 1 } } } },
  });
  return memberships.flatMap(({ group, account, person }) => {
    const known = groups.find((one) => one === group);
    return known ? [{ personId: person.id, name: person.name, email: person.email, group: known, accountName: account.name, held: person.passkeys.length > 0 }] : [];
  });
}
