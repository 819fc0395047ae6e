import { attachPolicy } from "@/lib/access/attach-policy";
import { createPolicy } from "@/lib/access/create-policy";
import { createApprovalRule } from "@/lib/access/requests/create-approval-rule";
import { requestAccess } from "@/lib/access/requests/request-access";
import { createRole } from "@/lib/access/roles/create-role";
import { grantRole } from "@/lib/access/roles/grant-role";
import { prepareAcceptance } from "@/lib/agreements/prepare-acceptance";
import { putUserControls } from "@/lib/center/controls/put-user-controls";
import { database } from "@/lib/database/client";
import { createAccessKey } from "@/lib/identity/create-access-key";
import { csrfTokenFor } from "@/lib/identity/csrf";
import { callerFor, issueSession, sessionCookie } from "@/lib/identity/session";
import type { Group, Origin, PersonCaller } from "@/lib/operations/caller";
import { atTime } from "@/lib/operations/clock";
import { perform } from "@/lib/operations/perform";
import { allowAll, unknownIds, type Ids } from "@/lib/operations/testing-isolation";
import { createAccount } from "@/lib/organizations/create-account";
import { createOrganizationalUnit } from "@/lib/organizations/create-organizational-unit";
import { inviteAccount } from "@/lib/organizations/invite-account";
import { addDestination } from "@/lib/notifications/subscriptions/add-destination";
import { subscribe } from "@/lib/notifications/subscriptions/subscribe";
import { invitePerson } from "@/lib/organizations/invite-person";
import { suspendAccount } from "@/lib/organizations/suspend-account";
import { readText, rows, type useWorld } from "@/lib/testing/world";

/** A kind of caller: whose session or key, how far it has come, and what became of it. */
export type Column = {
  name: string;
  /** Nobody: no session at all. `role`: what the person works with is a role's policies. */
  as: { person: string; account: string; group: Group | "role" } | null;
  stage?: "PASSWORD" | "ENROLLMENT";
  /** Calls by an access key rather than in a session. */
  key?: true;
  /** SQL that ends the session or the key `$1`. */
  ended?: string;
  /** The session began before the account was suspended. */
  beforeSuspension?: true;
  /** The session began in a role of the alpha organization's main account. */
  role?: "in force" | "over";
  /** Signed in, and in no account where anybody can work. */
  nowhere?: true;
  /** How the alpha organization's things look from here: its main account's, the whole organization's, another's, or all organizations'. */
  stands: "outside" | "in a sibling account" | "in the account" | "above the accounts" | "above all";
  /** Services that a policy keeps from this caller. */
  kept?: readonly string[];
};

const auditor = { person: "alpha-auditor", account: "alpha-main", group: "auditor" } as const;
const betaAdmin = { person: "beta-admin", account: "beta-main", group: "organization-admin" } as const;
const betaAuditor = { person: "beta-auditor", account: "beta-main", group: "auditor" } as const;
const admin = { person: "alpha-admin", account: "alpha-main", group: "organization-admin" } as const;
const shut = { person: "shut-admin", account: "alpha-shut", group: "account-admin" } as const;

/** Whom the ids of the matrix name: whose session, passkey, access key, role and request they are. */
export const concerned = "the person it is about";

