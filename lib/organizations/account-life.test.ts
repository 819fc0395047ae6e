import { describe, expect, test } from "vitest";
import { attachPolicy } from "@/lib/access/attach-policy";
import { createPolicy } from "@/lib/access/create-policy";
import { decideRequest } from "@/lib/access/requests/decide-request";
import { listRequests } from "@/lib/access/requests/list-requests";
import { requestAccess } from "@/lib/access/requests/request-access";
import { assumeRole } from "@/lib/access/roles/assume-role";
import { createRole } from "@/lib/access/roles/create-role";
import { getRole } from "@/lib/access/roles/get-role";
import { grantRole } from "@/lib/access/roles/grant-role";
import { getCoverage } from "@/lib/agreements/get-coverage";
import { describeSecurity } from "@/lib/identity/describe-security";
import type { Caller, PersonCaller } from "@/lib/operations/caller";
import { atTime } from "@/lib/operations/clock";
import { perform } from "@/lib/operations/perform";
import { listReports } from "@/lib/reports/list-reports";
import { outcomeOf, rows, useWorld } from "@/lib/testing/world";
import { acceptAccountInvitation } from "./accept-account-invitation";
import { changeMembership } from "./change-membership";
import type { AskedChange } from "./change";
import { closeAccount } from "./close-account";
import { createAccount } from "./create-account";
import { createOrganizationalUnit } from "./create-organizational-unit";
import { declineAccountInvitation } from "./decline-account-invitation";
import { describeAccount } from "./describe-account";
import { describeOrganization } from "./describe-organization";
import { inviteAccount } from "./invite-account";
import { invitePerson } from "./invite-person";
import { leaveOrganization } from "./leave-organization";
import { listAccountInvitations } from "./list-account-invitations";
import { moveAccount } from "./move-account";
import { previewChange } from "./preview-change";
import { removeAccount } from "./remove-account";
import { renameAccount } from "./rename-account";
import { resumeAccount } from "./resume-account";
import { resumeOrganizationalUnit } from "./resume-organizational-unit";
import { revokeAccountInvitation } from "./revoke-account-invitation";
import { suspendAccount } from "./suspend-account";
import { suspendOrganizationalUnit } from "./suspend-organizational-unit";
import { switchAccount } from "./switch-account";

const world = useWorld();
const admin = () => world.as("alpha-admin");
const side = () => world.account("alpha-side");
const look = (who: PersonCaller, change: AskedChange) => perform(who, previewChange, change);
/** The caller of the session that the person has now. */
const again = (slug: Parameters<typeof world.actor>[0]): Promise<Caller> => world.actor(slug).caller();
const signedIn = async (slug: Parameters<typeof world.actor>[0]): Promise<Caller> => {
  world.actor(slug).leave();
  // A code works once: the next half minute has another.
  await atTime(new Date(Date.now() + 31_000 * (steps += 1)), () => world.actor(slug).signIn());
  return again(slug);
};
let steps = 0;
const sourceOn = async (who: Caller, day: string | undefined, accountId: string) =>
  (await perform(who, getCoverage, { day })).rows.find((row) => row.accountId === accountId)?.cells.map(({ source }) => source) ?? null;
const dayBefore = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
const groupIn = async (slug: Parameters<typeof world.actor>[0], accountId: string) =>
  (await rows(`SELECT "group" FROM membership m JOIN person p ON p.id = m.person_id WHERE p.email = $1 AND account_id = $2`, [world.actor(slug).person.email, accountId]))[0]?.["group"];

test("an account shows those who administer it which of its people have a second factor, other people's included", async () => {
  await rows(`INSERT INTO person (id, email, name, created_at) VALUES (gen_random_uuid(), 'new@alpha.example', 'Nina New', now())`);
  await rows(`INSERT INTO membership (person_id, account_id, "group", created_at) SELECT id, $1, 'viewer', now() FROM person WHERE email = 'new@alpha.example'`, [side()]);
  const { members } = await perform(await admin(), describeAccount, { accountId: side() });
  expect(members.map(({ email, enrolled }) => [email, enrolled])).toEqual([["new@alpha.example", false], ["viewer@alpha.example", true], ["auditor@alpha.example", true]]);
  await rows("DELETE FROM membership WHERE person_id = (SELECT id FROM person WHERE email = 'new@alpha.example')");
});

