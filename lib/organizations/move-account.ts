import { z } from "zod";
import { AccountId, Uuid } from "@/lib/identity/models";
import { operation } from "@/lib/operations/operation";
import { openAccount } from "./in-reach";
import { Place, PreviewDigest } from "./models";
import { confirmedPlan } from "./plan-change";
import { placeText } from "./place-text";
import { tellChange } from "./tell-change";

/** Puts an account into another unit of its organization, or at the root, as previewed. */
export const moveAccount = operation({
  name: "organizations:MoveAccount",
  summary: "Puts an account into another unit of its organization, exactly as previewed.",
  access: "Permissions",
  reach: "member",
  stepUp: true,
  input: z.object({ accountId: AccountId, to: Place, preview: PreviewDigest }),
  output: z.object({ organizationId: Uuid, accountId: AccountId }),
  resource: ({ db, caller, input }) => openAccount(db, caller, input.accountId),
  async handle({ db, caller, input, resource }) {
    const plan = await confirmedPlan(db, caller, { kind: "move-account", accountId: input.accountId, to: input.to }, input.preview);
    await tellChange(db, caller, plan);
    await db.account.update({ where: { id: input.accountId }, data: { unitId: input.to } });
    return { organizationId: resource.organization.id, accountId: input.accountId };
  },
  record: ({ input, resource }) => ({ resources: [`account/${resource.id}`, `organization/${resource.organization.id}`], parameters: { from: placeText(resource.unitId), to: placeText(input.to) } }),
});
