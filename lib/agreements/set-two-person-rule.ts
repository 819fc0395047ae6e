import { z } from "zod";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { forOrganization } from "./for-organization";
import { tellRule } from "./tell";
import { t } from "@/lib/texts/text";

/** Makes it a rule of the caller's organization, or no longer, that one person prepares the acceptance of an agreement and another accepts. Its admins are told. */
export const setTwoPersonRule = operation({
  name: "agreements:SetTwoPersonRule",
  summary: "Says whether the organization wants two people for each acceptance: one prepares, another accepts.",
  access: "Permissions",
  reach: "member",
  stepUp: true,
  input: z.object({ wanted: z.union([z.boolean(), z.enum(["yes", "no"]).transform((word) => word === "yes")]) }),
  output: z.object({ wanted: z.boolean() }),
  async handle({ db, caller, input: { wanted } }) {
    const { organizationId } = caller.account;
    if (!forOrganization(caller, "agreements:SetTwoPersonRule")) throw new MunimentError("AccessDenied", t("This rule is set in the management account of an organization, by its admins or whom a policy lets. A role does not set it."));
    const changed = await db.organization.updateMany({ where: { id: organizationId, twoPersonAgreements: !wanted }, data: { twoPersonAgreements: wanted } });
    if (changed.count === 1) await tellRule(db, caller, wanted);
    return { wanted };
  },
  record: ({ caller, output }) => ({ resources: [`organization/${caller.account.organizationId}`], parameters: { wanted: output.wanted } }),
  recordRefusal: ({ input }) => ({ parameters: { wanted: input.wanted } }),
});
