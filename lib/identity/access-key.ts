import { randomBytes, timingSafeEqual } from "node:crypto";
import { recordEvent } from "@/lib/audit/record-event";
import { database, rawPool } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import type { Origin, PersonCaller } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import type { OperationName } from "@/lib/operations/operation";
import { relyingPartyId } from "./relying-party";
import { personCaller, personColumns, personJoins, type PersonRow } from "./session";
import { consumeFailedKey, consumeKey } from "./throttle";
import { hashToken, newToken } from "./token";
import { t } from "@/lib/texts/text";

export const maxAccessKeys = 5;
const touchEveryMs = 60 * 1000;
const publicIdLength = 16;
const shape = /^mun_([0-9a-z]{16})_([A-Za-z0-9_-]{43})$/;

/** The part of a key that names it: sixteen letters and digits, 80 random bits and a little more. */
export const newPublicId = (): string => BigInt(`0x${randomBytes(12).toString("hex")}`).toString(36).padStart(publicIdLength, "0").slice(-publicIdLength);

/** A fresh secret of 256 bits and the whole key, `mun_<id>_<secret>`, which exists nowhere else. Only the secret's hash is kept. */
export function newSecret(publicId: string): { key: string; secretHash: Uint8Array<ArrayBuffer> } {
  const secret = newToken();
  return { key: `mun_${publicId}_${secret}`, secretHash: hashToken(secret) };
}

type KeyRow = PersonRow & {
  key_id: string;
  key_name: string;
  key_account_id: string;
  secret_hash: Buffer;
  previous_hash: Buffer | null;
  previous_until: Date | null;
  expires_at: Date | null;
  revoked_at: Date | null;
  last_used_at: Date | null;
};

const keyQuery = {
  name: "caller-of-key",
  text: `SELECT s.id AS key_id, s.name AS key_name, s.account_id AS key_account_id, s.secret_hash, s.previous_hash, s.previous_until, s.expires_at, s.revoked_at,
      s.last_used_at, ${personColumns} FROM access_key s ${personJoins} WHERE s.public_id = $1`,
};

const nothing = Buffer.alloc(32);

function secretFits(row: KeyRow | undefined, presented: Uint8Array, at: Date): boolean {
  const present = timingSafeEqual(row?.secret_hash ?? nothing, presented);
  const before = timingSafeEqual(row?.previous_hash ?? nothing, presented);
  return row !== undefined && (present || (before && row.previous_hash !== null && row.previous_until !== null && row.previous_until > at));
}

/** Why a key whose secret is right does not work; undefined when it does. Only its bearer is told. */
function endOf(row: KeyRow, at: Date): string | undefined {
  if (row.revoked_at !== null) return t("This access key was revoked. Make a new one on the Security page.");
  if (row.suspended_account !== null) return t("{account} is suspended: nobody can work in it, and keys for it wait until it is resumed.", { account: row.suspended_account });
  if (row.account_id === null) return t("This access key is for an account that you no longer work in. Make a new one on the Security page.");
  if (row.expires_at !== null && row.expires_at <= at) return t("This access key has expired. Make a new one on the Security page.");
  return undefined;
}

/** The key in an `Authorization: Bearer` header (RFC 6750, 2.1); null where there is no such header, so that the cookie counts. */
export function bearerOf(header: string | null | undefined): string | null {
  if (header === null || header === undefined) return null;
  return /^bearer +(\S{1,200}) *$/i.exec(header)?.[1] ?? "";
}

/**
 * The caller behind an access key: its person in its account, as they are now. It has used no factor, so that nothing that asks for one is within reach.
 * Expired, revoked, and the keys of people who have left are refused, and the trail says so; unknown ones are counted by address.
 * @param wanted the operation that the call was for
 * @throws MunimentError Unauthenticated, Throttled
 */
export function callerForKey(key: string, origin: Origin, wanted: OperationName | null): Promise<PersonCaller> {
  return asSystem("who bears an access key", () => callerOf(key, origin, wanted));
}

async function callerOf(key: string, origin: Origin, wanted: OperationName | null): Promise<PersonCaller> {
  const at = now();
  const [, publicId, secret] = shape.exec(key) ?? [];
  const row = publicId === undefined ? undefined : (await rawPool().query<KeyRow>({ ...keyQuery, values: [publicId, relyingPartyId()] })).rows[0];
  if (!secretFits(row, hashToken(secret ?? ""), at) || !row) {
    await consumeFailedKey(origin.address);
    throw new MunimentError("Unauthenticated", t("This is no access key of this portal. A key looks like mun_..._... and goes in the header Authorization: Bearer."));
  }
  const why = endOf(row, at);
  if (why !== undefined) {
    await consumeFailedKey(origin.address);
    const account = row.account_id && row.organization_id ? { id: row.account_id, organizationId: row.organization_id } : null;
    const person = { id: row.person_id, name: row.name, email: row.email };
    const facts = { person, account, resources: [`access-key/${row.key_id}`], parameters: { accessKey: row.key_name } };
    if (wanted) await recordEvent(database(), { caller: { kind: "anonymous", ...origin }, operation: wanted, outcome: "Unauthenticated", browsing: false, ...facts });
    throw new MunimentError("Unauthenticated", why);
  }
  await consumeKey(row.key_id);
  if (row.last_used_at === null || at.getTime() - row.last_used_at.getTime() > touchEveryMs) {
    await database().accessKey.updateMany({ where: { id: row.key_id }, data: { lastUsedAt: at, lastUsedAddress: origin.address } });
  }
  // Whoever must set up a passkey before anything else must do so before a script goes on, too.
  const stage = row.passkey_required && !row.passkey_held ? "ENROLLMENT" : "FULL";
  return personCaller(row, { sessionId: row.key_id, stage, factor: null, factorAt: null, passkeyId: null, accessKey: { id: row.key_id, name: row.key_name } }, origin);
}
