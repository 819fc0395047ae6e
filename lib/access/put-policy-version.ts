import { z } from "zod";
import { Uuid } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { keepWayBack } from "./keep-way-back";
import { managedPolicy } from "./in-reach";
import { dropDraft } from "./policy-draft";
import { PolicyText, requirePolicy } from "./policy-text";
import { t } from "@/lib/texts/text";

/** Puts a new version of a policy in force, at once and wherever it is attached. An earlier one is restored by putting its document again. */
export const putPolicyVersion = operation({
  name: "access:PutPolicyVersion",
  summary: "Puts a new version of a policy in force wherever it is attached.",
  access: "Permissions",
  reach: "member",
  stepUp: true,
  input: z.object({
    policyId: Uuid,
    /** The version that the author started from: of two who write at once, one is told. */
    after: z.coerce.number().int().min(1),
    document: PolicyText,
  }),
  output: z.object({ policyId: z.uuid(), version: z.int() }),
  resource: ({ db, caller, input }) => managedPolicy(db, caller, input.policyId),
  async handle({ db, caller, input, resource: policy }) {
    requirePolicy(input.document);
    const locked = await db.$queryRaw<{ id: string }[]>`SELECT id FROM policy WHERE id = ${policy.id}::uuid AND deleted_at IS NULL FOR UPDATE`;
    if (locked.length === 0) throw new MunimentError("ResourceNotFound");
    const last = await db.policyVersion.findFirstOrThrow({ where: { policyId: policy.id }, orderBy: { version: "desc" }, select: { version: true, document: true } });
    if (last.version !== input.after) throw new MunimentError("Conflict", t("Version {version} was put meanwhile. Look at it before you write over it.", { version: String(last.version) }));
    if (last.document === input.document) throw new MunimentError("Conflict", t("This is the document that is in force already."));
    const version = last.version + 1;
    await db.policyVersion.create({ data: { policyId: policy.id, version, document: input.document, createdAt: now(), createdBy: caller.personId } });
    await dropDraft(db, caller.personId, policy.id);
    await keepWayBack(db, caller);
    return { policyId: policy.id, version };
  },
  record: ({ input, resource, output }) => ({
    resources: [`policy/${resource.id}`, `organization/${resource.organizationId}`],
    parameters: { name: resource.name, version: output.version, document: input.document },
  }),
});
