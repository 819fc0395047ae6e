import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { config, setConfig } from "@/lib/config/config";
import { setPasskeyRequirement } from "@/lib/identity/set-passkey-requirement";
import { originOf, type Caller, type PersonCaller } from "@/lib/operations/caller";
import { atTime } from "@/lib/operations/clock";
import { perform } from "@/lib/operations/perform";
import { listReports } from "@/lib/reports/list-reports";
import { Authenticator } from "@/lib/testing/authenticator";
import { anonymousFrom, outcomeOf, password, rows, useWorld, type Slug } from "@/lib/testing/world";
import { describeFactors } from "./describe-factors";
import { describeSecurity } from "./describe-security";
import { getOnceShown } from "./get-once-shown";
import { registerPasskey } from "./register-passkey";
import { removeAuthenticator } from "./remove-authenticator";
import { removePasskey } from "./remove-passkey";
import { renamePasskey } from "./rename-passkey";
import { callerFor } from "./session";
import { signIn } from "./sign-in";
import { signInWithPasskey } from "./sign-in-with-passkey";
import { startPasskeyRegistration } from "./start-passkey-registration";
import { startPasskeySignIn } from "./start-passkey-sign-in";
import { startPasskeyVerification } from "./start-passkey-verification";
import { useRecoveryCode } from "./use-recovery-code";
import { forgetCode } from "./throttle";
import { verifyPasskey } from "./verify-passkey";
import { verifyTotp } from "./verify-totp";

const world = useWorld();
let host = 0;
const stranger = () => anonymousFrom(`198.51.100.${(host += 1) % 250}`);
/** Each use of a code takes its own half minute, and time only goes forward: a code works once. */
let later = 0;
const soon = <T>(work: () => Promise<T>): Promise<T> => atTime(new Date(Date.now() + (later += 31_000)), work);
/** Signed in with a fresh code. */
const fresh = (slug: Slug): Promise<PersonCaller> =>
  soon(async () => {
    world.actor(slug).leave();
    return world.as(slug);
  });
const at = <T>(work: () => Promise<T>): Promise<T> => atTime(new Date(Date.now() + later), work);
const origin = originOf({ address: "198.51.100.251" });
const personOf = async (token: string): Promise<PersonCaller> => {
  const caller = await callerFor(token, origin);
  if (caller.kind !== "person") throw new Error("the session is dead");
  return caller;
};
const Creation = z.object({ challenge: z.string(), user: z.object({ id: z.string() }) });

async function register(caller: Caller, key = new Authenticator(), name = "Laptop"): Promise<{ key: Authenticator; token: string; passkeyId: string }> {
  const { options } = await perform(caller, startPasskeyRegistration, {});
  const { challenge, user } = Creation.parse(options);
  const { token, passkeyId } = await perform(caller, registerPasskey, { response: key.create({ challenge, userHandle: user.id }), name });
  return { key, token, passkeyId };
}
const challengeOf = async (caller: Caller): Promise<string> => (await perform(caller, startPasskeyVerification, {})).options.challenge;
const pending = async (email: string): Promise<PersonCaller> => personOf((await perform(stranger(), signIn, { email, password })).token);
async function alone(key: Authenticator): Promise<PersonCaller> {
  const { options, attempt } = await perform(stranger(), startPasskeySignIn, {});
  return personOf((await perform(stranger(), signInWithPasskey, { attempt, response: key.get({ challenge: options.challenge }) })).token);
}

