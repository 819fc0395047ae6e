import { v7 as uuidv7 } from "uuid";
import { isMemberKey, loadAccess, noAccess } from "@/lib/access/load-access";
import { database, rawPool, type Db } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import { groups, type AccountScope, type AssumableRole, type AssumedRole, type Caller, type Group, type Origin, type PersonCaller } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import type { UsedFactor } from "./factor-kind";
import { chosenBefore } from "./person-locale";
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
  /** The grant of the role in which the session works, and what the session was called before. */
  role?: { grantId: string | null; formerId: string | null };
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
      passkeyId: issue.factor?.passkeyId ?? null,
      address: issue.origin.address,
      userAgent: issue.origin.userAgent,
      roleGrantId: issue.role?.grantId ?? null,
      formerId: issue.role?.formerId ?? null,
    },
  });
  if (issue.stage === "FULL") await db.person.update({ where: { id: issue.personId }, data: { lastSignInAt: at, ...chosenBefore() } });
  return { token, sessionId, expiresAt };
}

/** Ends one session. True if it was alive. */
export async function revokeSession(db: Db, sessionId: string): Promise<boolean> {
  const revoked = await db.session.updateMany({ where: { id: sessionId, revokedAt: null }, data: { revokedAt: now(), onceShown: null, keptForm: null } });
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

type SessionRow = PersonRow & {
  id: string;
  stage: PersonCaller["stage"];
  last_seen_at: Date;
  expires_at: Date;
  factor: string | null;
  factor_at: Date | null;
  passkey_id: string | null;
  /** How many requests for access wait for an answer that this person could give. */
  waiting: string;
  former_id: string | null;
  role_grant_id: string | null;
  role_live: boolean;
  role_until: Date | null;
  role_over_at: Date | null;
  role_id: string | null;
  role_name: string | null;
  role_account_id: string | null;
  role_account_name: string | null;
  role_management: boolean | null;
  role_organization_id: string | null;
  role_organization_name: string | null;
  role_organization_kind: "OPERATOR" | "CUSTOMER" | null;
  roles: (Omit<AssumableRole, "until"> & { until: string })[] | null;
};

type RoleStanding = Pick<PersonCaller, "role" | "waitingRequests" | "endedRole" | "formerSessionId" | "roles">;

/** Keys work as the person alone, never in a role. */
const noRole: RoleStanding = { role: null, waitingRequests: 0, endedRole: null, formerSessionId: null, roles: [] };

type Credential = Pick<PersonCaller, "sessionId" | "stage" | "factor" | "factorAt" | "passkeyId" | "accessKey">;

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
  text: `SELECT s.id, s.stage::text AS stage, s.last_seen_at, s.expires_at, s.factor, s.factor_at, s.passkey_id, ${personColumns},
      (SELECT json_agg(x) FROM (SELECT g2.id AS "grantId", r2.name, a5.name AS "accountName", o5.name AS "organizationName", g2.until_at AS until
        FROM role_grant g2 JOIN role r2 ON r2.id = g2.role_id JOIN account a5 ON a5.id = r2.account_id JOIN organization o5 ON o5.id = a5.organization_id
        WHERE g2.person_id = s.person_id AND g2.until_at > $3 AND g2.from_at <= $3 AND g2.ended_at IS NULL AND r2.deleted_at IS NULL
          AND a5.closed_at IS NULL AND a5.suspended_at IS NULL AND NOT unit_suspended(a5.unit_id)
        ORDER BY g2.until_at, g2.id LIMIT 50) x) AS roles,
      CASE WHEN m."group" IN ('root', 'publisher', 'organization-admin', 'account-admin') THEN (SELECT count(*) FROM access_request q WHERE q.state = 'OPEN'
        AND CASE WHEN q.to_operator THEN o.kind = 'OPERATOR' ELSE q.organization_id = o.id AND (m."group" <> 'account-admin' OR q.account_id = m.account_id) END
        AND q.expires_at > $3 AND q.person_id <> s.person_id) ELSE 0 END AS waiting,
      s.former_id, s.role_grant_id, g.until_at AS role_until, LEAST(g.until_at, g.ended_at, r.deleted_at, ra.closed_at, ra.suspended_at) AS role_over_at, r.id AS role_id, r.name AS role_name,
      COALESCE(g.person_id = s.person_id AND g.from_at <= $3 AND g.until_at > $3 AND g.ended_at IS NULL AND r.deleted_at IS NULL
        AND ra.closed_at IS NULL AND ra.suspended_at IS NULL AND NOT unit_suspended(ra.unit_id), FALSE) AS role_live,
      ra.id AS role_account_id, ra.name AS role_account_name, ra.management AS role_management,
      ro.id AS role_organization_id, ro.name AS role_organization_name, ro.kind::text AS role_organization_kind
    FROM session s ${personJoins}
      LEFT JOIN role_grant g ON g.id = s.role_grant_id LEFT JOIN role r ON r.id = g.role_id
      LEFT JOIN account ra ON ra.id = r.account_id LEFT JOIN organization ro ON ro.id = ra.organization_id
    WHERE s.token_hash = $1 AND s.revoked_at IS NULL`,
};

