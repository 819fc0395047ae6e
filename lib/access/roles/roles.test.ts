import { beforeAll, describe, expect, test } from "vitest";
import { acceptInvitation } from "@/lib/identity/accept-invitation";
import { clearOnceShown } from "@/lib/identity/clear-once-shown";
import { confirmTotpEnrollment } from "@/lib/identity/confirm-totp-enrollment";
import { describeInvitation } from "@/lib/identity/describe-invitation";
import { getTotpEnrollment } from "@/lib/identity/get-totp-enrollment";
import { csrfTokenFor, csrfTokenMatches } from "@/lib/identity/csrf";
import { rotateSession } from "@/lib/identity/rotate-session";
import { callerFor, issueSession } from "@/lib/identity/session";
import { database, rawPool } from "@/lib/database/client";
import { originOf, type PersonCaller } from "@/lib/operations/caller";
import { atTime } from "@/lib/operations/clock";
import { perform } from "@/lib/operations/perform";
import { listEvents } from "@/lib/audit/list-events";
import { removeMember } from "@/lib/organizations/remove-member";
import { switchAccount } from "@/lib/organizations/switch-account";
import { acceptTerms } from "@/lib/reports/accept-terms";
import { listReports } from "@/lib/reports/list-reports";
import { outcomeOf, password, rows, useWorld, anonymousFrom } from "@/lib/testing/world";
import { generate } from "otplib";
import { attachPolicy } from "../attach-policy";
import { createPolicy } from "../create-policy";
import { simulateDecision } from "../simulate-decision";
import { assumeRole } from "./assume-role";
import { createRole } from "./create-role";
import { deleteRole } from "./delete-role";
import { endGrant } from "./end-grant";
import { getRole } from "./get-role";
import { grantRole } from "./grant-role";
import { leaveRole } from "./leave-role";
import { listOwnRoles } from "./list-own-roles";
import { listRoles } from "./list-roles";
import { updateRole } from "./update-role";

const world = useWorld();
const hour = 3_600_000;
const origin = () => originOf({ address: "203.0.113.200", userAgent: "test" });
const later = (ms: number) => new Date(Date.now() + ms);
const policyText = (...statements: unknown[]) => JSON.stringify({ Version: "2026-11-01", Statement: statements });

let admin: PersonCaller;
let soc2 = "";
let slugs = 0;

beforeAll(async () => {
  soc2 = await world.publish("soc2-report", { program: "soc2" });
  await world.publish("iso-report", { program: "iso27001" });
  admin = await world.as("alpha-admin");
});

/** A role in Alpha's main account that may read SOC 2 reports and nothing else. */
async function newRole(name: string): Promise<string> {
  const { roleId } = await perform(admin, createRole, { accountId: world.account("alpha-main"), name, description: "For a visit." });
  const statement = { Sid: "Soc2", Effect: "Allow", Action: ["reports:*", "audit:ListEvents"], Resource: "*", Condition: { StringEqualsIfExists: { "reports:Program": "soc2" } } };
  const { policyId } = await perform(admin, createPolicy, { slug: `role-${(slugs += 1)}`, name: `Policy of ${name}`, document: policyText(statement) });
  await perform(admin, attachPolicy, { kind: "role", policyId, roleId });
  return roleId;
}

async function person(token: string): Promise<PersonCaller> {
  const caller = await callerFor(token, origin());
  if (caller.kind !== "person") throw new Error("nobody is signed in");
  return caller;
}

const titles = async (caller: PersonCaller) => (await perform(caller, listReports, { sort: "title" })).rows.map(({ title }) => title);

const homes = { "alpha-auditor": ["auditor@alpha.example", "alpha-main"], "alpha-viewer": ["viewer@alpha.example", "alpha-side"] } as const;

