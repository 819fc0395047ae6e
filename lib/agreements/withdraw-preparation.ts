import { z } from "zod";
import { Uuid } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { agreementResource } from "./models";
import { preparationResource, preparationsInReach } from "./preparation";
import { tellWithdrawn } from "./tell";
import { t } from "@/lib/texts/text";

/** Takes a prepared acceptance back: by who prepared it, or by an admin who could accept it. */
export const withdrawPreparation = operation({
  name: "agreements:WithdrawPreparation",
  summary: "Takes back a prepared acceptance.",
  access: "Write",
  reach: "member",
  input: z.object({ preparationId: Uuid }),
  output: z.object({ slug: z.string() }),
  async resource({ db, caller, input }) {
    const prepared = await db.preparedAcceptance.findFirst({
      where: { id: input.preparationId, organizationId: caller.account.organizationId, ...preparationsInReach(caller) },
    });
    if (!prepared) throw new MunimentError("ResourceNotFound");
    const agreement = await db.agreement.findUniqueOrThrow({ where: { id: prepared.agreementId }, select: { slug: true, name: true } });
    return { prepared, agreement };
  },
  async handle({ db, caller, resource: { prepared, agreement } }) {
    const withdrawn = await db.preparedAcceptance.updateMany({ where: { id: prepared.id, state: "PREPARED" }, data: { state: "WITHDRAWN", settledAt: now(), settledBy: caller.personId } });
    if (withdrawn.count !== 1) throw new MunimentError("Conflict", prepared.state === "ACCEPTED" ? t("This was accepted already. What is in force is ended, not withdrawn.") : t("This was withdrawn already."));
    await tellWithdrawn(db, caller, { personId: prepared.personId, email: prepared.personEmail, name: prepared.personName }, agreement, preparationResource(prepared.id));
    return { slug: agreement.slug };
  },
  record: ({ resource: { prepared, agreement } }) => ({ resources: [agreementResource(agreement.slug, prepared.revision), preparationResource(prepared.id)] }),
  recordRefusal: ({ input }) => ({ resources: [preparationResource(input.preparationId)] }),
});