describe("a suspended account", () => {
  test("is lost at once to whoever works in it, and theirs again when it is resumed; other accounts go on", async () => {
    const viewer = await world.as("alpha-viewer");
    const auditor = await world.as("alpha-auditor", "alpha-side");
    expect(await outcomeOf(perform(viewer, listReports, {}))).toBe("Success");
    const { sessionsEnded } = await perform(await admin(), suspendAccount, { accountId: side() });
    expect(sessionsEnded).toBe(2);
    expect((await again("alpha-viewer")).kind).toBe("anonymous");
    const back = await signedIn("alpha-viewer");
    expect(back).toMatchObject({ kind: "person", account: null, accounts: [], suspendedAccount: "Alpha Side" });
    await expect(perform(back, listReports, {})).rejects.toThrow(/Alpha Side is suspended: nobody can work in it/);
    expect(await outcomeOf(perform(back, describeSecurity, {})), "the own security page stays").toBe("Success");
    expect(await outcomeOf(perform(back, switchAccount, { accountId: side() }))).toBe("Conflict");
    const elsewhere = await signedIn("alpha-auditor");
    expect(elsewhere).toMatchObject({ account: { name: "Alpha Main" } });
    expect(await outcomeOf(perform(elsewhere, listReports, {}))).toBe("Success");
    expect(auditor.kind).toBe("person");
    await perform(await admin(), resumeAccount, { accountId: side() });
    expect(await outcomeOf(perform(await again("alpha-viewer"), listReports, {})), "the same session, without signing in anew").toBe("Success");
  });

  test("is also one below a suspended unit, at any depth, until that unit is resumed or the account moved out", async () => {
    const who = await admin();
    const [unit] = await rows("SELECT id::text FROM organizational_unit WHERE name = 'Unit'");
    const above = await perform(who, createOrganizationalUnit, { name: "Above" });
    await rows("UPDATE organizational_unit SET parent_id = $1 WHERE id = $2", [above.unitId, unit?.["id"]]);
    await perform(who, suspendOrganizationalUnit, { unitId: above.unitId });
    expect((await again("alpha-viewer")).kind).toBe("anonymous");
    expect(await signedIn("alpha-viewer")).toMatchObject({ account: null, suspendedAccount: "Alpha Side" });
    const shown = await look(who, { kind: "move-account", accountId: side(), to: "root" });
    expect(shown.suspended).toEqual({ before: true, after: false });
    await perform(who, moveAccount, { accountId: side(), to: "root", preview: shown.digest });
    expect(await again("alpha-viewer")).toMatchObject({ account: { name: "Alpha Side" } });
    await perform(who, resumeOrganizationalUnit, { unitId: above.unitId });
  });
});

