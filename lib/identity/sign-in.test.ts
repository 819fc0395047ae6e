import { describe, expect, test } from "vitest";
import { rawPool } from "@/lib/database/client";
import { Actor } from "@/lib/demo/actor";
import { invitePerson } from "@/lib/organizations/invite-person";
import { removeMember } from "@/lib/organizations/remove-member";
import { atTime, now } from "@/lib/operations/clock";
import { originOf } from "@/lib/operations/caller";
import { MunimentError } from "@/lib/operations/errors";
import { perform } from "@/lib/operations/perform";
import { anonymousFrom, outcomeOf, password, rows, useWorld } from "@/lib/testing/world";
import { acceptInvitation } from "./accept-invitation";
import { changePassword } from "./change-password";
import { createRecoveryCodes } from "./create-recovery-codes";
import { getOnceShown } from "./get-once-shown";
import { getTotpEnrollment } from "./get-totp-enrollment";
import { listSessions } from "./list-sessions";
import { revokeOtherSessions } from "./revoke-other-sessions";
import { callerFor } from "./session";
import { signIn } from "./sign-in";
import { signOut } from "./sign-out";
import { useRecoveryCode } from "./use-recovery-code";
import { verifyTotp } from "./verify-totp";
import { ownerPool } from "@/lib/database/testing";

const world = useWorld();
let host = 0;
const stranger = () => anonymousFrom(`198.51.100.${(host += 1)}`);
/** Each use of a code takes its own half minute, and time only goes forward: a code works once. */
let later = 0;
const soon = <T>(work: () => Promise<T>): Promise<T> => atTime(new Date(Date.now() + (later += 31_000)), work);
const as = (slug: Parameters<typeof world.as>[0]) => soon(() => world.as(slug));
const pending = async (email: string) => callerFor((await perform(stranger(), signIn, { email, password })).token, originOf({ address: "198.51.100.250" }));

describe("signing in", () => {
  test("answers alike for an unknown person and a wrong password", async () => {
    const refusal = async (email: string) =>
      perform(stranger(), signIn, { email, password: "not the right words" }).then(
        () => null,
        (error: unknown) => (error instanceof MunimentError ? { code: error.code, message: error.message, status: error.status } : null),
      );
    const known = await refusal("auditor@beta.example");
    expect(known?.code).toBe("SignInFailed");
    expect(await refusal("nobody@beta.example")).toEqual(known);
  });

  test("gives a session that reaches nothing until the code was right", async () => {
    const caller = await pending("auditor@beta.example");
    expect(await outcomeOf(perform(caller, listSessions, {}))).toBe("SecondFactorRequired");
    expect(await outcomeOf(perform(caller, getTotpEnrollment, {}))).toBe("SecondFactorRequired");
  });

  test("is delayed after too many wrong passwords, however many come at once", async () => {
    const caller = stranger();
    const outcomes = await Promise.all(Array.from({ length: 40 }, () => outcomeOf(perform(caller, signIn, { email: "viewer@alpha.example", password: "not the right words" }))));
    expect(outcomes.filter((outcome) => outcome === "SignInFailed").length).toBeLessThanOrEqual(10);
    expect(outcomes.filter((outcome) => outcome === "Throttled").length).toBeGreaterThanOrEqual(30);
    expect(await outcomeOf(perform(stranger(), signIn, { email: "viewer@alpha.example", password })), "from elsewhere it still works").toBe("Success");
  });

  test("fails closed when the counters cannot be kept", async () => {
    await ownerPool().query("ALTER TABLE rate_limit RENAME TO rate_limit_away");
    expect(await outcomeOf(perform(stranger(), signIn, { email: "auditor@beta.example", password }))).toBe("Unavailable");
    await ownerPool().query("ALTER TABLE rate_limit_away RENAME TO rate_limit");
  });
});

