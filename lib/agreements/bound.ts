import { AccountId } from "@/lib/identity/models";
import type { Db } from "@/lib/database/client";
import type { MemberCaller } from "@/lib/operations/caller";
import { MunimentError } from "@/lib/operations/errors";
import { accountInReach } from "@/lib/organizations/account-in-reach";
import { forOrganization } from "./for-organization";
import type { HolderKind } from "./models";
import { t } from "@/lib/texts/text";

export const BoundAccount = AccountId.optional();

/** Who is bound by an acceptance: an account, or the organization with all of them. */
export type Bound = { kind: HolderKind; organizationId: string; organizationName: string; accountId: string | null; accountName: string };

/**
 * Whom a caller whom policies let accept may bind: an account of theirs, or from the management account the organization. Whoever prepares binds nobody yet: for the
 * organization that takes the management account alone.
 * @throws MunimentError ResourceNotFound for an account that is not theirs, AccessDenied where the organization is not theirs to bind
 */
export async function boundBy(db: Db, caller: MemberCaller, kind: HolderKind, accountId: string | undefined, { preparing = false } = {}): Promise<Bound> {
  const account = await accountInReach(db, caller, accountId ?? caller.account.id);
  if (caller.account.organizationKind === "OPERATOR") throw new MunimentError("AccessDenied", t("The operator offers agreements; its customers accept them."));
  const { organizationId, organizationName } = account;
  if (kind === "ACCOUNT") return { kind, organizationId, organizationName, accountId: account.id, accountName: account.name };
  if (preparing && caller.account.management) return { kind, organizationId, organizationName, accountId: null, accountName: "" };
  if (!forOrganization(caller, "agreements:AcceptAgreement")) {
    throw new MunimentError("AccessDenied", t("The whole organization is bound in its management account, by an organization admin or whom a policy lets accept there. A role binds its account alone."));
  }
  return { kind, organizationId, organizationName, accountId: null, accountName: "" };
}

export const holderKey = (bound: Bound): { accountId: string } | { organizationId: string } => (bound.accountId === null ? { organizationId: bound.organizationId } : { accountId: bound.accountId });
