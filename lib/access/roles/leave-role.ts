import { z } from "zod";
import { exchangeSession } from "@/lib/identity/exchange-session";
import { IssuedSession } from "@/lib/identity/models";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { t } from "@/lib/texts/text";

/** Leaves the role: the person goes on with their own permissions, where they worked before. The session gets a new token. */
export const leaveRole = operation({
  name: "access:LeaveRole",
  summary: "Leaves the assumed role and goes on as oneself.",
  access: "Write",
  reach: "self",
  door: "session",
  input: z.object({}),
  output: IssuedSession.extend({ role: z.object({ id: z.uuid(), name: z.string() }) }),
  async handle({ db, caller }) {
    if (!caller.role) throw new MunimentError("Conflict", t("You work as yourself: there is no role to leave."));
    const { id, name } = caller.role;
    return { ...(await exchangeSession(db, caller, null)), role: { id, name } };
  },
  record: ({ output }) => ({ resources: [`role/${output.role.id}`], parameters: { role: output.role.name } }),
});