describe("a TOTP code", () => {
  test("works once, also when twenty sessions use it at the same time", async () => {
    const callers = await Promise.all(Array.from({ length: 8 }, () => pending("auditor@beta.example")));
    await rawPool().query("DELETE FROM rate_limit");
    await soon(async () => {
      const code = await world.actor("beta-auditor").code();
      const outcomes = await Promise.all(callers.map((caller) => outcomeOf(perform(caller, verifyTotp, { code }))));
      expect(outcomes.filter((outcome) => outcome === "Success")).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === "CodeRejected")).toHaveLength(7);
    });
  });

  test("is refused when it is replayed, and when it is older than the step before", async () => {
    await soon(async () => {
      const code = await world.actor("beta-auditor").code();
      expect(await outcomeOf(perform(await pending("auditor@beta.example"), verifyTotp, { code }))).toBe("Success");
      expect(await outcomeOf(perform(await pending("auditor@beta.example"), verifyTotp, { code }))).toBe("CodeRejected");
    });
    const old = await soon(() => world.actor("beta-auditor").code());
    later += 60_000;
    await soon(async () => expect(await outcomeOf(perform(await pending("auditor@beta.example"), verifyTotp, { code: old }))).toBe("CodeRejected"));
  });

  test.each(["", "12345", "1234567", "abcdef", "１２３４５６"])("of the wrong shape is bad input: %j", async (code) => {
    expect(await outcomeOf(perform(await pending("auditor@beta.example"), verifyTotp, { code }))).toBe("ValidationException");
  });

  test("is guessed at only a few times", async () => {
    await rawPool().query("DELETE FROM rate_limit");
    const caller = await pending("admin@beta.example");
    const outcomes: string[] = [];
    for (let guess = 0; guess < 12; guess += 1) outcomes.push(await outcomeOf(perform(caller, verifyTotp, { code: String(100_000 + guess) })));
    expect(outcomes.filter((outcome) => outcome === "CodeRejected").length).toBeLessThanOrEqual(8);
    expect(outcomes.at(-1)).toBe("Throttled");
    await rawPool().query("DELETE FROM rate_limit");
  });
});

describe("recovery codes", () => {
  test("work once each, also in parallel, and new ones end the old", async () => {
    const caller = await as("alpha-auditor");
    await perform(caller, createRecoveryCodes, {});
    const { shown } = await perform(caller, getOnceShown, {});
    const codes = shown?.kind === "recovery-codes" ? shown.codes : [];
    expect(new Set(codes).size).toBe(10);
    const [first = "", second = ""] = codes;
    const sessions = await Promise.all(Array.from({ length: 6 }, () => pending("auditor@alpha.example")));
    const outcomes = await Promise.all(sessions.map((session) => outcomeOf(perform(session, useRecoveryCode, { recoveryCode: first.toLowerCase() }))));
    expect(outcomes.filter((outcome) => outcome === "Success")).toHaveLength(1);
    await perform(caller, createRecoveryCodes, {});
    await rawPool().query("DELETE FROM rate_limit");
    expect(await outcomeOf(perform(await pending("auditor@alpha.example"), useRecoveryCode, { recoveryCode: second }))).toBe("CodeRejected");
  });

  test("are not shown to another session of the same person", async () => {
    const other = await soon(async () => {
      const actor = new Actor({ slug: "", name: "", email: "auditor@alpha.example" }, password, 40);
      actor.secret = world.actor("alpha-auditor").secret;
      await actor.signIn();
      return actor.caller();
    });
    expect((await perform(other, getOnceShown, {})).shown).toBeNull();
  });
});