describe("an account that leaves", () => {
  const yesterday = () => new Date(Date.now() - 86_400_000 - 3_600_000);

  test("is foretold what lapses, becomes an organization of its own, and the past stays as it was", async () => {
    await atTime(yesterday(), async () => {
      await world.offer("baa", { name: "BAA" });
      await world.accept("alpha-admin", "baa", "ORGANIZATION");
    });
    const who = await admin();
    const viewer = await world.as("alpha-viewer");
    await perform(who, changeMembership, { accountId: side(), personId: viewer.personId, group: "account-admin" });
    const { policyId } = await perform(who, createPolicy, { slug: "all", name: "All", document: JSON.stringify({ Version: "2026-11-01", Statement: { Effect: "Allow", Action: "reports:*", Resource: "*" } }) });
    await perform(who, attachPolicy, { kind: "person", policyId, accountId: side(), personId: viewer.personId });
    const all = await perform(who, createPolicy, { slug: "everything", name: "Everything", document: JSON.stringify({ Version: "2026-11-01", Statement: { Effect: "Allow", Action: "*", Resource: "*" } }) });
    await perform(who, attachPolicy, { kind: "account", policyId: all.policyId, accountId: side() });
    // Whatever else the organization gave there: a role that may do anything, granted to its own auditor and to somebody outside, access, and an invitation.
    const { roleId } = await perform(who, createRole, { accountId: side(), name: "Help", description: "" });
    await perform(who, attachPolicy, { kind: "role", policyId: all.policyId, roleId });
    const { grantId } = await perform(who, grantRole, { roleId, email: "admin@alpha.example", name: "Ana Admin", days: 30 });
    await perform(who, grantRole, { roleId, email: "outside@firm.example", name: "Olga Outside", days: 30 });
    await perform(who, invitePerson, { accountId: side(), email: "friend@alpha.example", name: "Friend", group: "account-admin" });
    const auditor = await world.as("alpha-auditor", "alpha-side");
    const reason = "For the audit.";
    const { requestId } = await perform(auditor, requestAccess, { operation: "organizations:InvitePerson", reason });
    await perform(who, decideRequest, { requestId, decision: "APPROVE", days: 30 });
    const waits = await perform(auditor, requestAccess, { operation: "organizations:RenameAccount", reason });
    expect(await sourceOn(who, undefined, side())).toEqual(["ORGANIZATION"]);
    const own = await world.as("alpha-viewer");
    expect(own.waitingRequests).toBe(1);
    const shown = await look(own, { kind: "leave", accountId: side() });
    expect(shown.ends, "what ends is foretold").toEqual({ roles: [{ role: "Help", policies: ["Everything"], grants: 2 }], invitations: 1, access: 1, requests: 1 });
    expect(shown.coverage).toEqual([{ slug: "baa", name: "BAA", before: "ORGANIZATION", after: "NONE", lapses: true }]);
    expect(shown).toMatchObject({ to: { organization: "Alpha Side", organizationId: null }, personal: [{ policy: "All" }], guardrails: { ceased: [{ policy: "Everything", level: "Account" }] } });
    expect(shown.powers.find(({ group }) => group === "account-admin")).toMatchObject({ groupAfter: "organization-admin", people: 1 });
    await perform(own, leaveOrganization, { accountId: side(), preview: shown.digest });

    const after = await again("alpha-viewer");
    expect(after).toMatchObject({ group: "organization-admin", account: { management: true, organizationName: "Alpha Side" } });
    expect(await sourceOn(after, undefined, side())).toEqual(["NONE"]);
    expect(await sourceOn(who, undefined, side()), "no longer among the organization's").toBeNull();
    expect(await sourceOn(who, dayBefore(1), side()), "as of yesterday").toEqual(["ORGANIZATION"]);
    expect(await rows("SELECT 1 FROM policy_attachment WHERE account_id = $1", [side()]), "the old organization has no say any more").toEqual([]);
    expect(await rows("SELECT 1 FROM guardrail_attachment WHERE account_id = $1", [side()])).toEqual([]);
    expect(await outcomeOf(perform(who, renameAccount, { accountId: side(), name: "Mine" })), "nor its admin").toBe("ResourceNotFound");
    expect(await rows("SELECT 1 FROM policy_attachment WHERE role_id = $1", [roleId]), "nor its policies over roles").toEqual([]);
    expect(await outcomeOf(perform(await world.as("alpha-admin"), assumeRole, { grantId })), "nor whoever was granted a role").not.toBe("Success");
    expect(await rows("SELECT 1 FROM role_grant WHERE role_id = $1 AND ended_at IS NULL", [roleId])).toEqual([]);
    expect(await rows(`SELECT "group" FROM invitation WHERE account_id = $1 AND accepted_at IS NULL AND revoked_at IS NULL`, [side()]), "nor whom it invited, with more say than before").toEqual([]);
    expect(await rows("SELECT state::text, ended_at IS NOT NULL AS over FROM access_request WHERE id = ANY($1::uuid[]) ORDER BY created_at", [[requestId, waits.requestId]]), "nor what its admins approved or left open").toEqual([
      { state: "APPROVED", over: true },
      { state: "WITHDRAWN", over: false },
    ]);
    expect(after).toMatchObject({ waitingRequests: 0 });
    expect(await perform(after, getRole, { roleId }), "the role stays, empty, for whoever runs the account").toMatchObject({ name: "Help", policies: [] });
    expect(await perform(after, listRequests, {}), "who asked then is gone or not, the list opens").toMatchObject({ inbox: [], decided: [] });
    expect(await outcomeOf(perform(after, createOrganizationalUnit, { name: "Own unit" }))).toBe("Success");
  });

  test("joins another organization that invited it, once, with the same preview", async () => {
    const beta = await world.as("beta-admin");
    const own = await world.as("alpha-viewer");
    const { invitationId } = await perform(beta, inviteAccount, { accountId: side().replace(/(\d{4})(?=\d)/g, "$1-"), note: "Welcome" });
    expect(await outcomeOf(perform(beta, inviteAccount, { accountId: side() })), "twice").toBe("Conflict");
    expect(await outcomeOf(perform(beta, inviteAccount, { accountId: "999999999999" })), "a number that is nobody's is told apart by nothing").toBe("Success");
    expect((await perform(own, listAccountInvitations, {})).received).toMatchObject([{ id: invitationId, organization: "Beta", note: "Welcome" }]);
    const shown = await look(own, { kind: "join", invitationId });
    expect(shown).toMatchObject({ from: { organization: "Alpha Side" }, to: { organization: "Beta" }, coverage: [] });
    expect(shown.powers.find(({ group }) => group === "organization-admin")).toMatchObject({ groupAfter: "account-admin" });
    const outcomes = await Promise.all([1, 2].map(() => outcomeOf(perform(own, acceptAccountInvitation, { invitationId, preview: shown.digest }))));
    expect(outcomes.filter((outcome) => outcome === "Success")).toHaveLength(1);
    expect(await again("alpha-viewer")).toMatchObject({ group: "account-admin", account: { management: false, organizationName: "Beta" } });
    const placements = await rows("SELECT o.name, p.to_at IS NULL AS open FROM account_placement p JOIN organization o ON o.id = p.organization_id WHERE account_id = $1 ORDER BY p.from_at", [side()]);
    expect(placements.map(({ name, open }) => [name, open])).toEqual([["Alpha", false], ["Alpha Side", false], ["Beta", true]]);
  });

  test("may be removed by the management account, which then has no say any more", async () => {
    const beta = await world.as("beta-admin");
    const shown = await look(beta, { kind: "remove", accountId: side() });
    await perform(beta, removeAccount, { accountId: side(), preview: shown.digest });
    expect(await groupIn("alpha-viewer", side())).toBe("organization-admin");
    expect(await outcomeOf(look(beta, { kind: "remove", accountId: side() }))).toBe("ResourceNotFound");
    const slugs = await rows("SELECT slug FROM organization WHERE slug LIKE 'account-%' ORDER BY slug");
    expect(slugs.map(({ slug }) => slug)).toEqual([`account-${side()}`, `account-${side()}-2`]);
  });

  test("cannot join while it belongs to others or has accounts of its own; may decline; and a late answer is told so", async () => {
    const beta = await world.as("beta-admin");
    const own = await world.as("alpha-viewer");
    const invite = async () => (await perform(beta, inviteAccount, { accountId: side() })).invitationId;
    const first = await invite();
    const { accountId: child } = await perform(own, createAccount, { name: "Child" });
    await expect(look(own, { kind: "join", invitationId: first })).rejects.toThrow(/has other accounts/);
    const shut = await look(own, { kind: "close", accountId: child });
    await perform(own, closeAccount, { accountId: child, confirmName: "Child", preview: shut.digest });
    const shown = await look(own, { kind: "join", invitationId: first });
    await perform(own, declineAccountInvitation, { invitationId: first });
    expect(await outcomeOf(perform(own, acceptAccountInvitation, { invitationId: first, preview: shown.digest }))).toBe("Conflict");
    const second = await invite();
    await perform(beta, revokeAccountInvitation, { invitationId: second });
    expect(await outcomeOf(perform(own, declineAccountInvitation, { invitationId: second }))).toBe("Conflict");
    const third = await invite();
    expect(await outcomeOf(atTime(new Date(Date.now() + 15 * 86_400_000), () => look(own, { kind: "join", invitationId: third })))).toBe("Conflict");
    expect(await outcomeOf(look(await admin(), { kind: "join", invitationId: third })), "somebody else's invitation").toBe("ResourceNotFound");
    const foreign = await perform(beta, inviteAccount, { accountId: world.account("alpha-main") });
    await expect(look(await admin(), { kind: "join", invitationId: foreign.invitationId })).resolves.toMatchObject({ kind: "join" });
  });
});

