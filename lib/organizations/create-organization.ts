import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { AccountId } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { newAccountId } from "./account-id";
import { EntityName, Slug } from "./models";
import { t } from "@/lib/texts/text";

/** Operator staff create a customer organization together with its management account. */
export const createOrganization = operation({
  name: "organizations:CreateOrganization",
  summary: "Creates a customer organization and its management account.",
  access: "Write",
  reach: "member",
  input: z.object({ slug: Slug, name: EntityName, managementAccountName: EntityName, managementAccountId: AccountId.optional() }),
  output: z.object({ organizationId: z.uuid(), managementAccountId: AccountId }),
  async handle({ db, input }) {
    const at = now();
    if (await db.organization.findUnique({ where: { slug: input.slug }, select: { id: true } })) {
      throw new MunimentError("Conflict", t("An organization with this short name exists already. Choose another."), { fields: [{ field: "slug", message: t("Taken already.") }] });
    }
    const organizationId = uuidv7({ msecs: at.getTime() });
    const managementAccountId = input.managementAccountId ?? newAccountId();
    await db.organization.create({ data: { id: organizationId, slug: input.slug, name: input.name, kind: "CUSTOMER", createdAt: at } });
    await db.account.create({ data: { id: managementAccountId, organizationId, name: input.managementAccountName, management: true, createdAt: at } });
    return { organizationId, managementAccountId };
  },
  record: ({ input, output }) => ({ resources: [`organization/${output.organizationId}`, `account/${output.managementAccountId}`], parameters: { slug: input.slug, name: input.name } }),
});
