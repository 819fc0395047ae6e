import { v7 as uuidv7 } from "uuid";
import { loadAccess } from "@/lib/access/load-access";
import { database, rawPool, type Db } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import { groups, type Caller, type Group, type Origin, type PersonCaller } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import type { UsedFactor } from "./factor-kind";
import { relyingPartyId } from "./relying-party";
import { hashToken, newToken } from "./token";

export const sessionCookie = "__Host-muniment.session";
export const sessionIdleMs = 15 * 60 * 1000;
export const sessionAbsoluteMs = 12 * 60 * 60 * 1000;
/** Between the password and the code there is little time. */
export const sessionPendingMs = 10 * 60 * 1000;
const touchEveryMs = 30 * 1000;

export type IssuedSession = { token: string; sessionId: string; expiresAt: Date };

type Issue = {
  personId: string;
  accountId: string | null;
  stage: "PASSWORD" | "ENROLLMENT" | "FULL";
  factor?: UsedFactor | null;
  origin: Origin;
  /** Keeps the absolute end of the session it replaces. */
  expiresAt?: Date;
};

/** Makes a session row and returns its token, which exists nowhere else. */
export async function issueSession(db: Db, issue: Issue): Promise<IssuedSession> {
  const at = now();
  const token = newToken();
  const sessionId = uuidv7({ msecs: at.getTime() });
  const lifetime = issue.stage === "FULL" ? sessionAbsoluteMs : sessionPendingMs;
  const expiresAt = issue.expiresAt ?? new Date(at.getTime() + lifetime);
  await db.session.create({
    data: {
      id: sessionId,
      tokenHash: hashToken(token),
      personId: issue.personId,
      accountId: issue.accountId,
      stage: issue.stage,
      createdAt: at,
      lastSeenAt: at,
      expiresAt,
      factorAt: issue.factor?.at ?? null,
      factor: issue.factor?.kind ?? null,
      address: issue.origin.address,
      userAgent: issue.origin.userAgent,
    },
  });
  if (issue.stage === "FULL") await db.person.update({ where: { id: issue.personId }, data: { lastSignInAt: at } });
  return { token, sessionId, expiresAt };
}

/** Ends one session. True if it was alive. */
export async function revokeSession(db: Db, sessionId: string): Promise<boolean> {
  const revoked = await db.session.updateMany({ where: { id: sessionId, revokedAt: null }, data: { revokedAt: now(), onceShown: null } });
  return revoked.count === 1;
}

export type PersonRow = {
  person_id: string;
  passkey_required: boolean;
  passkey_held: boolean;
  email: string;
  name: string;
  account_id: string | null;
  group: string | null;
  account_name: string | null;
  management: boolean | null;
  organization_id: string | null;
  organization_name: string | null;
  organization_kind: "OPERATOR" | "CUSTOMER" | null;
  accounts: { id: string; name: string; organizationName: string }[] | null;
  /** The account that the session works in, while nobody can work in it. */
  suspended_account: string | null;
  /** As `pg` gives a bigint. */
  access_revision: string;
};

type SessionRow = PersonRow & { id: string; stage: PersonCaller["stage"]; last_seen_at: Date; expires_at: Date; factor: string | null; factor_at: Date | null };

type Credential = Pick<PersonCaller, "sessionId" | "stage" | "factor" | "factorAt" | "accessKey">;

const asGroup = (value: string | null): Group | null => groups.find((group) => group === value) ?? null;

/**
 * What is known of a person who works in an account, for a session or a key that the query calls `s`: it has `person_id` and `account_id`.
 * $2 is the host name that passkeys are bound to.
 */
export const personColumns = `s.person_id, p.email, p.name, m.account_id, m."group", a.name AS account_name, a.management,
    o.id AS organization_id, o.name AS organization_name, o.kind::text AS organization_kind,
    (SELECT json_agg(x) FROM (SELECT a2.id, a2.name, o2.name AS "organizationName" FROM membership m2 JOIN account a2 ON a2.id = m2.account_id
      JOIN organization o2 ON o2.id = a2.organization_id
      WHERE m2.person_id = s.person_id AND a2.closed_at IS NULL AND a2.suspended_at IS NULL AND NOT unit_suspended(a2.unit_id) ORDER BY o2.name, a2.name LIMIT 200) x) AS accounts,
    EXISTS (SELECT 1 FROM membership m3 JOIN account a3 ON a3.id = m3.account_id JOIN organization o3 ON o3.id = a3.organization_id
      WHERE m3.person_id = s.person_id AND o3.require_passkeys AND (o3.kind = 'OPERATOR' OR m3."group" IN ('organization-admin', 'account-admin'))) AS passkey_required,
    EXISTS (SELECT 1 FROM passkey k WHERE k.person_id = s.person_id AND k.rp_id = $2) AS passkey_held,
    (SELECT a4.name FROM membership m4 JOIN account a4 ON a4.id = m4.account_id WHERE m4.person_id = s.person_id AND m4.account_id = s.account_id
      AND (a4.suspended_at IS NOT NULL OR unit_suspended(a4.unit_id))) AS suspended_account,
    (SELECT revision FROM access_state WHERE id = 1) AS access_revision`;

