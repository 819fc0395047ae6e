import { z } from "zod";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { newSecret } from "./access-key";
import { Uuid } from "./models";
import { keepOnceShown } from "./once-shown";
import { ownAccessKey } from "./own-access-key";
import { msg, t } from "@/lib/texts/text";

const hourMs = 3_600_000;

/** A new secret for a key. The one before works for a stated time on, so that a script can be moved over without a gap; an older one ends at once. */
export const rotateAccessKey = operation({
  name: "identity:RotateAccessKey",
  summary: "Gives an access key a new secret, shown once; the old one works on for a stated time.",
  access: "Write",
  reach: "self",
  stepUp: true,
  input: z.object({
    accessKeyId: Uuid,
    /** Hours for which the old secret works on: none to seven days. */
    overlapHours: z.coerce.number().int().min(0).max(168, msg("Seven days (168 hours) at most.")).default(24),
  }),
  output: z.object({ accessKeyId: z.uuid(), key: z.string(), previousUntil: z.date().nullable() }),
  resource: ({ db, caller, input }) => ownAccessKey(db, caller, input.accessKeyId),
  async handle({ db, caller, input, resource: known }) {
    const at = now();
    if (known.expiresAt !== null && known.expiresAt <= at) throw new MunimentError("Conflict", t("This access key has expired. Make a new one instead."));
    const { key, secretHash } = newSecret(known.publicId);
    const previousUntil = input.overlapHours === 0 ? null : new Date(at.getTime() + input.overlapHours * hourMs);
    const previous = previousUntil ? { previousHash: known.secretHash, previousUntil } : { previousHash: null, previousUntil: null };
    const rotated = await db.accessKey.updateMany({ where: { id: known.id, secretHash: known.secretHash, revokedAt: null }, data: { secretHash, rotatedAt: at, ...previous } });
    if (rotated.count === 0) throw new MunimentError("Conflict");
    await keepOnceShown(db, caller.sessionId, { kind: "access-key", key, name: known.name, expiresAt: known.expiresAt?.toISOString() ?? null, previousUntil: previousUntil?.toISOString() ?? null });
    return { accessKeyId: known.id, key, previousUntil };
  },
  record: ({ resource, output }) => ({ resources: [`access-key/${resource.id}`], parameters: { name: resource.name, oldSecretUntil: output.previousUntil?.toISOString() ?? null } }),
});