const scope = (
  id: string | null,
  name: string | null,
  management: boolean | null,
  organizationId: string | null,
  organizationName: string | null,
  organizationKind: "OPERATOR" | "CUSTOMER" | null,
): AccountScope | null =>
  id && name && organizationId && organizationName && organizationKind ? { id, name, management: management === true, organizationId, organizationName, organizationKind } : null;

const ownAccount = (row: PersonRow) => scope(row.account_id, row.account_name, row.management, row.organization_id, row.organization_name, row.organization_kind);
const roleAccount = (row: SessionRow) =>
  scope(row.role_account_id, row.role_account_name, row.role_management, row.role_organization_id, row.role_organization_name, row.role_organization_kind);

/** Whether the session works in a role at this moment, by the clock: nothing has to happen for a role to end. */
function roleOf(row: SessionRow): { role: AssumedRole; account: AccountScope } | null {
  const account = roleAccount(row);
  const { role_id: id, role_name: name, role_grant_id: grantId, role_until: until } = row;
  return row.role_live && row.stage === "FULL" && account && id && name && grantId && until ? { role: { id, name, grantId, until }, account } : null;
}

/**
 * Writes down that the role of a session is over. From here on the session has another id, so that forms of the time in the role are refused.
 * Of two requests at the same time one does it; the other looks again.
 */
async function leaveEndedRole(row: SessionRow, at: Date): Promise<string | null> {
  const id = uuidv7({ msecs: at.getTime() });
  const { rowCount } = await rawPool().query("UPDATE session SET id = $1, former_id = id, role_grant_id = NULL, once_shown = NULL, kept_form = NULL WHERE id = $2 AND role_grant_id IS NOT NULL AND revoked_at IS NULL", [id, row.id]);
  return rowCount === 1 ? id : null;
}

/**
 * How far a session counts where an organization asks for a passkey: opened with one, all the way. Otherwise its person owes the passkey, or, where there is
 * none or it was lost (a recovery code), its enrolment. It holds from the request after the organization asked.
 */
function stageOf(row: SessionRow): PersonCaller["stage"] {
  if (row.stage !== "FULL" || !row.passkey_required || row.factor === "PASSKEY") return row.stage;
  return row.passkey_held && row.factor !== "RECOVERY_CODE" ? "PASSWORD" : "ENROLLMENT";
}

/** The caller behind a session or a key that was found good. @param assumed the role that the session works in, with its account */
export async function personCaller(row: PersonRow, credential: Credential, origin: Origin, standing: RoleStanding = noRole, assumed: AccountScope | null = null): Promise<PersonCaller> {
  const account = assumed ?? ownAccount(row);
  const group = assumed ? ("role" as const) : asGroup(row.group);
  const key = { personId: row.person_id, group, account, role: standing.role };
  const access = credential.stage === "FULL" && isMemberKey(key) ? await loadAccess(database(), BigInt(row.access_revision), key) : noAccess;
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
    suspendedAccount: assumed ? null : row.suspended_account,
    ...standing,
  };
}

/**
 * The caller behind a session token: person, account and group as they are now, so that a revoked session, a removed membership, an ended role
 * or a suspended account is dead at once. A missing, unknown, revoked, idle (15 minutes) or ended (12 hours) session is an anonymous caller.
 */
export function callerFor(token: string | undefined, origin: Origin): Promise<Caller> {
  return asSystem("who bears a session's token", () => callerOf(token, origin));
}

async function callerOf(token: string | undefined, origin: Origin): Promise<Caller> {
  const anonymous: Caller = { kind: "anonymous", ...origin };
  if (token === undefined || token.length > 100) return anonymous;
  const at = now();
  const { rows } = await rawPool().query<SessionRow>({ ...sessionQuery, values: [hashToken(token), relyingPartyId(), at] });
  const row = rows[0];
  if (!row || row.expires_at <= at || at.getTime() - row.last_seen_at.getTime() > sessionIdleMs) return anonymous;
  const stage = stageOf(row);
  const assumed = stage === "FULL" ? roleOf(row) : null;
  const over = row.role_grant_id !== null && !row.role_live;
  const renamed = over ? await leaveEndedRole(row, at) : null;
  if (over && renamed === null) return callerOf(token, origin);
  const sessionId = renamed ?? row.id;
  if (at.getTime() - row.last_seen_at.getTime() > touchEveryMs) {
    await database().session.updateMany({ where: { id: sessionId, revokedAt: null }, data: { lastSeenAt: at } });
  }
  const standing: RoleStanding = {
    role: assumed?.role ?? null,
    waitingRequests: assumed ? 0 : Number(row.waiting),
    endedRole: renamed && row.role_name ? { name: row.role_name, at: row.role_over_at ?? at } : null,
    formerSessionId: renamed ? row.id : row.former_id,
    roles: (row.roles ?? []).map((one) => ({ ...one, until: new Date(one.until) })),
  };
  return personCaller(row, { sessionId, stage, factor: row.factor, factorAt: row.factor_at, passkeyId: row.passkey_id }, origin, standing, assumed?.account ?? null);
}
