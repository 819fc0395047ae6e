import { expect, test } from "vitest";
import { invitePerson } from "@/lib/organizations/invite-person";
import { listOwnAccounts } from "@/lib/organizations/list-own-accounts";
import { switchAccount } from "@/lib/organizations/switch-account";
import { originOf, systemCaller } from "@/lib/operations/caller";
import { perform } from "@/lib/operations/perform";
import { acceptTerms } from "@/lib/reports/accept-terms";
import { anonymousFrom, outcomeOf, password, rows, useLaterTime, useWorld } from "@/lib/testing/world";
import { acceptInvitation } from "./accept-invitation";
import { callerForKey } from "./access-key";
import { createAccessKey } from "./create-access-key";
import { createRescueLink } from "./create-rescue-link";
import { createResetLink } from "./create-reset-link";
import { describeReset } from "./describe-reset";
import { startPasskeySignIn } from "./start-passkey-sign-in";
import { callerFor } from "./session";
import { signIn } from "./sign-in";
import { sweep } from "./sweep";
import { useResetLink } from "./use-reset-link";

const world = useWorld();
const { at, fresh } = useLaterTime(world);
let host = 0;
const stranger = () => anonymousFrom(`198.51.100.${(host += 1)}`);
const origin = originOf({ address: "198.51.100.251" });
const newPassword = "quite other words here";
const tokenOf = (link: string): string => link.slice(-43);

test("a reset link works once: a new password, enrolment anew, and all that opened the portal before is dead", async () => {
  const person = await fresh("alpha-viewer");
  const { key } = await at(() => perform(person, createAccessKey, { name: "Old" }));
  const admin = await fresh("alpha-admin");
  const { link } = await at(() => perform(admin, createResetLink, { accountId: world.account("alpha-side"), personId: person.personId }));
  expect(await at(() => perform(stranger(), describeReset, { reset: tokenOf(link) }))).toMatchObject({ email: person.email });
  expect(await at(() => outcomeOf(callerForKey(key, origin, null))), "until it is used nothing changes").toBe("Success");

  const input = { reset: tokenOf(link), newPassword };
  expect(await at(() => outcomeOf(perform(stranger(), useResetLink, { ...input, newPassword: "short" })))).toBe("PasswordRejected");
  const uses = await at(() => Promise.all(Array.from({ length: 4 }, () => perform(stranger(), useResetLink, input).catch(() => null))));
  const used = uses.filter((use) => use !== null);
  expect(used).toHaveLength(1);
  const session = await at(() => callerFor(used[0]?.token, origin));
  expect(session).toMatchObject({ stage: "ENROLLMENT", email: person.email });
  expect(await at(() => outcomeOf(perform(session, listOwnAccounts, {})))).toBe("EnrollmentRequired");
  expect(await at(() => outcomeOf(callerForKey(key, origin, null)))).toBe("Unauthenticated");
  expect(await at(() => outcomeOf(perform(stranger(), signIn, { email: person.email, password })))).toBe("SignInFailed");
  expect(await at(() => perform(stranger(), signIn, { email: person.email, password: newPassword }))).toMatchObject({ stage: "ENROLLMENT" });
  const [left] = await rows("SELECT (SELECT count(*)::int FROM totp_factor WHERE person_id = $1 AND confirmed_at IS NOT NULL) AS factors, (SELECT count(*)::int FROM recovery_code WHERE person_id = $1) AS codes, (SELECT count(*)::int FROM session WHERE person_id = $1 AND revoked_at IS NULL AND stage = 'FULL') AS sessions", [person.personId]);
  expect(left).toEqual({ factors: 0, codes: 0, sessions: 0 });
  const events = await rows("SELECT operation, person_email FROM audit_event WHERE operation IN ('identity:CreateResetLink', 'identity:UseResetLink') AND outcome = 'Success' ORDER BY seq");
  expect(events).toEqual([
    { operation: "identity:CreateResetLink", person_email: admin.email },
    { operation: "identity:UseResetLink", person_email: person.email },
  ]);
});

test("a reset link ends after 24 hours, and when a newer one is made; every way of being wrong answers alike", async () => {
  const admin = await fresh("alpha-admin");
  const auditor = await fresh("alpha-auditor");
  const give = () => at(() => perform(admin, createResetLink, { accountId: world.account("alpha-main"), personId: auditor.personId }));
  const older = tokenOf((await give()).link);
  const newer = tokenOf((await give()).link);
  const refusals = [older, "A".repeat(43)].map((reset) => at(() => outcomeOf(perform(stranger(), describeReset, { reset }))));
  expect(await Promise.all(refusals)).toEqual(["LinkInvalid", "LinkInvalid"]);
  expect(await at(() => outcomeOf(perform(stranger(), describeReset, { reset: newer })), 25 * 3_600_000)).toBe("LinkInvalid");
  expect(await at(() => outcomeOf(perform(stranger(), describeReset, { reset: newer })))).toBe("Success");
});

