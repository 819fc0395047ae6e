import { z } from "zod";
import { operation } from "@/lib/operations/operation";
import { Nothing } from "./models";
import { keepOnceShown } from "./once-shown";
import { issueRecoveryCodes } from "./recovery-codes";

/** Ten new recovery codes in place of the old ones, which are dead at once. */
export const createRecoveryCodes = operation({
  name: "identity:CreateRecoveryCodes",
  summary: "Replaces all recovery codes by ten new ones.",
  access: "Write",
  reach: "self",
  stepUp: true,
  input: z.object({}),
  output: Nothing,
  async handle({ db, caller }) {
    await keepOnceShown(db, caller.sessionId, { kind: "recovery-codes", codes: await issueRecoveryCodes(db, caller.personId) });
    return {};
  },
});
