import { inForceAt } from "@/lib/agreements/in-force";
import { adminsOf, distinctPeople, type Recipient } from "@/lib/agreements/recipients";
import type { Db } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import { groups, type MemberCaller } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { noResource } from "../actions";
import { evaluate } from "../evaluate";
import { readAccess } from "../load-access";

const mostCandidates = 100;
const adminGroups = ["root", "publisher", "organization-admin", "account-admin"];

type Where = Readonly<{ toOperator: boolean; accountId: string; organizationId: string }>;

/** The memberships in which a request of this kind can be reached at all: of the account, of the organization's management, or the operator's. */
const within = ({ toOperator, accountId, organizationId }: Where) =>
  toOperator ? { account: { organization: { kind: "OPERATOR" as const } } } : { OR: [{ accountId }, { group: "organization-admin", account: { organizationId, management: true } }] };

const membership = { group: true, person: { select: { id: true, email: true, name: true } }, account: { select: { id: true, name: true, organizationId: true, management: true, organization: { select: { name: true, kind: true } } } } } as const;

type Membership = { group: string; person: { id: string }; account: { id: string; organizationId: string; management: boolean; organization: { kind: "OPERATOR" | "CUSTOMER" } } };

/** Whether policies let a member decide requests, right after using a second factor. From which address is not known. */
async function mayDecide(db: Db, { group: name, person, account: { id, organizationId, management, organization } }: Membership): Promise<boolean> {
  const group = groups.find((one) => one === name);
  if (!group) return false;
  const { layers, agreements } = await readAccess(db, { personId: person.id, group, account: { id, organizationId, management, organizationKind: organization.kind } });
  const at = now().getTime();
  const facts = { "portal:MfaAge": [0], "portal:CurrentTime": [at], "portal:Group": [group], "portal:ManagementAccount": [management], "portal:AgreementAccepted": inForceAt(agreements, at) };
  return evaluate(layers, { action: "access:DecideRequest", resource: noResource, facts });
}

/**
 * Those who may decide a request: by their group, or by a policy of their own or of their group. Where nobody may from an address that is not known, those whose
 * group is made for it. In the portal's own scope.
 */
export async function decidersOf(db: Db, request: Where): Promise<Recipient[]> {
  const entitled = await db.policyAttachment.findMany({ where: { organizationId: request.organizationId, group: { not: null } }, select: { group: true }, distinct: ["group"] });
  const names = [...adminGroups, ...(request.toOperator ? [] : entitled.flatMap(({ group }) => group ?? []))];
  const candidates = await db.membership.findMany({
    where: { AND: [within(request), { OR: [{ group: { in: names } }, { policies: { some: {} } }] }] },
    orderBy: [{ createdAt: "asc" }, { personId: "asc" }],
    take: mostCandidates,
    select: membership,
  });
  const people = (list: typeof candidates): Recipient[] => distinctPeople(list.map(({ person: { id, email, name } }) => ({ personId: id, email, name })));
  const found: typeof candidates = [];
  for (const candidate of candidates) if (await mayDecide(db, candidate)) found.push(candidate);
  if (found.length > 0) return people(found);
  return request.toOperator ? people(candidates.filter(({ group }) => adminGroups.includes(group))) : adminsOf(db, { accountIds: [request.accountId] });
}

/** Another account of the caller's in which a request can be decided, or was asked. Null for one that does not exist, and the same for one of others. */
export function otherAccountFor(db: Db, caller: MemberCaller, requestId: string): Promise<{ accountId: string; accountName: string; organizationName: string } | null> {
  return asSystem("the other accounts of a person, for a request that a letter led them to", async () => {
    const request = await db.accessRequest.findUnique({ where: { id: requestId }, select: { toOperator: true, accountId: true, organizationId: true, personId: true } });
    const others = caller.accounts.map(({ id }) => id).filter((id) => id !== caller.account.id);
    if (!request || others.length === 0) return null;
    const own = request.personId === caller.personId;
    const candidates = await db.membership.findMany({
      where: { AND: [{ personId: caller.personId, accountId: { in: others } }, own ? { accountId: request.accountId } : within(request)] },
      orderBy: [{ createdAt: "asc" }, { accountId: "asc" }],
      take: mostCandidates,
      select: membership,
    });
    for (const candidate of candidates) {
      const { account } = candidate;
      if (own || (await mayDecide(db, candidate))) return { accountId: account.id, accountName: account.name, organizationName: account.organization.name };
    }
    return null;
  });
}
