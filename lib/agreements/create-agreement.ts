import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { EntityName } from "@/lib/organizations/models";
import { AgreementKind, agreementResource, AgreementScope, AgreementSlug } from "./models";
import { t } from "@/lib/texts/text";

/** The operator opens an agreement. It is offered from its first revision on. */
export const createAgreement = operation({
  name: "agreements:CreateAgreement",
  summary: "Opens an agreement; it is offered from its first revision on.",
  access: "Write",
  reach: "member",
  input: z.object({
    slug: AgreementSlug,
    name: EntityName,
    summary: z.string().trim().min(1, "Say in a sentence what it is for.").max(500),
    kind: AgreementKind,
    scope: AgreementScope,
    /** Short name of an agreement that must be in force before this one can be read. */
    prerequisite: AgreementSlug.optional(),
  }),
  output: z.object({ slug: z.string() }),
  async handle({ db, input }) {
    const at = now();
    if (await db.agreement.findUnique({ where: { slug: input.slug }, select: { id: true } })) {
      throw new MunimentError("Conflict", t("An agreement with this short name exists already. Choose another."), { fields: [{ field: "slug", message: t("Taken already.") }] });
    }
    const prerequisite = input.prerequisite === undefined ? null : await db.agreement.findUnique({ where: { slug: input.prerequisite }, select: { id: true } });
    if (input.prerequisite !== undefined && !prerequisite) {
      throw new MunimentError("ValidationException", t("There is no agreement of this short name to come first."), { fields: [{ field: "prerequisite", message: t("No such agreement.") }] });
    }
    const { slug, name, summary, kind, scope } = input;
    await db.agreement.create({ data: { id: uuidv7({ msecs: at.getTime() }), slug, name, summary, kind, scope, prerequisiteId: prerequisite?.id ?? null, state: "OFFERED", createdAt: at } });
    return { slug };
  },
  record: ({ input }) => ({ resources: [agreementResource(input.slug)], parameters: { kind: input.kind, scope: input.scope, prerequisite: input.prerequisite ?? null } }),
});