// A new kind of caller is a new line here.
export const columns: readonly Column[] = [
  { name: "anonymous", as: null, stands: "outside" },
  { name: "no MFA yet: password only", as: auditor, stage: "PASSWORD", stands: "in the account" },
  { name: "no MFA yet: enrolment", as: auditor, stage: "ENROLLMENT", stands: "in the account" },
  { name: "expired session", as: auditor, ended: "UPDATE session SET expires_at = now() - interval '1 minute' WHERE id = $1", stands: "in the account" },
  { name: "idle session", as: auditor, ended: "UPDATE session SET last_seen_at = now() - interval '16 minutes' WHERE id = $1", stands: "in the account" },
  { name: "revoked session", as: auditor, ended: "UPDATE session SET revoked_at = now() WHERE id = $1", stands: "in the account" },
  { name: "suspended account: signed in before", as: shut, beforeSuspension: true, stands: "in a sibling account" },
  { name: "suspended account: signed in since", as: shut, nowhere: true, stands: "in a sibling account" },
  { name: "suspended account: access key", as: shut, key: true, nowhere: true, stands: "in a sibling account" },
  { name: "expired role: back in another organization", as: betaAuditor, role: "over", stands: "outside" },
  { name: "expired role: no account of one's own", as: { person: "visitor", account: "", group: "role" }, role: "over", nowhere: true, stands: "outside" },
  { name: "role in force", as: { person: "guest", account: "alpha-main", group: "role" }, role: "in force", stands: "above the accounts" },
  { name: "access key: expired", as: auditor, key: true, ended: "UPDATE access_key SET expires_at = now() - interval '1 minute' WHERE id = $1", stands: "in the account" },
  { name: "access key: revoked", as: auditor, key: true, ended: "UPDATE access_key SET revoked_at = now() WHERE id = $1", stands: "in the account" },
  { name: "access key: another organization's admin", as: betaAdmin, key: true, stands: "outside" },
  { name: "access key: auditor", as: auditor, key: true, stands: "in the account" },
  { name: "access key: management admin", as: admin, key: true, stands: "above the accounts" },
  { name: "other organization: admin", as: betaAdmin, stands: "outside" },
  { name: "other organization: auditor", as: betaAuditor, stands: "outside" },
  { name: "sibling unit: viewer", as: { person: "alpha-viewer", account: "alpha-side", group: "viewer" }, stands: "in a sibling account" },
  { name: "sibling unit: admin", as: { person: "side-admin", account: "alpha-side", group: "account-admin" }, stands: "in a sibling account" },
  { name: "missing agreement", as: { person: "needy", account: "alpha-main", group: "auditor" }, stands: "in the account", kept: ["reports"] },
  { name: "auditor", as: auditor, stands: "in the account" },
  { name: concerned, as: { person: "target", account: "alpha-main", group: "auditor" }, stands: "in the account" },
  { name: "management admin", as: admin, stands: "above the accounts" },
  { name: "publisher", as: { person: "publisher", account: "office", group: "publisher" }, stands: "above all" },
  { name: "root", as: { person: "root", account: "office", group: "root" }, stands: "above all" },
];

/** What a call carries to say who asks. `id`: of the session or of the key, as the trail names it. */
export type Credential = { id: string; cookie?: string; csrf?: string; key?: string };

export type Callers = {
  /** What the rows of the matrix name: things of the alpha organization. */
  alpha: Ids;
  /** A credential for one call, so that no cell spoils the next. */
  credentialOf(column: Column): Promise<Credential | undefined>;
  /** Undoes what one operation may change for the next: the concerned person's place and session, and what an organization asks of its admins. */
  putBack(): Promise<void>;
};

const origin = (): Origin => ({ address: "203.0.113.77", userAgent: "matrix", requestId: crypto.randomUUID(), correlationId: crypto.randomUUID() });

