import { z } from "zod";
import { AccountId, Uuid } from "@/lib/identity/models";
import { operation } from "@/lib/operations/operation";
import { foundByLeaving } from "./found-by-leaving";
import { openAccount } from "./in-reach";
import { PreviewDigest } from "./models";
import { confirmedPlan } from "./plan-change";
import { tellChange } from "./tell-change";

/** Takes a member account out of its organization, as previewed: it becomes an organization of its own, run by its account admins. */
export const removeAccount = operation({
  name: "organizations:RemoveAccount",
  summary: "Takes a member account out of its organization, exactly as previewed: it becomes an organization of one account.",
  access: "Permissions",
  reach: "member",
  stepUp: true,
  input: z.object({ accountId: AccountId, preview: PreviewDigest }),
  output: z.object({ organizationId: Uuid }),
  resource: ({ db, caller, input }) => openAccount(db, caller, input.accountId),
  async handle({ db, caller, input }) {
    const plan = await confirmedPlan(db, caller, { kind: "remove", accountId: input.accountId }, input.preview);
    await tellChange(db, caller, plan);
    return { organizationId: await foundByLeaving(db, "remove", plan, caller.personId) };
  },
  record: ({ resource, output }) => ({
    resources: [`account/${resource.id}`, `organization/${resource.organization.id}`, `organization/${output.organizationId}`],
    parameters: { from: resource.organization.name },
  }),
});
