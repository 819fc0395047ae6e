import { z } from "zod";
import { operation } from "@/lib/operations/operation";
import { beginEnrollment } from "./begin-enrollment";
import { Nothing } from "./models";

/** Begins to replace the authenticator app. The old one works until the new one is confirmed. */
export const startTotpEnrollment = operation({
  name: "identity:StartTotpEnrollment",
  summary: "Begins to set up another authenticator app; the present one works until that is confirmed.",
  access: "Write",
  reach: "self",
  stepUp: true,
  input: z.object({}),
  output: Nothing,
  async handle({ db, caller }) {
    await beginEnrollment(db, caller.personId);
    return {};
  },
});
