import { may, requestOf } from "@/lib/access/decide";
import { evaluate, type Layer } from "@/lib/access/evaluate";
import { groupNames } from "@/lib/access/groups";
import type { MemberCaller } from "@/lib/operations/caller";

type ForOrganization = "agreements:AcceptAgreement" | "agreements:EndAgreement" | "agreements:SetTwoPersonRule";

/** What makes somebody admin of an account is about that account alone, also where it is the management account. */
const beyondTheAccount = (layer: Layer): Layer =>
  layer.kind === "identity" ? { ...layer, policies: layer.policies.filter(({ id, name }) => id !== null || name !== groupNames["account-admin"]) } : layer;

/**
 * Whether the caller may do this for the whole organization: in its management account, if policies allow it, those of the group as well as those that
 * are attached. A role, which passes through many hands, binds no more than the account that it is for.
 */
export function forOrganization(caller: MemberCaller, action: ForOrganization): boolean {
  const { account, group, access } = caller;
  if (account.organizationKind !== "CUSTOMER" || !account.management || group === "role") return false;
  return may(caller, { name: action, reach: "member" }) && evaluate(access.layers.map(beyondTheAccount), requestOf(caller, action));
}
