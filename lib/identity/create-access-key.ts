import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { maxAccessKeys, newPublicId, newSecret } from "./access-key";
import { AccessKeyName } from "./models";
import { keepOnceShown } from "./once-shown";
import { msg, t } from "@/lib/texts/text";

const dayMs = 86_400_000;

/** A key for a script of the caller: it may do what the caller may do in this account, and nothing that asks for a fresh factor. Shown once. */
export const createAccessKey = operation({
  name: "identity:CreateAccessKey",
  summary: "Makes an access key for a script, bound to the caller's permissions in this account; shown once.",
  access: "Write",
  reach: "member",
  stepUp: true,
  input: z.object({
    name: AccessKeyName,
    /** Days from now, 3650 at most; left out: until it is revoked. */
    expiresInDays: z.coerce.number().int().min(1, msg("At least one day.")).max(3650, msg("Ten years at most.")).optional(),
  }),
  output: z.object({ accessKeyId: z.uuid(), key: z.string(), expiresAt: z.date().nullable() }),
  async handle({ db, caller, input }) {
    const at = now();
    // Serialises two creations by one person.
    await db.$queryRaw`SELECT id FROM person WHERE id = ${caller.personId}::uuid FOR UPDATE`;
    const alive = await db.accessKey.count({ where: { personId: caller.personId, revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: at } }] } });
    if (alive >= maxAccessKeys) throw new MunimentError("Conflict", t("You have {n} access keys, the most there can be. Revoke one that is not used.", { n: maxAccessKeys }));
    const accessKeyId = uuidv7({ msecs: at.getTime() });
    const publicId = newPublicId();
    const { key, secretHash } = newSecret(publicId);
    const expiresAt = input.expiresInDays === undefined ? null : new Date(at.getTime() + input.expiresInDays * dayMs);
    await db.accessKey.create({ data: { id: accessKeyId, publicId, personId: caller.personId, accountId: caller.account.id, name: input.name, secretHash, createdAt: at, rotatedAt: at, expiresAt } });
    await keepOnceShown(db, caller.sessionId, { kind: "access-key", key, name: input.name, expiresAt: expiresAt?.toISOString() ?? null, previousUntil: null });
    return { accessKeyId, key, expiresAt };
  },
  record: ({ input, output }) => ({ resources: [`access-key/${output.accessKeyId}`], parameters: { name: input.name, expiresAt: output.expiresAt?.toISOString() ?? null } }),
});