export const personJoins = `JOIN person p ON p.id = s.person_id
    LEFT JOIN membership m ON m.person_id = s.person_id AND m.account_id = s.account_id
    LEFT JOIN account a ON a.id = m.account_id AND a.closed_at IS NULL AND a.suspended_at IS NULL AND NOT unit_suspended(a.unit_id)
    LEFT JOIN organization o ON o.id = a.organization_id`;

// Every request begins with it: a statement of one text that each connection plans once.
const sessionQuery = {
  name: "caller-of-session",
  text: `SELECT s.id, s.stage::text AS stage, s.last_seen_at, s.expires_at, s.factor, s.factor_at, ${personColumns}
    FROM session s ${personJoins} WHERE s.token_hash = $1 AND s.revoked_at IS NULL`,
};

/**
 * How far a session counts where an organization asks for a passkey: opened with one, all the way. Otherwise its person owes the passkey, or, where there is
 * none or it was lost (a recovery code), its enrolment. It holds from the request after the organization asked.
 */
function stageOf(row: SessionRow): PersonCaller["stage"] {
  if (row.stage !== "FULL" || !row.passkey_required || row.factor === "PASSKEY") return row.stage;
  return row.passkey_held && row.factor !== "RECOVERY_CODE" ? "PASSWORD" : "ENROLLMENT";
}

/** The caller behind a session or a key that was found good. */
export async function personCaller(row: PersonRow, credential: Credential, origin: Origin): Promise<PersonCaller> {
  const group = asGroup(row.group);
  const account =
    row.account_id && row.account_name && row.organization_id && row.organization_name && row.organization_kind
      ? {
          id: row.account_id,
          name: row.account_name,
          management: row.management === true,
          organizationId: row.organization_id,
          organizationName: row.organization_name,
          organizationKind: row.organization_kind,
        }
      : null;
  const works = group && account && credential.stage === "FULL";
  const access = works ? await loadAccess(database(), BigInt(row.access_revision), { personId: row.person_id, group, account }) : { layers: [], agreements: [] };
  return {
    kind: "person",
    ...origin,
    personId: row.person_id,
    name: row.name,
    email: row.email,
    ...credential,
    passkeys: { required: row.passkey_required, held: row.passkey_held },
    group,
    access,
    accounts: row.accounts ?? [],
    account,
    suspendedAccount: row.suspended_account,
  };
}

/**
 * The caller behind a session token: person, account and group as they are now, so that a revoked session, a removed membership or a suspended account is dead at once.
 * A missing, unknown, revoked, idle (15 minutes) or ended (12 hours) session is an anonymous caller.
 */
export function callerFor(token: string | undefined, origin: Origin): Promise<Caller> {
  return asSystem("who bears a session's token", () => callerOf(token, origin));
}

async function callerOf(token: string | undefined, origin: Origin): Promise<Caller> {
  const anonymous: Caller = { kind: "anonymous", ...origin };
  if (token === undefined || token.length > 100) return anonymous;
  const at = now();
  const { rows } = await rawPool().query<SessionRow>({ ...sessionQuery, values: [hashToken(token), relyingPartyId()] });
  const row = rows[0];
  if (!row || row.expires_at <= at || at.getTime() - row.last_seen_at.getTime() > sessionIdleMs) return anonymous;
  if (at.getTime() - row.last_seen_at.getTime() > touchEveryMs) {
    await database().session.updateMany({ where: { id: row.id, revokedAt: null }, data: { lastSeenAt: at } });
  }
  return personCaller(row, { sessionId: row.id, stage: stageOf(row), factor: row.factor, factorAt: row.factor_at }, origin);
}
