import { describe, expect, test } from "vitest";
import { attachPolicy } from "@/lib/access/attach-policy";
import { createPolicy } from "@/lib/access/create-policy";
import { listEvents } from "@/lib/audit/list-events";
import { closeAccount } from "@/lib/organizations/close-account";
import { createAccount } from "@/lib/organizations/create-account";
import { createOrganizationalUnit } from "@/lib/organizations/create-organizational-unit";
import { invitePerson } from "@/lib/organizations/invite-person";
import { previewChange } from "@/lib/organizations/preview-change";
import { removeMember } from "@/lib/organizations/remove-member";
import { resumeAccount } from "@/lib/organizations/resume-account";
import { resumeOrganizationalUnit } from "@/lib/organizations/resume-organizational-unit";
import { suspendAccount } from "@/lib/organizations/suspend-account";
import { suspendOrganizationalUnit } from "@/lib/organizations/suspend-organizational-unit";
import { switchAccount } from "@/lib/organizations/switch-account";
import { originOf } from "@/lib/operations/caller";
import { MunimentError } from "@/lib/operations/errors";
import { perform } from "@/lib/operations/perform";
import { listReports } from "@/lib/reports/list-reports";
import { outcomeOf, rows, useLaterTime, useWorld } from "@/lib/testing/world";
import { acceptInvitation } from "./accept-invitation";
import { bearerOf, callerForKey, maxAccessKeys } from "./access-key";
import { createAccessKey } from "./create-access-key";
import { getOnceShown } from "./get-once-shown";
import { listAccessKeys } from "./list-access-keys";
import { listSessions } from "./list-sessions";
import { revokeAccessKey } from "./revoke-access-key";
import { revokeMemberAccessKey } from "./revoke-member-access-key";
import { rotateAccessKey } from "./rotate-access-key";
import { callerFor } from "./session";
import { signOut } from "./sign-out";

const world = useWorld();
const { at, fresh, wait } = useLaterTime(world);
let place = 0;
const origin = () => originOf({ address: `198.51.100.${(place += 1) % 250}`, userAgent: "script/1" });
const callerOf = (key: string) => callerForKey(key, origin(), "reports:ListReports");
const outcomeOfKey = (key: string, ms = 0) => at(() => outcomeOf(callerOf(key)), ms);
const day = 86_400_000;
const allowAll = JSON.stringify({ Version: "2026-11-01", Statement: { Effect: "Allow", Action: "*", Resource: "*" } });