describe("a passkey", () => {
  let key = new Authenticator();
  let passkeyId = "";
  const email = "auditor@alpha.example";
  beforeAll(async () => {
    const caller = await fresh("alpha-auditor");
    ({ key, passkeyId } = await at(() => register(caller)));
  });

  test("is the second factor after the password, and the session says so", () =>
    at(async () => {
      const caller = await pending(email);
      const challenge = await challengeOf(caller);
      const { token, stepUp } = await perform(caller, verifyPasskey, { response: key.get({ challenge }) });
      const full = await personOf(token);
      expect([full.stage, full.factor, full.passkeyId, stepUp]).toEqual(["FULL", "PASSKEY", passkeyId, false]);
      expect((await callerFor("x".repeat(43), origin)).kind).toBe("anonymous");
      const [event] = await rows("SELECT resources, parameters FROM audit_event WHERE operation = 'identity:VerifyPasskey' AND outcome = 'Success' ORDER BY seq DESC LIMIT 1");
      expect(event).toMatchObject({ resources: [`passkey/${passkeyId}`], parameters: { factor: "PASSKEY" } });
    }));

  test("is the whole sign-in, and a fresh factor for what needs step-up", () =>
    at(async () => {
      const caller = await alone(key);
      expect([caller.email, caller.stage, caller.factor, caller.passkeyId]).toEqual([email, "FULL", "PASSKEY", passkeyId]);
      expect(await outcomeOf(perform(caller, renamePasskey, { passkeyId, name: "Old laptop" }))).toBe("Success");
      expect((await perform(caller, describeSecurity, {})).passkeys).toMatchObject([{ name: "Old laptop", elsewhere: false }]);
    }));

  test("answers a challenge once, also when many answers come at the same time", () =>
    at(async () => {
      const caller = await pending(email);
      const response = key.get({ challenge: await challengeOf(caller) });
      const outcomes = await Promise.all(Array.from({ length: 7 }, () => outcomeOf(perform(caller, verifyPasskey, { response }))));
      expect(outcomes.filter((outcome) => outcome === "Success")).toHaveLength(1);
      const { options, attempt } = await perform(stranger(), startPasskeySignIn, {});
      const whole = key.get({ challenge: options.challenge });
      const signIns = await Promise.all(Array.from({ length: 20 }, () => outcomeOf(perform(stranger(), signInWithPasskey, { response: whole, attempt }))));
      expect(signIns.filter((outcome) => outcome === "Success")).toHaveLength(1);
    }));

  test("is refused with a challenge that has expired, is another session's, another attempt's or for another purpose", () =>
    at(async () => {
      const caller = await pending(email);
      const challenge = await challengeOf(caller);
      const late = atTime(new Date(Date.now() + later + 6 * 60_000), () => outcomeOf(perform(caller, verifyPasskey, { response: key.get({ challenge }) })));
      expect(await late).toBe("PasskeyRejected");
      const other = await pending(email);
      expect(await outcomeOf(perform(other, verifyPasskey, { response: key.get({ challenge: await challengeOf(caller) }) }))).toBe("PasskeyRejected");
      const first = await perform(stranger(), startPasskeySignIn, {});
      const second = await perform(stranger(), startPasskeySignIn, {});
      expect(await outcomeOf(perform(stranger(), signInWithPasskey, { attempt: second.attempt, response: key.get({ challenge: first.options.challenge }) }))).toBe("PasskeyRejected");
      expect(await outcomeOf(perform(other, verifyPasskey, { response: key.get({ challenge: second.options.challenge }) }))).toBe("PasskeyRejected");
    }));

  test("is refused from a foreign origin, for another host name, and without user verification", () =>
    at(async () => {
      const attempts = [{ origin: "https://localhost.evil.example" }, { origin: "http://localhost:3001" }, { rpId: "evil.example" }, { userVerified: false }];
      for (const wrong of attempts) {
        const { options, attempt } = await perform(stranger(), startPasskeySignIn, {});
        const response = key.get({ challenge: options.challenge, ...wrong });
        expect(await outcomeOf(perform(stranger(), signInWithPasskey, { attempt, response })), JSON.stringify(wrong)).toBe("PasskeyRejected");
      }
    }));

  test("is refused when its counter stands still or goes back, as that of a copy does, and the trail says whose it was", () =>
    at(async () => {
      await alone(key);
      const caller = await pending(email);
      const stuck = key.get({ challenge: await challengeOf(caller) }, { stuck: true });
      expect(await outcomeOf(perform(caller, verifyPasskey, { response: stuck }))).toBe("PasskeyCopied");
      const { options, attempt } = await perform(stranger(), startPasskeySignIn, {});
      const before = key.counter;
      key.counter = 0;
      expect(await outcomeOf(perform(stranger(), signInWithPasskey, { attempt, response: key.get({ challenge: options.challenge }) }))).toBe("PasskeyCopied");
      key.counter = before;
      const [event] = await rows("SELECT person_email FROM audit_event WHERE operation = 'identity:SignInWithPasskey' AND outcome = 'PasskeyCopied'");
      expect(event).toEqual({ person_email: email });
      await expect(rows("UPDATE passkey SET counter = 0 WHERE id = $1", [passkeyId]), "the database itself holds to it").rejects.toThrow("counter never goes back");
    }));

  test("that nobody knows gets the same answer as a known one that signed badly", () =>
    at(async () => {
      const messageOf = async (signer: Authenticator): Promise<unknown> => {
        const { options, attempt } = await perform(stranger(), startPasskeySignIn, {});
        return perform(stranger(), signInWithPasskey, { attempt, response: signer.get({ challenge: options.challenge }, { userHandle: key.userHandle }) }).then(
          () => "in",
          (error: unknown) => (error instanceof Error ? error.message : ""),
        );
      };
      // Another private key under the known credential's id.
      expect(await messageOf(new Authenticator())).toBe(await messageOf(new Authenticator(key.id)));
    }));

  test("of somebody else confirms nobody", () =>
    at(async () => {
      const caller = await pending("admin@beta.example");
      const verified = await outcomeOf(challengeOf(caller));
      expect(verified).toBe("ResourceNotFound");
      const own = await fresh("beta-auditor");
      await at(() => register(own));
      const mine = await pending("auditor@beta.example");
      expect(await outcomeOf(perform(mine, verifyPasskey, { response: key.get({ challenge: await challengeOf(mine) }) }))).toBe("PasskeyRejected");
    }));

  test("that its person's authenticator calls somebody else's is refused", () =>
    at(async () => {
      const { options, attempt } = await perform(stranger(), startPasskeySignIn, {});
      for (const userHandle of [Buffer.alloc(16, 7).toString("base64url"), null]) {
        const response = key.get({ challenge: options.challenge }, { userHandle });
        expect(await outcomeOf(perform(stranger(), signInWithPasskey, { attempt, response }))).toBe("PasskeyRejected");
      }
    }));

  test("is set up and taken away only with a fresh factor, never as the last one", async () => {
    const caller = await at(() => alone(key));
    // How many of the parallel attempts above counted depends on their order.
    await forgetCode(caller.personId);
    await atTime(new Date(Date.now() + (later += 6 * 60_000)), async () => {
      expect(await outcomeOf(perform(caller, startPasskeyRegistration, {}))).toBe("StepUpRequired");
      expect(await outcomeOf(perform(caller, removePasskey, { passkeyId }))).toBe("StepUpRequired");
    });
    const again = await at(() => alone(key));
    await at(async () => {
      expect(await outcomeOf(perform(again, removeAuthenticator, {}))).toBe("Success");
      expect(await outcomeOf(perform(again, removePasskey, { passkeyId }))).toBe("Conflict");
      const both = await Promise.all([register(again, new Authenticator(), "Second"), outcomeOf(perform(again, removePasskey, { passkeyId: crypto.randomUUID() }))]);
      expect(both[1]).toBe("ResourceNotFound");
      const next = await personOf(both[0].token);
      expect(await outcomeOf(perform(next, removePasskey, { passkeyId }))).toBe("Success");
      expect(await outcomeOf(perform(next, removePasskey, { passkeyId: both[0].passkeyId }))).toBe("Conflict");
    });
  });

  test("cannot be had where the portal is reached by an address, and the error says why", () =>
    at(async () => {
      const settings = config();
      setConfig({ ...settings, baseUrl: "http://127.0.0.1:3000" });
      try {
        expect(await outcomeOf(perform(stranger(), startPasskeySignIn, {}))).toBe("PasskeysUnavailable");
      } finally {
        setConfig(settings);
      }
    }));

  test("of another host name opens nothing here, but does not let the password alone begin anew", () =>
    at(async () => {
      const settings = config();
      setConfig({ ...settings, baseUrl: "https://other.example" });
      try {
        const caller = await pending(email);
        expect(caller.stage).toBe("PASSWORD");
        expect(await perform(caller, describeFactors, {})).toMatchObject({ passkey: false });
      } finally {
        setConfig(settings);
      }
    }));
});