test("a reset link is given only by who administers the person everywhere, never for oneself, and not without a fresh factor", async () => {
  const alpha = await fresh("alpha-admin");
  const beta = await fresh("beta-admin");
  const auditor = await fresh("beta-auditor");
  const betaMain = world.account("beta-main");
  const target = { accountId: betaMain, personId: auditor.personId };
  expect(await at(() => outcomeOf(perform(beta, createResetLink, { ...target, personId: beta.personId })))).toBe("Conflict");
  expect(await at(() => outcomeOf(perform(beta, createResetLink, target)), 6 * 60_000)).toBe("StepUpRequired");
  expect(await at(() => outcomeOf(perform(alpha, createResetLink, target)))).toBe("ResourceNotFound");
  expect(await at(() => outcomeOf(perform(beta, createResetLink, target)))).toBe("Success");

  const { link } = await at(() => perform(alpha, invitePerson, { accountId: world.account("alpha-main"), email: auditor.email, name: auditor.name, group: "auditor" }));
  await at(() => perform(auditor, acceptInvitation, { invitation: tokenOf(link) }));
  expect(await at(() => outcomeOf(perform(beta, createResetLink, target))), "an admin of one place must not become somebody in another").toBe("AccessDenied");
  const root = await fresh("root");
  expect(await at(() => outcomeOf(perform(root, createResetLink, target)))).toBe("Success");
});

test("the last administrator is let in again by a command on the machine, and by nobody from outside", async () => {
  const { link } = await at(() => perform(systemCaller("reset-person"), createRescueLink, { email: "root@operator.example" }));
  expect(await at(() => perform(stranger(), describeReset, { reset: tokenOf(link) }))).toMatchObject({ email: "root@operator.example" });
  expect(await at(() => outcomeOf(perform(systemCaller("reset-person"), createRescueLink, { email: "nobody@operator.example" })))).toBe("ResourceNotFound");
  expect(await at(() => outcomeOf(perform(systemCaller("setup"), createRescueLink, { email: "root@operator.example" })))).toBe("AccessDenied");
});

test("working in another account gives another session token, and the old one is dead", async () => {
  const person = await fresh("alpha-auditor", "alpha-main");
  const switched = await at(() => perform(person, switchAccount, { accountId: world.account("alpha-side") }));
  const after = await at(() => callerFor(switched.token, origin));
  expect(after).toMatchObject({ account: { id: world.account("alpha-side") }, factor: person.factor, factorAt: person.factorAt });
  expect(switched.sessionId).not.toBe(person.sessionId);
  const [old] = await rows("SELECT revoked_at IS NOT NULL AS dead, expires_at FROM session WHERE id = $1", [person.sessionId]);
  expect(old).toMatchObject({ dead: true, expires_at: switched.expiresAt });
  expect(await at(() => outcomeOf(perform(person, switchAccount, { accountId: world.account("alpha-main") }))), "the old token rotates no more").toBe("Unauthenticated");
});

test("a sweep removes what has ended and nothing else, in any number of processes", async () => {
  const report = await world.publish("swept");
  const person = await fresh("beta-auditor", "beta-main");
  await at(() => perform(person, acceptTerms, { reportId: report, termsRevision: 1, accepted: true }));
  await at(() => perform(stranger(), startPasskeySignIn, {}));
  await at(() => perform(person, createAccessKey, { name: "Shown" }));
  const counts = async () => (await rows("SELECT (SELECT count(*)::int FROM session) AS sessions, (SELECT count(*)::int FROM ticket) AS tickets, (SELECT count(*)::int FROM passkey_challenge) AS challenges, (SELECT count(*)::int FROM session WHERE once_shown IS NOT NULL) AS shown, (SELECT count(*)::int FROM audit_event) AS events"))[0];
  const before = await counts();
  await at(() => sweep());
  const after = await counts();
  expect({ ...after, shown: 0 }, "nothing that may still be asked for").toEqual({ ...before, shown: 0 });
  expect(await rows("SELECT once_shown IS NOT NULL AS shown FROM session WHERE id = $1", [person.sessionId]), "what a living session shows stays").toEqual([{ shown: true }]);
  expect(await rows("SELECT 1 FROM session WHERE once_shown IS NOT NULL AND expires_at < now()"), "what a dead one showed is gone").toEqual([]);
  const swept = await at(() => Promise.all([sweep(), sweep(), sweep()]), 45 * 86_400_000);
  const sum = (name: string) => swept.reduce((all, one) => all + (one[name] ?? 0), 0);
  expect([sum("sessions"), sum("tickets"), sum("challenges")]).toEqual([before?.["sessions"], before?.["tickets"], before?.["challenges"]]);
  expect(await counts()).toEqual({ sessions: 0, tickets: 0, challenges: 0, shown: 0, events: before?.["events"] });
});
