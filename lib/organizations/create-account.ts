import { z } from "zod";
import { AccountId, Uuid } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { newAccountId } from "./account-id";
import { organizationInReach } from "./account-in-reach";
import { checkAccountName, loadTree, lockTrees } from "./load-tree";
import { EntityName } from "./models";
import { t } from "@/lib/texts/text";

/** Adds a member account to an organization, at its root or in a unit. */
export const createAccount = operation({
  name: "organizations:CreateAccount",
  summary: "Adds a member account to an organization.",
  access: "Write",
  reach: "member",
  input: z.object({ organizationId: Uuid.optional(), unitId: Uuid.optional(), name: EntityName, accountId: AccountId.optional() }),
  output: z.object({ accountId: AccountId }),
  resource: ({ db, caller, input }) => organizationInReach(db, caller, input.organizationId),
  async handle({ db, caller, input, resource: organization }) {
    if (input.accountId && caller.group !== "root") throw new MunimentError("ValidationException", t("Account ids are given by the portal."));
    await lockTrees(db, [organization.id]);
    const unitId = input.unitId ?? null;
    (await loadTree(db, organization.id)).checkPlace(unitId);
    await checkAccountName(db, { organizationId: organization.id, unitId }, input.name, null);
    const accountId = input.accountId ?? newAccountId();
    await db.account.create({ data: { id: accountId, organizationId: organization.id, unitId, name: input.name, management: false, createdAt: now() } });
    return { accountId };
  },
  record: ({ input, resource, output }) => ({ resources: [`account/${output.accountId}`, `organization/${resource.id}`], parameters: { name: input.name } }),
});