describe("enrolment with a passkey", () => {
  test("gives recovery codes and a full session, and nothing else is within reach before", () =>
    at(async () => {
      const [person] = await rows("SELECT id::text FROM person WHERE email = 'viewer@alpha.example'");
      await rows("DELETE FROM totp_factor WHERE person_id = $1", [person?.["id"]]);
      const caller = await pending("viewer@alpha.example");
      expect(caller.stage).toBe("ENROLLMENT");
      expect(await outcomeOf(perform(caller, listReports, {}))).toBe("EnrollmentRequired");
      const { token } = await register(caller);
      const full = await personOf(token);
      expect([full.stage, full.factor]).toEqual(["FULL", "PASSKEY"]);
      const { shown } = await perform(full, getOnceShown, {});
      expect(shown?.kind === "recovery-codes" ? shown.codes.length : 0).toBe(10);
      expect(await rows("SELECT 1 FROM session WHERE id = $1 AND revoked_at IS NULL", [caller.sessionId]), "the session that it took the place of is dead").toEqual([]);
    }));
});

describe("an organization that asks its admins for a passkey", () => {
  test("sends who has none to set one up, takes no codes from who has one, and lets a recovery code lead to a new one", async () => {
    const admin = await fresh("alpha-admin");
    await at(async () => {
      expect(await outcomeOf(perform(admin, setPasskeyRequirement, { required: true })), "who asks must have one").toBe("Conflict");
    });
    const made = await at(() => register(admin));
    await at(async () => {
      const caller = await personOf(made.token);
      expect(await perform(caller, setPasskeyRequirement, { required: true })).toMatchObject({ required: true });
      const owing = await personOf(made.token);
      expect(owing.stage, "the session was opened by a code, and the passkey is owed at once").toBe("PASSWORD");
      expect(await outcomeOf(perform(owing, listReports, {}))).toBe("SecondFactorRequired");
      expect(await outcomeOf(perform(owing, verifyTotp, { code: await world.actor("alpha-admin").code() }))).toBe("PasskeyRequired");
      const paid = await personOf((await perform(owing, verifyPasskey, { response: made.key.get({ challenge: await challengeOf(owing) }) })).token);
      expect(await outcomeOf(perform(paid, listReports, {}))).toBe("Success");
      expect(await outcomeOf(perform(paid, removePasskey, { passkeyId: made.passkeyId })), "the last passkey stays").toBe("Conflict");
      expect((await world.as("beta-admin")).stage, "other organizations are not concerned").toBe("FULL");

      await rows("DELETE FROM passkey WHERE id = $1", [made.passkeyId]);
    });
    const recoveryCode = await soon(async () => {
      const without = await personOf((await perform(await pending("admin@alpha.example"), verifyTotp, { code: await world.actor("alpha-admin").code() })).token);
      expect(without.stage, "a code leads to setting one up, and nowhere else").toBe("ENROLLMENT");
      expect(await outcomeOf(perform(without, listReports, {}))).toBe("EnrollmentRequired");
      const renewed = await personOf((await register(without)).token);
      expect(renewed.stage).toBe("FULL");
      const { shown } = await perform(renewed, getOnceShown, {});
      return shown?.kind === "recovery-codes" ? (shown.codes[0] ?? "") : "";
    });
    await at(async () => {
      const lost = await personOf((await perform(await pending("admin@alpha.example"), useRecoveryCode, { recoveryCode })).token);
      expect(lost.stage, "a recovery code stands for a lost passkey").toBe("ENROLLMENT");
      expect(await outcomeOf(perform(lost, listReports, {}))).toBe("EnrollmentRequired");
      expect((await personOf((await register(lost)).token)).stage).toBe("FULL");
    });
  });

  test("and an operator that asks all its staff, admins or not: nobody of them gets further with a code, and customers go on", async () => {
    const root = await fresh("root");
    const publisher = await fresh("publisher");
    const made = await at(() => register(root));
    await at(async () => {
      expect(await outcomeOf(perform(publisher, setPasskeyRequirement, { required: true })), "not a publisher's to ask").toBe("AccessDenied");
      expect(await perform(await personOf(made.token), setPasskeyRequirement, { required: true })).toMatchObject({ required: true });
      const owing = await personOf(made.token);
      expect(owing.stage).toBe("PASSWORD");
      expect(await outcomeOf(perform(owing, listReports, {}))).toBe("SecondFactorRequired");
      expect(await outcomeOf(perform(owing, verifyTotp, { code: await world.actor("root").code() }))).toBe("PasskeyRequired");
      const paid = await personOf((await perform(owing, verifyPasskey, { response: made.key.get({ challenge: await challengeOf(owing) }) })).token);
      expect(await outcomeOf(perform(paid, listReports, {}))).toBe("Success");
    });
    await soon(async () => {
      const without = await personOf((await perform(await pending("publisher@operator.example"), verifyTotp, { code: await world.actor("publisher").code() })).token);
      expect(without.stage, "a publisher's code leads to setting a passkey up, and nowhere else").toBe("ENROLLMENT");
      expect(await outcomeOf(perform(without, listReports, {}))).toBe("EnrollmentRequired");
      const full = await personOf((await register(without)).token);
      expect(full.stage).toBe("FULL");
      expect(await outcomeOf(perform(full, listReports, {}))).toBe("Success");
    });
    expect((await fresh("beta-auditor")).stage, "customers are not concerned").toBe("FULL");
  });
});
