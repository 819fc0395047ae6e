import { z } from "zod";
import type { Db } from "@/lib/database/client";
import type { MemberCaller } from "@/lib/operations/caller";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { Uuid } from "./models";
import { concernedByRequirement } from "./passkey-requirement";
import { relyingParty } from "./relying-party";
import { t } from "@/lib/texts/text";

type Managed = { id: string; kind: "OPERATOR" | "CUSTOMER"; requirePasskeys: boolean };

/** The organization that the caller runs: the operator's root the operator, an organization admin the own one. What a customer asks of its people is its own affair. */
async function runOrganization(db: Db, caller: MemberCaller, organizationId: string | undefined): Promise<Managed> {
  const id = organizationId ?? caller.account.organizationId;
  const own = id === caller.account.organizationId && caller.account.management;
  const found = own ? await db.organization.findUnique({ where: { id }, select: { id: true, kind: true, requirePasskeys: true } }) : null;
  if (!found) throw new MunimentError("ResourceNotFound");
  return found;
}

/** Asks, or asks no longer, for a passkey: of an organization's admins, or of the operator's staff. It holds from everybody's next request. */
export const setPasskeyRequirement = operation({
  name: "identity:SetPasskeyRequirement",
  summary: "Lets an organization ask its admins for a passkey, or the operator its staff.",
  access: "Permissions",
  reach: "member",
  stepUp: true,
  input: z.object({ organizationId: Uuid.optional(), required: z.union([z.boolean(), z.enum(["true", "false"]).transform((text) => text === "true")]) }),
  output: z.object({ required: z.boolean(), without: z.int() }),
  resource: ({ db, caller, input }) => runOrganization(db, caller, input.organizationId),
  async handle({ db, caller, input, resource }) {
    if (input.required) {
      relyingParty();
      // Whoever asks must be able to take it back.
      if (!caller.passkeys?.held) throw new MunimentError("Conflict", t("Set up a passkey of your own first, on the Security page: this holds for you too."));
    }
    if (input.required === resource.requirePasskeys) throw new MunimentError("Conflict", input.required ? t("Passkeys are asked for already.") : t("Passkeys are not asked for at present."));
    await db.organization.update({ where: { id: resource.id }, data: { requirePasskeys: input.required } });
    const concerned = await concernedByRequirement(db, resource);
    return { required: input.required, without: new Set(concerned.filter(({ held }) => !held).map(({ personId }) => personId)).size };
  },
  record: ({ input, resource, output }) => ({ resources: [`organization/${resource.id}`], parameters: { required: input.required, peopleWithout: output.without } }),
});
