import { z } from "zod";
import { database } from "@/lib/database/client";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { IssuedSession } from "./models";
import { consumeRecoveryCode, RecoveryCodeInput } from "./recovery-codes";
import { rotateSession } from "./rotate-session";
import { consumeCode, forgetCode } from "./throttle";
import { t } from "@/lib/texts/text";

/** Signs in with one of the ten recovery codes in place of the app. The code is used up. */
export const useRecoveryCode = operation({
  name: "identity:UseRecoveryCode",
  summary: "Finishes signing in, or confirms the person again, with a recovery code, which is used up.",
  access: "Write",
  reach: "session",
  door: "session",
  input: z.object({ recoveryCode: RecoveryCodeInput }),
  output: IssuedSession.extend({ left: z.int() }),
  async prepare({ caller, input }) {
    await consumeCode(caller.personId);
    if ((caller.stage === "ENROLLMENT" && caller.factorAt === null) || !(await consumeRecoveryCode(database(), caller.personId, input.recoveryCode))) {
      throw new MunimentError("CodeRejected", t("That recovery code was not accepted. Each works once; check the letters and digits, or use the next one."));
    }
    await forgetCode(caller.personId);
  },
  async handle({ db, caller }) {
    const session = await rotateSession(db, caller, { kind: "RECOVERY_CODE", at: now() });
    const left = await db.recoveryCode.count({ where: { personId: caller.personId, usedAt: null } });
    return { ...session, left };
  },
  record: ({ output }) => ({ parameters: { factor: "RECOVERY_CODE", codesLeft: output.left } }),
});
