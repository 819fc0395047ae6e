import { z } from "zod";
import { database } from "@/lib/database/client";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { Email, IssuedSession } from "./models";
import { Password, verifyPassword } from "./password";
import { issueSession, revokeSession } from "./session";
import { hasFactor } from "./has-factor";
import { homeAccount } from "./home-account";
import { beginEnrollment } from "./begin-enrollment";
import { consumeSignIn, forgetSignIn } from "./throttle";

const nobody = "00000000-0000-7000-8000-000000000000";

/** First step of signing in. The session it gives reaches only the second factor, or enrolment where none exists. */
export const signIn = operation({
  name: "identity:SignIn",
  summary: "Checks e-mail address and password; the session it opens still owes the second factor.",
  access: "Write",
  reach: "anyone",
  door: "session",
  input: z.object({ email: Email, password: Password }),
  output: IssuedSession.extend({ person: z.object({ id: z.uuid(), name: z.string(), email: z.string() }), stage: z.enum(["PASSWORD", "ENROLLMENT"]), home: z.object({ id: z.string(), organizationId: z.string() }).nullable() }),
  async prepare({ caller, input }) {
    await consumeSignIn(caller.address, input.email);
    const person = await database().person.findUnique({ where: { email: input.email }, select: { id: true, name: true, email: true, passwordHash: true } });
    const right = await verifyPassword(person?.passwordHash ?? null, input.password);
    if (!right || !person) {
      // Looked up for nobody as well: known and unknown people take the same time.
      const account = await homeAccount(database(), person?.id ?? nobody);
      const concerns = person && { person: { id: person.id, name: person.name, email: person.email }, account };
      throw new MunimentError("SignInFailed", undefined, concerns ?? {});
    }
    await forgetSignIn(caller.address, input.email);
    return { id: person.id, name: person.name, email: person.email };
  },
  async handle({ db, caller, prepared: person }) {
    if (caller.kind === "person") await revokeSession(db, caller.sessionId);
    const enrolled = await hasFactor(db, person.id);
    if (!enrolled) await beginEnrollment(db, person.id);
    const stage = enrolled ? ("PASSWORD" as const) : ("ENROLLMENT" as const);
    const home = await homeAccount(db, person.id);
    const session = await issueSession(db, { personId: person.id, accountId: home?.id ?? null, stage, origin: caller });
    return { ...session, person, stage, home };
  },
  record: ({ output }) => ({ person: output.person, account: output.home, parameters: { stage: output.stage } }),
});
