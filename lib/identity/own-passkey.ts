import type { Db } from "@/lib/database/client";
import type { PersonCaller } from "@/lib/operations/caller";
import { MunimentError } from "@/lib/operations/errors";
import { t } from "@/lib/texts/text";

/** One of the caller's own passkeys. @throws MunimentError ResourceNotFound */
export async function ownPasskey(db: Db, caller: PersonCaller, passkeyId: string): Promise<{ id: string; name: string }> {
  const passkey = await db.passkey.findFirst({ where: { id: passkeyId, personId: caller.personId }, select: { id: true, name: true } });
  if (!passkey) throw new MunimentError("ResourceNotFound");
  return passkey;
}

/**
 * Called after a factor was taken away, inside the transaction that did: nobody may be left without a factor that works here, and nobody without a passkey
 * of whom one is asked. @throws MunimentError Conflict, which undoes it
 */
export async function keepLastFactor(db: Db, caller: PersonCaller, rpId: string): Promise<void> {
  // Serialises two removals by one person.
  await db.$queryRaw`SELECT id FROM person WHERE id = ${caller.personId}::uuid FOR UPDATE`;
  const passkeys = await db.passkey.count({ where: { personId: caller.personId, rpId } });
  const apps = await db.totpFactor.count({ where: { personId: caller.personId, confirmedAt: { not: null } } });
  if (passkeys + apps === 0) throw new MunimentError("Conflict", t("This is your last factor. Set up another passkey or an authenticator app first."));
  if (passkeys === 0 && caller.passkeys?.required) throw new MunimentError("Conflict", t("An organization that you administer asks for a passkey. Set up another one first."));
}
