import { z } from "zod";
import { AccountId, Uuid } from "@/lib/identity/models";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { foundByLeaving } from "./found-by-leaving";
import { openAccount } from "./in-reach";
import { PreviewDigest } from "./models";
import { confirmedPlan } from "./plan-change";
import { tellChange } from "./tell-change";

/** The account that the caller works in leaves its organization, as previewed, and becomes an organization of its own. Its account admins run that. */
export const leaveOrganization = operation({
  name: "organizations:LeaveOrganization",
  summary: "The caller's account leaves its organization, exactly as previewed, and becomes an organization of one account.",
  access: "Permissions",
  reach: "member",
  stepUp: true,
  input: z.object({ accountId: AccountId, preview: PreviewDigest }),
  output: z.object({ organizationId: Uuid }),
  resource({ db, caller, input }) {
    if (input.accountId !== caller.account.id) throw new MunimentError("ResourceNotFound");
    return openAccount(db, caller, input.accountId);
  },
  async handle({ db, caller, input }) {
    const plan = await confirmedPlan(db, caller, { kind: "leave", accountId: input.accountId }, input.preview);
    await tellChange(db, caller, plan);
    return { organizationId: await foundByLeaving(db, "leave", plan, caller.personId) };
  },
  record: ({ resource, output }) => ({
    resources: [`account/${resource.id}`, `organization/${resource.organization.id}`, `organization/${output.organizationId}`],
    parameters: { from: resource.organization.name },
  }),
});