describe("an access key", () => {
  test("does what its person may do in its account, as the trail says, and is stored as a hash alone", async () => {
    const person = await fresh("alpha-auditor");
    const { key, accessKeyId } = await at(() => perform(person, createAccessKey, { name: "Nightly" }));
    expect(key).toMatch(/^mun_[0-9a-z]{16}_[A-Za-z0-9_-]{43}$/);
    const caller = await at(() => callerOf(key));
    expect([caller.email, caller.account?.id, caller.group, caller.factorAt]).toEqual([person.email, world.account("alpha-main"), "auditor", null]);
    expect(await at(() => outcomeOf(perform(caller, listReports, {})))).toBe("Success");
    const [event] = await rows("SELECT actor_kind, person_email, session_id::text AS session_id, parameters->>'accessKey' AS name, factor FROM audit_event WHERE operation = 'reports:ListReports' ORDER BY seq DESC LIMIT 1");
    expect(event).toEqual({ actor_kind: "access-key", person_email: person.email, session_id: accessKeyId, name: "Nightly", factor: null });
    expect(await at(() => outcomeOf(perform(caller, revokeMemberAccessKey, { accessKeyId })))).toBe("AccessDenied");
    const secret = key.slice(-43);
    for (const table of ["access_key", "session", "audit_event", "rate_limit"]) {
      expect(await rows(`SELECT 1 FROM ${table} t WHERE t::text LIKE '%' || $1 || '%'`, [secret]), table).toEqual([]);
    }
    expect((await at(() => perform(person, getOnceShown, {}))).shown).toMatchObject({ kind: "access-key", key });
    const { accessKeys } = await at(() => perform(person, listAccessKeys, {}));
    expect(accessKeys[0]).toMatchObject({ id: accessKeyId, name: "Nightly", lastUsedAddress: expect.stringMatching(/^198\.51\.100\./) as unknown });
    expect(JSON.stringify(accessKeys)).not.toContain(secret);
  });

  test("confirms nothing and manages no credentials, whatever its person may do", async () => {
    const admin = await fresh("alpha-admin");
    const { key, accessKeyId } = await at(() => perform(admin, createAccessKey, { name: "Admin's" }));
    await at(async () => {
      const caller = await callerOf(key);
      const invite = { accountId: world.account("alpha-main"), email: "x@alpha.example", name: "X", group: "viewer" as const };
      expect(await outcomeOf(perform(caller, invitePerson, invite))).toBe("StepUpRequired");
      expect(await outcomeOf(perform(caller, createAccessKey, { name: "Child" }))).toBe("StepUpRequired");
      expect(await outcomeOf(perform(caller, createPolicy, { slug: "x", name: "X", document: allowAll }))).toBe("StepUpRequired");
      expect(await outcomeOf(perform(caller, rotateAccessKey, { accessKeyId }))).toBe("AccessDenied");
      expect(await outcomeOf(perform(caller, revokeAccessKey, { accessKeyId }))).toBe("AccessDenied");
      expect(await outcomeOf(perform(caller, listSessions, {}))).toBe("AccessDenied");
      expect(await outcomeOf(perform(caller, switchAccount, { accountId: world.account("alpha-main") }))).toBe("AccessDenied");
      expect(await outcomeOf(perform(caller, signOut, {}))).toBe("AccessDenied");
    });
  });

  test("meets no condition on the age of a factor", async () => {
    const admin = await fresh("beta-admin");
    await at(async () => {
      const Condition = { NumericGreaterThan: { "portal:MfaAge": "100000" }, Null: { "portal:MfaAge": "false" } };
      const deny = JSON.stringify({ Version: "2026-11-01", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }, { Effect: "Deny", Action: "audit:ListEvents", Resource: "*", Condition: { Null: { "portal:MfaAge": "true" } } }, { Effect: "Deny", Action: "audit:GetEvent", Resource: "*", Condition }] });
      const { policyId } = await perform(admin, createPolicy, { slug: "fresh-only", name: "Fresh only", document: deny });
      await perform(admin, attachPolicy, { kind: "root", policyId });
      expect(await outcomeOf(perform(await world.as("beta-admin"), listEvents, {}))).toBe("Success");
      const { key } = await perform(await world.as("beta-admin"), createAccessKey, { name: "Trail" });
      expect(await outcomeOf(perform(await callerOf(key), listEvents, {}))).toBe("AccessDenied");
    });
  });

  test("ends when it expires, when it is revoked, and is told so only to its bearer", async () => {
    const person = await fresh("alpha-auditor");
    const short = await at(() => perform(person, createAccessKey, { name: "Short", expiresInDays: 1 }));
    expect(await outcomeOfKey(short.key, day - 60_000)).toBe("Success");
    expect(await outcomeOfKey(short.key, day + 60_000)).toBe("Unauthenticated");
    const other = await at(() => perform(person, createAccessKey, { name: "Other" }));
    expect(await outcomeOfKey(other.key)).toBe("Success");
    await at(() => perform(person, revokeAccessKey, { accessKeyId: other.accessKeyId }));
    expect(await outcomeOfKey(other.key)).toBe("Unauthenticated");
    const messageOf = (key: string) => at(() => callerOf(key).then(() => "", (error: unknown) => (error instanceof MunimentError ? error.message : "")));
    expect(await messageOf(other.key)).toContain("was revoked");
    expect(await messageOf(`${other.key.slice(0, -3)}AAA`)).toBe(await messageOf(`mun_${"0".repeat(16)}_${"A".repeat(43)}`));
    const [event] = await rows("SELECT person_email, parameters->>'accessKey' AS name FROM audit_event WHERE outcome = 'Unauthenticated' AND resources @> ARRAY[$1] LIMIT 1", [`access-key/${other.accessKeyId}`]);
    expect(event).toEqual({ person_email: person.email, name: "Other" });
  });

  test("gets a new secret while the old one works on for the stated time, and no longer", async () => {
    const person = await fresh("alpha-auditor");
    const first = await at(() => perform(person, createAccessKey, { name: "Turning" }));
    const second = await at(() => perform(person, rotateAccessKey, { accessKeyId: first.accessKeyId, overlapHours: 2 }));
    expect(second.key).not.toBe(first.key);
    expect([await outcomeOfKey(first.key, 3_600_000), await outcomeOfKey(second.key)]).toEqual(["Success", "Success"]);
    expect([await outcomeOfKey(first.key, 7_300_000), await outcomeOfKey(second.key, 7_300_000)]).toEqual(["Unauthenticated", "Success"]);
    const third = await at(() => perform(person, rotateAccessKey, { accessKeyId: first.accessKeyId, overlapHours: 0 }));
    expect([await outcomeOfKey(first.key), await outcomeOfKey(second.key), await outcomeOfKey(third.key)]).toEqual(["Unauthenticated", "Unauthenticated", "Success"]);
    await at(() => perform(person, revokeAccessKey, { accessKeyId: first.accessKeyId }));
    expect(await at(() => outcomeOf(perform(person, rotateAccessKey, { accessKeyId: first.accessKeyId })))).toBe("ResourceNotFound");
  });

  test("is one of five at most", async () => {
    const person = await fresh("beta-auditor");
    const made = await at(() => Promise.all(Array.from({ length: maxAccessKeys + 3 }, (_, index) => outcomeOf(perform(person, createAccessKey, { name: `Key ${index}` })))));
    expect(made.filter((outcome) => outcome === "Success")).toHaveLength(maxAccessKeys);
    expect(made.filter((outcome) => outcome === "Conflict")).toHaveLength(3);
  });

  test("of somebody who left is dead at once, also after they join again", async () => {
    const admin = await fresh("alpha-admin");
    const leaver = await fresh("alpha-viewer");
    const { key } = await at(() => perform(leaver, createAccessKey, { name: "Leaver's" }));
    expect(await outcomeOfKey(key)).toBe("Success");
    const accountId = world.account("alpha-side");
    await at(() => perform(admin, removeMember, { accountId, personId: leaver.personId }));
    expect(await outcomeOfKey(key)).toBe("Unauthenticated");
    wait();
    await at(() => world.actor("alpha-viewer").signIn());
    const gone = await at(() => world.actor("alpha-viewer").caller());
    expect(gone).toMatchObject({ account: null });
    const { accessKeys } = await at(() => perform(gone, listAccessKeys, {}));
    expect(accessKeys, "they see what became of it").toMatchObject([{ name: "Leaver's", account: { name: "Alpha Side" }, revokedAt: expect.any(Date) as unknown }]);
    const { link } = await at(() => perform(admin, invitePerson, { accountId, email: leaver.email, name: leaver.name, group: "viewer" }));
    const back = await at(async () => callerFor((await perform(leaver, acceptInvitation, { invitation: link.slice(-43) })).token, origin()));
    expect(back).toMatchObject({ account: { id: accountId } });
    expect(await outcomeOfKey(key)).toBe("Unauthenticated");
  });

  test("waits while its account or a unit above it is suspended, is dead when the account is closed, and its bearer is told why", async () => {
    const admin = await fresh("alpha-admin");
    const { unitId } = await at(() => perform(admin, createOrganizationalUnit, { name: "Scripts" }));
    const { accountId } = await at(() => perform(admin, createAccount, { name: "Nightly work", unitId }));
    const person = await fresh("alpha-auditor");
    await rows(`INSERT INTO membership (person_id, account_id, "group", created_at) VALUES ($1, $2, 'auditor', now())`, [person.personId, accountId]);
    const { key } = await at(async () => perform(await world.actor("alpha-auditor").workIn(accountId), createAccessKey, { name: "Nightly work" }));
    const told = () => at(() => callerOf(key).then(() => "works", (error: unknown) => (error instanceof MunimentError ? `${error.code}: ${error.message}` : String(error))));
    expect(await told()).toBe("works");
    await at(() => perform(admin, suspendAccount, { accountId }));
    expect(await told()).toMatch(/^Unauthenticated: Nightly work is suspended/);
    await at(() => perform(admin, resumeAccount, { accountId }));
    expect(await told()).toBe("works");
    await at(() => perform(admin, suspendOrganizationalUnit, { unitId }));
    expect(await told()).toMatch(/^Unauthenticated: Nightly work is suspended/);
    await at(() => perform(admin, resumeOrganizationalUnit, { unitId }));
    expect(await told()).toBe("works");
    const { digest } = await at(() => perform(admin, previewChange, { kind: "close", accountId }));
    await at(() => perform(admin, closeAccount, { accountId, confirmName: "Nightly work", preview: digest }));
    expect(await told()).toMatch(/^Unauthenticated: /);
  });

  test("can be ended by who administers its person, and by nobody else", async () => {
    const person = await fresh("alpha-auditor");
    const { key, accessKeyId } = await at(() => perform(person, createAccessKey, { name: "Watched" }));
    const foreign = await fresh("beta-admin");
    expect(await at(() => outcomeOf(perform(foreign, revokeMemberAccessKey, { accessKeyId })))).toBe("ResourceNotFound");
    const admin = await fresh("alpha-admin");
    expect(await at(() => outcomeOf(perform(admin, revokeMemberAccessKey, { accessKeyId })))).toBe("Success");
    expect(await outcomeOfKey(key)).toBe("Unauthenticated");
  });

  test("that is guessed is delayed by address", async () => {
    const from = originOf({ address: "203.0.113.200" });
    const guesses = await Promise.all(Array.from({ length: 70 }, () => outcomeOf(callerForKey(`mun_${"0".repeat(16)}_${"A".repeat(43)}`, from, null))));
    expect(guesses.filter((outcome) => outcome === "Unauthenticated")).toHaveLength(60);
    expect(guesses.filter((outcome) => outcome === "Throttled")).toHaveLength(10);
  });
});

test("the header of a key is read as RFC 6750 has it; without one the cookie counts, and another scheme is no cookie", () => {
  expect([bearerOf(null), bearerOf("Bearer abc"), bearerOf("bearer  abc "), bearerOf("Basic abc"), bearerOf("Bearer a b")]).toEqual([null, "abc", "abc", "", ""]);
});
