import { database } from "@/lib/database/client";
import type { DemoWorld } from "@/lib/demo/found";
import { verifyPassword } from "@/lib/identity/password";
import { unseal } from "@/lib/identity/seal";
import { callerFor } from "@/lib/identity/session";
import { signIn } from "@/lib/identity/sign-in";
import { consumeCode, consumeSignIn, forgetCode, forgetSignIn } from "@/lib/identity/throttle";
import { matchingStep } from "@/lib/identity/totp";
import { verifyTotp } from "@/lib/identity/verify-totp";
import { originOf } from "@/lib/operations/caller";
import { perform } from "@/lib/operations/perform";
import { password } from "./cast";
import { withPortal } from "./portal";
import { median, spreadOf, timed, type Spread } from "./statistics";
import { forgetUsedCodes, Visitor } from "./visitor";

export interface SignInFigures {
  /** Both answers, password and code, over HTTP: milliseconds. */
  whole: Spread;
  passwordMs: number;
  codeMs: number;
  /** Milliseconds of each part; together they are the whole. */
  parts: { throttle: number; argon2: number; totp: number; database: number; http: number };
}

/** What a sign-in costs and where the time goes: each part by itself, in turn with the whole. */
export async function measureSignIn(dataDir: string, world: DemoWorld, rounds: number): Promise<SignInFigures> {
  return withPortal(dataDir, async (portal) => {
    const actor = world.actor("auditor");
    const { email } = actor.person;
    const origin = originOf({ address: "203.0.113.200", userAgent: "bench" });
    const person = await database().person.findUniqueOrThrow({ where: { email }, select: { id: true, passwordHash: true, totpFactors: { select: { secret: true } } } });
    const sealed = person.totpFactors[0]?.secret;
    if (!sealed) throw new Error("the auditor has no factor");

    const operations = async (): Promise<void> => {
      const { token } = await perform({ kind: "anonymous", ...origin }, signIn, { email, password });
      const caller = await callerFor(token, origin);
      await perform(caller, verifyTotp, { code: await actor.code() });
    };
    const throttle = async (): Promise<void> => {
      await consumeSignIn(origin.address, email);
      await forgetSignIn(origin.address, email);
      await consumeCode(person.id);
      await forgetCode(person.id);
    };
    const totp = async (): Promise<void> => {
      if ((await matchingStep(unseal(sealed, person.id), await actor.code())) === null) throw new Error("the code is not right");
    };

    const visitor = new Visitor(portal);
    const found = { password: [] as number[], code: [] as number[], operations: [] as number[], throttle: [] as number[], argon2: [] as number[], totp: [] as number[] };
    const warmUp = 3;
    for (let round = -warmUp; round < rounds; round += 1) {
      const { passwordMs, codeMs } = await visitor.signIn(actor);
      await forgetUsedCodes();
      const once = {
        password: passwordMs,
        code: codeMs,
        operations: (await timed(operations)).ms,
        throttle: (await timed(throttle)).ms,
        argon2: (await timed(() => verifyPassword(person.passwordHash, password))).ms,
        totp: (await timed(totp)).ms,
      };
      if (round >= 0) for (const key of Object.keys(found) as (keyof typeof found)[]) found[key].push(once[key]);
    }
    visitor.close();
    const whole = spreadOf(found.password.map((ms, round) => ms + (found.code[round] ?? 0)));
    const parts = { throttle: median(found.throttle), argon2: median(found.argon2), totp: median(found.totp) };
    const inOperations = median(found.operations);
    return {
      whole,
      passwordMs: median(found.password),
      codeMs: median(found.code),
      parts: { ...parts, database: Math.max(0, inOperations - parts.throttle - parts.argon2 - parts.totp), http: Math.max(0, whole.median - inOperations) },
    };
  });
}