/** A person with a session of their own for one test: assuming a role ends the session that asks. */
async function fresh(who: keyof typeof homes): Promise<PersonCaller> {
  const [email, account] = homes[who];
  const { id } = await database().person.findUniqueOrThrow({ where: { email }, select: { id: true } });
  return person((await issueSession(database(), { personId: id, accountId: world.account(account), stage: "FULL", factor: { kind: "TOTP", at: new Date() }, origin: origin() })).token);
}

async function assumed(who: keyof typeof homes, roleId: string, hours = 2): Promise<{ token: string; grantId: string; before: PersonCaller }> {
  const before = await fresh(who);
  const { grantId } = await perform(admin, grantRole, { roleId, email: before.email, name: before.name, until: later(hours * hour).toISOString() });
  const { token } = await perform(before, assumeRole, { grantId });
  return { token, grantId, before };
}

describe("a role for a time", () => {
  test("gives its own permissions in place of the person's, under a new token, and the trail names both", async () => {
    const { token, before } = await assumed("alpha-viewer", await newRole("Visit one"));
    const inRole = await person(token);
    expect(inRole.role?.name).toBe("Visit one");
    expect(inRole.account?.id).toBe(world.account("alpha-main"));
    expect(inRole.group).toBe("role");
    expect(await titles(inRole), "what the role sees, not what the person sees").toEqual(["soc2-report"]);
    expect(await titles(before)).toEqual(["iso-report", "soc2-report"]);
    expect(await outcomeOf(perform(inRole, acceptTerms, { reportId: soc2, termsRevision: 1, accepted: true })), "a viewer could not").toBe("Success");
    expect((await callerFor("A".repeat(43), origin())).kind).toBe("anonymous");
    const [event] = await rows("SELECT person_email, role_name, account_id FROM audit_event WHERE operation = 'reports:AcceptTerms' AND session_id = $1", [inRole.sessionId]);
    expect(event).toEqual({ person_email: "viewer@alpha.example", role_name: "Visit one", account_id: world.account("alpha-main") });
    expect((await perform(inRole, listEvents, {})).scope, "a role reads its own events alone").toBe("own");
    expect(await rows("SELECT revoked_at IS NOT NULL AS over FROM session WHERE id = $1", [before.sessionId])).toEqual([{ over: true }]);
  });

  test("ends when its time has come, without anyone doing anything; the person works as before and is told once", async () => {
    const { token } = await assumed("alpha-viewer", await newRole("Visit two"));
    const inRole = await person(token);
    await titles(inRole);
    const almost = new Date((inRole.role?.until.getTime() ?? 0) - 1);
    expect((await atTime(later(0), () => person(token))).role).not.toBeNull();
    await rawPool().query("UPDATE session SET last_seen_at = $1 WHERE id = $2", [almost, inRole.sessionId]);
    expect((await atTime(almost, () => person(token))).role?.name, "to the last instant").toBe("Visit two");
    const over = new Date(almost.getTime() + 1);
    const after = await atTime(over, () => person(token));
    expect(after.role).toBeNull();
    expect(after.endedRole?.name).toBe("Visit two");
    expect(after.account?.id).toBe(world.account("alpha-side"));
    expect(after.group).toBe("viewer");
    const again = await atTime(over, () => person(token));
    expect(again.endedRole, "said once").toBeNull();
    const csrf = csrfTokenFor(inRole.sessionId);
    expect(csrfTokenMatches(again.sessionId, csrf), "forms of the time in the role are refused").toBe(false);
    expect(csrfTokenMatches(again.formerSessionId ?? "", csrf), "and it is known why").toBe(true);
  });

  test("of many requests at the moment of its end exactly one tells it, and all of them work as the person", async () => {
    const { token, grantId } = await assumed("alpha-viewer", await newRole("Visit three"));
    await perform(admin, endGrant, { grantId });
    const callers = await Promise.all(Array.from({ length: 6 }, () => person(token)));
    expect(callers.filter(({ endedRole }) => endedRole !== null)).toHaveLength(1);
    expect(new Set(callers.map(({ role, group }) => `${role?.name ?? "-"} ${group}`))).toEqual(new Set(["- viewer"]));
    expect(await outcomeOf(perform(admin, endGrant, { grantId }))).toBe("Conflict");
  });

  test("ends at once with the role itself, and with the policies that are taken from it", async () => {
    const roleId = await newRole("Visit four");
    const { token } = await assumed("alpha-viewer", roleId);
    expect(await outcomeOf(perform(admin, deleteRole, { roleId, confirmName: "visit" }))).toBe("ValidationException");
    expect(await perform(admin, deleteRole, { roleId, confirmName: "Visit four" })).toEqual({ ended: 1 });
    expect((await person(token)).endedRole?.name).toBe("Visit four");
    expect(await outcomeOf(perform(admin, getRole, { roleId }))).toBe("ResourceNotFound");
    expect(await rows("SELECT 1 FROM policy_attachment WHERE role_id = $1", [roleId])).toEqual([]);
    await newRole("Visit four");
  });

  test("is left by its holder with a new token, and stays through a fresh confirmation", async () => {
    const { token } = await assumed("alpha-auditor", await newRole("Visit five"));
    const inRole = await person(token);
    expect(await outcomeOf(perform(inRole, switchAccount, { accountId: world.account("alpha-side") }))).toBe("Conflict");
    const stepped = await rotateSession(database(), inRole, { kind: "TOTP", at: new Date() });
    const confirmed = await person(stepped.token);
    expect(confirmed.role?.name).toBe("Visit five");
    const left = await perform(confirmed, leaveRole, {});
    expect((await callerFor(stepped.token, origin())).kind).toBe("anonymous");
    const own = await person(left.token);
    expect([own.role, own.group, own.account?.id]).toEqual([null, "auditor", world.account("alpha-main")]);
    expect(await outcomeOf(perform(own, leaveRole, {}))).toBe("Conflict");
  });

  test("needs a fresh factor, its own time, and its own holder", async () => {
    const roleId = await newRole("Visit six");
    const auditor = await fresh("alpha-auditor");
    const { grantId } = await perform(admin, grantRole, { roleId, email: auditor.email, name: "X", from: later(24 * hour).toISOString(), days: 2 });
    expect(await outcomeOf(perform(auditor, assumeRole, { grantId })), "not yet").toBe("Conflict");
    expect(await outcomeOf(perform({ ...auditor, factorAt: null }, assumeRole, { grantId }))).toBe("StepUpRequired");
    expect(await outcomeOf(perform(await fresh("alpha-viewer"), assumeRole, { grantId })), "somebody else's").toBe("ResourceNotFound");
    expect((await perform(auditor, listOwnRoles, {})).grants.find((grant) => grant.grantId === grantId)).toMatchObject({ state: "UPCOMING", name: "Visit six" });
    expect(await outcomeOf(atTime(later(73 * hour), () => perform({ ...auditor, factorAt: later(73 * hour) }, assumeRole, { grantId }))), "not any more").toBe("Conflict");
  });

  test("is refused with a bad time, a second time, a taken name, and from within a role", async () => {
    const roleId = await newRole("Visit seven");
    const auditor = await fresh("alpha-auditor");
    const give = (more: object) => outcomeOf(perform(admin, grantRole, { roleId, email: auditor.email, name: "X", ...more }));
    expect(await give({})).toBe("ValidationException");
    expect(await give({ until: "2020-01-01" })).toBe("ValidationException");
    expect(await give({ from: later(48 * hour).toISOString(), until: later(24 * hour).toISOString() })).toBe("ValidationException");
    expect(await give({ until: later(400 * 24 * hour).toISOString() })).toBe("ValidationException");
    expect(await give({ days: 367 })).toBe("ValidationException");
    expect((await perform(admin, getRole, { roleId })).grants).toEqual([]);
    expect(await give({ days: 3 })).toBe("Success");
    expect(await give({ days: 1 }), "overlaps").toBe("Conflict");
    expect(await outcomeOf(perform(admin, createRole, { accountId: world.account("alpha-main"), name: "VISIT SEVEN" }))).toBe("Conflict");
    expect(await outcomeOf(perform(admin, updateRole, { roleId, name: "Visit one" }))).toBe("Conflict");
    expect(await outcomeOf(perform(auditor, createRole, { accountId: world.account("alpha-main"), name: "Mine" })), "who may").toBe("AccessDenied");
    const [{ id } = {}] = await rows("SELECT id::text FROM role_grant WHERE role_id = $1", [roleId]);
    await expect(rawPool().query("UPDATE role_grant SET until_at = until_at + interval '1 year' WHERE id = $1", [id])).rejects.toThrow("ended, never changed");
  });

  test("never goes beyond the guardrails of its account, and the simulator names it", async () => {
    const roleId = await newRole("Visit eight");
    const { policyId } = await perform(admin, createPolicy, { slug: "no-soc2", name: "No SOC 2", document: policyText({ Effect: "Allow", Action: "*", Resource: "*" }, { Sid: "Hidden", Effect: "Deny", Action: "reports:*", Resource: "*", Condition: { StringEquals: { "reports:Program": "soc2" } } }) });
    const { attachmentId } = await perform(admin, attachPolicy, { kind: "account", policyId, accountId: world.account("alpha-main") });
    const { token } = await assumed("alpha-viewer", roleId);
    expect(await titles(await person(token))).toEqual([]);
    const question = { accountId: world.account("alpha-main"), roleId, operation: "reports:GetReport", series: soc2, program: "soc2", region: "global", category: "REPORTS" } as const;
    expect(await perform(admin, simulateDecision, question)).toMatchObject({ allowed: false, decidedBy: { sid: "Hidden" } });
    await rawPool().query("DELETE FROM guardrail_attachment WHERE id = $1", [attachmentId]);
    const free = await perform(admin, simulateDecision, question);
    expect(free).toMatchObject({ allowed: true, decidedBy: { sid: "Soc2" } });
    expect(free.layers[0]?.name).toBe("Role Visit eight");
    expect(await outcomeOf(perform(admin, simulateDecision, { accountId: world.account("alpha-main"), operation: "reports:GetReport" }))).toBe("ValidationException");
    expect(await titles(await person(token))).toEqual(["soc2-report"]);
  });

  test("goes with the last membership, when it was given to a member", async () => {
    const { token } = await assumed("alpha-viewer", await newRole("Visit nine"));
    const inRole = await person(token);
    await perform(admin, removeMember, { accountId: world.account("alpha-side"), personId: inRole.personId });
    expect((await callerFor(token, origin())).kind, "leavers lose everything at once").toBe("anonymous");
    expect(await rows("SELECT ended_at IS NOT NULL AS over FROM role_grant WHERE person_id = $1 AND role_id = $2", [inRole.personId, inRole.role?.id])).toEqual([{ over: true }]);
  });
});