describe("a closed account", () => {
  test("is closed for good: members lose it at once, coverage ends, its past stays, and nothing more is changed in it", async () => {
    const who = await admin();
    const { accountId } = await perform(who, createAccount, { name: "Short-lived" });
    const auditor = await world.as("alpha-auditor");
    await rows(`INSERT INTO membership (person_id, account_id, "group", created_at) VALUES ($1, $2, 'account-admin', now())`, [auditor.personId, accountId]);
    await world.actor("alpha-auditor").workIn(accountId);
    await perform(who, invitePerson, { accountId, email: "late@alpha.example", name: "Late", group: "viewer" });
    await world.offer("nda");
    const working = await again("alpha-auditor");
    if (working.kind !== "person") throw new Error("the auditor has a session");
    await rows(
      `INSERT INTO customer_agreement (id, agreement_id, revision, account_id, type, state, effective_start, created_at)
       SELECT gen_random_uuid(), id, 1, $1, 'DEFAULT', 'ACTIVE', now() - interval '1 hour', now() - interval '1 hour' FROM agreement WHERE slug = 'nda'`,
      [accountId],
    );
    const shown = await look(who, { kind: "close", accountId });
    expect(shown.coverage).toMatchObject([{ slug: "baa", before: "ORGANIZATION", lapses: true }, { slug: "nda", before: "OWN", lapses: true }]);
    expect(shown.powers).toMatchObject([{ group: "account-admin", after: 0 }]);
    expect(await outcomeOf(perform(who, closeAccount, { accountId, confirmName: "Something else", preview: shown.digest }))).toBe("ValidationException");
    expect(await perform(who, closeAccount, { accountId, confirmName: "Short-lived", preview: shown.digest })).toMatchObject({ members: 1 });
    expect((await again("alpha-auditor")).kind).toBe("anonymous");
    expect(await rows("SELECT state::text, effective_end <= now() AS over, end_reason FROM customer_agreement WHERE account_id = $1", [accountId])).toEqual([{ state: "CUSTOMER_TERMINATED", over: true, end_reason: "The account was closed." }]);
    expect(await sourceOn(who, undefined, accountId)).toBeNull();
    expect((await rows("SELECT revoked_at IS NOT NULL AS revoked FROM invitation WHERE account_id = $1", [accountId]))[0]?.["revoked"]).toBe(true);
    for (const work of [() => perform(who, renameAccount, { accountId, name: "Again" }), () => look(who, { kind: "move-account", accountId, to: "root" }), () => look(who, { kind: "close", accountId }), () => perform(who, resumeAccount, { accountId })]) {
      expect(await outcomeOf(work())).toBe("Conflict");
    }
    await expect(rows("UPDATE account SET closed_at = NULL WHERE id = $1", [accountId])).rejects.toThrow(/stays as it is/);
    expect(await outcomeOf(perform(who, describeOrganization, {}))).toBe("Success");
  });
});
