import { afterAll, beforeAll, expect, test } from "vitest";
import { callerFor } from "@/lib/identity/session";
import { originOf } from "@/lib/operations/caller";
import { perform } from "@/lib/operations/perform";
import { anonymousFrom, outcomeOf, password, useWorld } from "@/lib/testing/world";
import { confirmTotpEnrollment } from "./confirm-totp-enrollment";
import { createRecoveryCodes } from "./create-recovery-codes";
import { getOnceShown } from "./get-once-shown";
import { getTotpEnrollment } from "./get-totp-enrollment";
import { signIn } from "./sign-in";
import { startTotpEnrollment } from "./start-totp-enrollment";
import { useRecoveryCode } from "./use-recovery-code";
import { verifyTotp } from "./verify-totp";
import { Actor } from "@/lib/demo/actor";

const world = useWorld();
const origin = originOf({ address: "198.51.100.7" });
const withPassword = async () => callerFor((await perform(anonymousFrom("198.51.100.7"), signIn, { email: "auditor@beta.example", password })).token, origin);
let code = "";

beforeAll(async () => {
  const caller = await world.as("beta-auditor");
  await perform(caller, createRecoveryCodes, {});
  const { shown } = await perform(caller, getOnceShown, {});
  code = shown?.kind === "recovery-codes" ? (shown.codes[0] ?? "") : "";
  process.env["MUNIMENT_SECRET_KEY"] = Buffer.alloc(32, 9).toString("base64");
});
afterAll(() => {
  delete process.env["MUNIMENT_SECRET_KEY"];
});

test("when the master key is lost, a code of the app opens nothing, and a recovery code leads to a new app", async () => {
  expect(await outcomeOf(perform(await withPassword(), verifyTotp, { code: await world.actor("beta-auditor").code() }))).toBe("Internal");
  const { token } = await perform(await withPassword(), useRecoveryCode, { recoveryCode: code });
  await perform(await callerFor(token, origin), startTotpEnrollment, {});
  const app = new Actor(world.actor("beta-auditor").person, password, 70);
  app.secret = (await perform(await callerFor(token, origin), getTotpEnrollment, {})).secret;
  const confirmed = await perform(await callerFor(token, origin), confirmTotpEnrollment, { code: await app.code() });
  expect(await callerFor(confirmed.token, origin)).toMatchObject({ kind: "person", stage: "FULL", factor: "TOTP" });
});