test("a policy in a role is named to those who run the role, whoever the policy belongs to", async () => {
  const roleId = await newRole("Visit with more");
  const root = await world.as("root");
  const { policyId } = await perform(root, createPolicy, { slug: "of-the-operator", name: "Of the operator", document: policyText({ Effect: "Allow", Action: "reports:List*", Resource: "*" }) });
  await rows("INSERT INTO policy_attachment (id, policy_id, role_id, created_at) VALUES (gen_random_uuid(), $1, $2, now())", [policyId, roleId]);
  const named = [{ name: "Policy of Visit with more" }, { name: "Of the operator" }];
  expect(await perform(admin, getRole, { roleId })).toMatchObject({ policies: named });
  expect((await perform(admin, listRoles, {})).roles.find((role) => role.roleId === roleId)).toMatchObject({ policies: named });
});

describe("an outside person", () => {
  test("is invited into a role without becoming a member, and has nothing but the role, and nothing after it", async () => {
    const roleId = await newRole("Outside visit");
    const { grantId, link } = await perform(admin, grantRole, { roleId, email: "olga@audit.example", name: "Olga", until: later(3 * hour).toISOString() });
    const invitation = (link ?? "").slice((link ?? "").lastIndexOf("/") + 1);
    const stranger = anonymousFrom("203.0.113.77");
    expect(await perform(stranger, describeInvitation, { invitation })).toMatchObject({ group: "role", role: { name: "Outside visit" }, known: false });
    expect((await perform(admin, getRole, { roleId })).grants).toMatchObject([{ state: "INVITED", email: "olga@audit.example" }]);
    const joined = await perform(stranger, acceptInvitation, { invitation, name: "Olga Outside", password });
    const { secret } = await perform(await person(joined.token), getTotpEnrollment, {});
    const enrolled = await perform(await person(joined.token), confirmTotpEnrollment, { code: await generate({ secret }) });
    const olga = await person(enrolled.token);
    expect([olga.account, olga.group, olga.roles.map(({ name }) => name)]).toEqual([null, null, ["Outside visit"]]);
    expect(await outcomeOf(perform(olga, listReports, {}))).toBe("AccessDenied");
    expect(await rows("SELECT 1 FROM membership WHERE person_id = $1", [olga.personId])).toEqual([]);
    await perform(olga, clearOnceShown, {});
    const { token } = await perform(olga, assumeRole, { grantId });
    expect(await titles(await person(token))).toEqual(["soc2-report"]);
    await perform(admin, endGrant, { grantId });
    const after = await person(token);
    expect([after.account, after.role, after.endedRole?.name, after.roles]).toEqual([null, null, "Outside visit", []]);
    expect(await outcomeOf(perform(after, listReports, {}))).toBe("AccessDenied");
  });

  test("finds a dead link when the grant was ended before it was used", async () => {
    const roleId = await newRole("Never visited");
    const { grantId, link } = await perform(admin, grantRole, { roleId, email: "never@audit.example", name: "Never", days: 1 });
    await perform(admin, endGrant, { grantId });
    const invitation = (link ?? "").slice((link ?? "").lastIndexOf("/") + 1);
    expect(await outcomeOf(perform(anonymousFrom("203.0.113.78"), acceptInvitation, { invitation, name: "Never", password }))).toBe("LinkInvalid");
  });

  test("gets a link whether or not the portal knows the address: the answer does not tell", async () => {
    const roleId = await newRole("Quiet visit");
    const known = await perform(admin, grantRole, { roleId, email: "auditor@beta.example", name: "Ben", days: 1 });
    const unknown = await perform(admin, grantRole, { roleId, email: "nobody@beta.example", name: "Ben", days: 1 });
    expect([known.link !== null, unknown.link !== null]).toEqual([true, true]);
    const ben = await world.as("beta-auditor");
    expect((await perform(ben, listOwnRoles, {})).grants, "and nothing is given before it was accepted").toEqual([]);
    const joined = await perform(ben, acceptInvitation, { invitation: (known.link ?? "").slice(-43) });
    const after = await person(joined.token);
    expect([after.account?.id, after.roles.map(({ name }) => name)]).toEqual([world.account("beta-main"), ["Quiet visit"]]);
    const { token } = await perform(after, assumeRole, { grantId: known.grantId });
    expect((await person(token)).account?.organizationName).toBe("Alpha");
    const [event] = await rows("SELECT organization_id FROM audit_event WHERE operation = 'access:AssumeRole' AND person_id = $1", [ben.personId]);
    expect(event?.["organization_id"], "those whose role it is see it assumed").toBe(admin.account?.organizationId);
    world.actor("beta-auditor").leave();
  });
});
