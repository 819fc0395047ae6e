import { v7 as uuidv7 } from "uuid";
import { database, rawPool, type Db } from "@/lib/database/client";
import { Prisma } from "@/lib/database/generated/client";
import type { Caller } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import type { ErrorCode } from "@/lib/operations/errors";
import type { OperationName, Recorded } from "@/lib/operations/operation";

export type Outcome = "Success" | ErrorCode;

export type EventFacts = { caller: Caller; operation: OperationName; outcome: Outcome; browsing: boolean } & Recorded;

const stepUpAge = (caller: Caller, at: Date): number | null =>
  caller.kind === "person" && caller.factorAt ? Math.max(0, Math.round((at.getTime() - caller.factorAt.getTime()) / 1000)) : null;

/**
 * Writes one event with the given connection, so that it stands or falls with the caller's transaction.
 * What a script did by an access key has the actor kind `access-key`, the person whose key it is, the key's id in place of a session's, and its name among the parameters.
 * @returns the id of the event (UUIDv7, RFC 9562)
 * @throws whatever the database throws: an operation whose event cannot be written must not happen
 */
export async function recordEvent(db: Db, facts: EventFacts): Promise<string> {
  const { caller } = facts;
  const at = now();
  const id = uuidv7({ msecs: at.getTime() });
  const person = caller.kind === "person" ? { id: caller.personId, name: caller.name, email: caller.email } : (facts.person ?? null);
  const account = facts.account ?? (caller.kind === "person" ? caller.account && { id: caller.account.id, organizationId: caller.account.organizationId } : null);
  const key = caller.kind === "person" ? caller.accessKey : undefined;
  const parameters = key ? { ...facts.parameters, accessKey: key.name } : (facts.parameters ?? {});
  const fallbackName = caller.kind === "system" ? caller.name : "";
  const role = caller.kind === "person" ? caller.role : null;
  const insert = Prisma.sql`
    SELECT record_event(${id}::uuid, ${at}, ${facts.operation}, ${facts.outcome}, ${facts.browsing}, ${key ? "access-key" : caller.kind}, ${person?.id ?? null}::uuid,
      ${person?.name ?? fallbackName}, ${person?.email ?? ""}, ${account?.id ?? null}, ${account?.organizationId ?? null}::uuid,
      ${caller.kind === "person" ? caller.sessionId : null}::uuid, ${role?.id ?? null}::uuid, ${role?.name ?? ""}, ${caller.kind === "person" ? caller.factor : null}, ${stepUpAge(caller, at)},
      ${caller.address}, ${caller.userAgent}, ${caller.requestId}::uuid, ${facts.correlationId ?? caller.correlationId}::uuid,
      ${[...(facts.resources ?? [])]}, ${JSON.stringify(parameters)}::jsonb)`;
  // Outside a transaction, which is every reading: one text that each connection plans once, without the client's way around.
  if (db === database()) await rawPool().query({ name: "record-event", text: insert.text, values: insert.values });
  else await db.$executeRaw(insert);
  return id;
}