describe("a session", () => {
  /** One more session of a person, and the time at which it began. */
  const fresh = (slug: "alpha-admin" | "beta-admin") =>
    soon(async () => {
      const actor = new Actor(world.actor(slug).person, password, 60);
      actor.secret = world.actor(slug).secret;
      await actor.signIn();
      return { actor, start: now().getTime() };
    });
  const kindAt = (actor: Actor, time: number) => atTime(new Date(time), async () => (await actor.caller()).kind);

  test("is dead at once when it was revoked", async () => {
    const first = await fresh("alpha-admin");
    const second = await fresh("alpha-admin");
    expect(await kindAt(first.actor, second.start)).toBe("person");
    await atTime(new Date(second.start), async () => perform(await second.actor.caller(), revokeOtherSessions, {}));
    expect(await kindAt(first.actor, second.start)).toBe("anonymous");
    expect(await kindAt(second.actor, second.start)).toBe("person");
  });

  test("ends after 15 idle minutes", async () => {
    const { actor, start } = await fresh("beta-admin");
    expect(await kindAt(actor, start + 14 * 60_000)).toBe("person");
    expect(await kindAt(actor, start + 30 * 60_000)).toBe("anonymous");
  });

  test("ends after 12 hours, whatever happens", async () => {
    const { actor, start } = await fresh("beta-admin");
    for (let minutes = 10; minutes < 12 * 60; minutes += 10) expect(await kindAt(actor, start + minutes * 60_000), `after ${minutes} minutes`).toBe("person");
    expect(await kindAt(actor, start + 12 * 60 * 60_000 + 1000)).toBe("anonymous");
  });

  test("ends with signing out", async () => {
    const { actor, start } = await fresh("beta-admin");
    await atTime(new Date(start), async () => perform(await actor.caller(), signOut, {}));
    expect(await kindAt(actor, start)).toBe("anonymous");
  });

  test("loses an account with the membership, at once", async () => {
    const admin = await as("alpha-admin");
    const actor = new Actor({ slug: "", name: "Lee Leaver", email: "leaver@alpha.example" }, password, 70);
    const { link } = await perform(admin, invitePerson, { accountId: world.account("alpha-side"), email: "leaver@alpha.example", name: "Lee Leaver", group: "viewer" });
    await actor.join(link);
    const caller = await actor.caller();
    expect(caller.kind).toBe("person");
    await perform(admin, removeMember, { accountId: world.account("alpha-side"), personId: caller.kind === "person" ? caller.personId : "" });
    expect((await actor.caller()).kind).toBe("anonymous");
  });

  test("changes its token, and ends all others, with a new password", async () => {
    const { actor, start } = await fresh("beta-admin");
    await atTime(new Date(start), async () => {
      const caller = await actor.caller();
      expect(await outcomeOf(perform(caller, changePassword, { currentPassword: "something else entirely", newPassword: "entirely new words today" }))).toBe("SignInFailed");
      expect(await outcomeOf(perform(caller, changePassword, { currentPassword: password, newPassword: "short" }))).toBe("PasswordRejected");
      const { token } = await perform(caller, changePassword, { currentPassword: password, newPassword: "entirely new words today" });
      expect((await actor.caller()).kind).toBe("anonymous");
      expect((await callerFor(token, caller)).kind).toBe("person");
      expect(await outcomeOf(perform(stranger(), signIn, { email: "admin@beta.example", password }))).toBe("SignInFailed");
    });
  });
});

describe("an invitation", () => {
  test("works once, also in parallel, and never for somebody else's address", async () => {
    const admin = await as("alpha-admin");
    const { link } = await perform(admin, invitePerson, { accountId: world.account("alpha-side"), email: "new@alpha.example", name: "Nia New", group: "auditor" });
    const invitation = link.slice(link.lastIndexOf("/") + 1);
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => outcomeOf(perform(stranger(), acceptInvitation, { invitation, name: "Nia New", password }))));
    expect(outcomes.filter((outcome) => outcome === "Success")).toHaveLength(1);
    expect(await rows("SELECT count(*)::int AS n FROM person WHERE email = 'new@alpha.example'")).toEqual([{ n: 1 }]);
    const known = await perform(admin, invitePerson, { accountId: world.account("alpha-side"), email: "auditor@beta.example", name: "Ben", group: "viewer" });
    const token = known.link.slice(known.link.lastIndexOf("/") + 1);
    expect(await outcomeOf(perform(stranger(), acceptInvitation, { invitation: token, name: "Ben", password: "a new password of mine" }))).toBe("AccessDenied");
  });

  test("expires", async () => {
    const admin = await as("alpha-admin");
    const { link, expiresAt } = await perform(admin, invitePerson, { accountId: world.account("alpha-side"), email: "late@alpha.example", name: "Lou Late", group: "auditor" });
    const invitation = link.slice(link.lastIndexOf("/") + 1);
    expect(await atTime(expiresAt, () => outcomeOf(perform(stranger(), acceptInvitation, { invitation, name: "Lou", password })))).toBe("LinkInvalid");
  });

  test("cannot give more authority than the inviter has", async () => {
    const admin = await as("alpha-admin");
    const input = { accountId: world.account("alpha-main"), email: "boss@alpha.example", name: "Bo Boss" };
    expect(await outcomeOf(perform(admin, invitePerson, { ...input, group: "root" }))).toBe("AccessDenied");
    expect(await outcomeOf(perform(admin, invitePerson, { ...input, group: "publisher" }))).toBe("AccessDenied");
  });
});