/** Makes the people, the account to be suspended, the roles, keys and things that the kinds of caller and the rows need. */
export async function prepareCallers(world: ReturnType<typeof useWorld>): Promise<Callers> {
  let shutAccount = "";
  const account = (slug: string): string => (slug === "alpha-shut" ? shutAccount : world.account(slug));
  const people = new Map<string, string>();
  const join = async (slug: string, where?: string, group?: Group): Promise<string> => {
    const id = crypto.randomUUID();
    const domain = where ? "alpha.example" : "outside.example";
    await rows("INSERT INTO person (id, email, name, created_at) VALUES ($1, $2, $3, now())", [id, `${slug}@${domain}`, slug]);
    if (where) await rows(`INSERT INTO membership (person_id, account_id, "group", created_at) VALUES ($1, $2, $3, now())`, [id, account(where), group]);
    people.set(slug, id);
    return id;
  };
  const personId = (slug: string): string => {
    const found = people.get(slug);
    if (found === undefined) throw new Error(`nobody is called ${slug}`);
    return found;
  };
  const sessionOf = (slug: string, where: string, more: { stage?: Column["stage"]; grantId?: string } = {}) =>
    issueSession(database(), {
      personId: personId(slug), accountId: where === "" ? null : account(where), stage: more.stage ?? "FULL", factor: more.stage ? null : { kind: "TOTP", at: new Date() }, origin: origin(),
      ...(more.grantId === undefined ? {} : { role: { grantId: more.grantId, formerId: null } }),
    });
  const callerAs = async (slug: string, where: string): Promise<PersonCaller> => {
    const caller = await callerFor((await sessionOf(slug, where)).token, origin());
    if (caller.kind !== "person") throw new Error(`${slug} could not sign in`);
    return caller;
  };

  for (const slug of ["root", "publisher", "alpha-admin", "alpha-auditor", "alpha-viewer", "beta-admin", "beta-auditor"] as const) people.set(slug, (await world.as(slug)).personId);
  const boss = await callerAs("alpha-admin", "alpha-main");
  shutAccount = (await perform(boss, createAccount, { organizationId: boss.account?.organizationId, name: "Alpha Shut" })).accountId;
  await join("side-admin", "alpha-side", "account-admin");
  await join("shut-admin", "alpha-shut", "account-admin");
  await join("needy", "alpha-main", "auditor");
  await join("target", "alpha-main", "auditor");
  await join("visitor");
  await join("guest");

  const policyOf = async (slug: string, document: string) => (await perform(boss, createPolicy, { slug, name: slug, document })).policyId;
  const all = await policyOf("all", allowAll);
  const { attachmentId } = await perform(boss, attachPolicy, { kind: "root", policyId: all });
  const deny = { Effect: "Deny", Action: "reports:*", Resource: "*", Condition: { "ForAllValues:StringNotEquals": { "portal:AgreementAccepted": "dpa" } } };
  const unlessAgreed = await policyOf("agreed", JSON.stringify({ Version: "2026-11-01", Statement: deny }));
  await perform(boss, attachPolicy, { kind: "person", policyId: unlessAgreed, accountId: account("alpha-main"), personId: personId("needy") });

  const report = await world.publish("alpha-only", { organizations: ["alpha"], title: "For Alpha alone" });
  await world.offer("nda", { name: "Non-disclosure" });
  await world.offer("addendum", { name: "Addendum" });
  const held = await world.accept("alpha-admin", "nda", "ORGANIZATION");
  const consent = { for: "ACCOUNT", box: [0, 1], checked: true, typedName: "Ana Admin", title: "X", legalEntity: "Alpha" } as const;
  const { preparationId } = await perform(await readText(boss, "addendum"), prepareAcceptance, { slug: "addendum", revision: 1, ...consent });

  // One role with all authority there is, granted to whoever works in it, or did until yesterday.
  const { roleId } = await perform(boss, createRole, { accountId: account("alpha-main"), name: "Visit" });
  await perform(boss, attachPolicy, { kind: "role", policyId: all, roleId });
  const grants = new Map<string, string>();
  const grant = async (slug: string, from = new Date()): Promise<string> => {
    const [person] = await rows("SELECT email, name FROM person WHERE id = $1", [personId(slug)]);
    const { grantId } = await atTime(from, () => perform({ ...boss, factorAt: from }, grantRole, { roleId, email: String(person?.["email"]), name: String(person?.["name"]), days: 1 }));
    await rows("UPDATE role_grant SET person_id = $1 WHERE id = $2 AND person_id IS NULL", [personId(slug), grantId]);
    grants.set(slug, grantId);
    return grantId;
  };
  const daysAgo = new Date(Date.now() - 3 * 86_400_000);
  await grant("guest");
  await grant("visitor", daysAgo);
  await grant("beta-auditor", daysAgo);
  const ofTarget = await grant("target");

  const target = await callerAs("target", "alpha-main");
  const passkey = crypto.randomUUID();
  await rows("INSERT INTO passkey (id, person_id, credential_id, public_key, counter, rp_id, name, aaguid, synced, created_at) VALUES ($1, $2, '\\x01', '\\x02', 0, 'elsewhere.example', 'Mine', '', false, now())", [passkey, target.personId]);
  const { accessKeyId } = await perform(target, createAccessKey, { name: "Nightly" });
  const { requestId } = await perform(target, requestAccess, { operation: "organizations:InvitePerson", reason: "To bring in our own auditors." });
  const { ruleId } = await perform(boss, createApprovalRule, { kind: "DOMAIN", value: "nobody.example", days: 1 });
  const { invitationId } = await perform(boss, invitePerson, { accountId: account("alpha-main"), email: "soon@alpha.example", name: "Soon", group: "viewer" });
  const { invitationId: accountInvitation } = await perform(boss, inviteAccount, { accountId: "999999999998" });
  const { unitId } = await perform(boss, createOrganizationalUnit, { organizationId: boss.account?.organizationId, name: "Spare" });
  await perform(await world.as("publisher"), putUserControls, { reportId: report, version: 1, revision: 0, lines: "CC6.1: Customers remove leavers." });
  const [control] = await rows("SELECT id::text FROM user_control LIMIT 1");
  const [event] = await rows("SELECT id::text FROM audit_event WHERE person_id = $1 LIMIT 1", [boss.personId]);
  const session = await sessionOf("target", "alpha-main");
  const { subscriptionId } = await perform(target, subscribe, { about: "AGREEMENTS" });
  const { destinationId } = await perform(target, addDestination, { channel: "MAIL", address: "team@alpha.example" });

  const keys = new Map<string, Credential>();
  for (const { name, as, key, ended } of columns) {
    if (!as || !key) continue;
    const made = await perform(await callerAs(as.person, as.account), createAccessKey, { name });
    if (ended) await rows(ended, [made.accessKeyId]);
    keys.set(name, { id: made.accessKeyId, key: made.key });
  }
  const signedIn = (issued: { sessionId: string; token: string }): Credential => ({ id: issued.sessionId, cookie: `${sessionCookie}=${issued.token}`, csrf: csrfTokenFor(issued.sessionId) });
  const before = signedIn(await sessionOf("shut-admin", "alpha-shut"));
  await perform(boss, suspendAccount, { accountId: shutAccount });

  return {
    alpha: {
      ...unknownIds, subscription: subscriptionId, destination: destinationId, report, held, passkey, accountInvitation, policy: all, attachment: attachmentId, invitation: invitationId, event: String(event?.["id"]), session: session.sessionId, prepared: preparationId,
      control: String(control?.["id"]), role: roleId, grant: ofTarget, accessKey: accessKeyId, request: requestId, rule: ruleId, unit: unitId, account: account("alpha-main"), person: target.personId, organization: boss.account?.organizationId ?? "",
    },
    async credentialOf(column) {
      const { as, stage, ended, role } = column;
      if (!as) return undefined;
      if (column.key) return keys.get(column.name);
      if (column.beforeSuspension) return before;
      const issued = await sessionOf(as.person, role === "in force" ? "" : as.account, { stage, ...(role ? { grantId: grants.get(as.person) } : {}) });
      if (ended) await rows(ended, [issued.sessionId]);
      return signedIn(issued);
    },
    async putBack() {
      await rows(`INSERT INTO membership (person_id, account_id, "group", created_at) VALUES ($1, $2, 'auditor', now()) ON CONFLICT (person_id, account_id) DO UPDATE SET "group" = 'auditor'`, [target.personId, account("alpha-main")]);
      await rows("UPDATE session SET revoked_at = NULL WHERE id = $1", [session.sessionId]);
      await rows("UPDATE access_key SET revoked_at = NULL WHERE id = $1", [accessKeyId]);
      await rows("UPDATE organization SET require_passkeys = false WHERE require_passkeys");
    },
  };
}
