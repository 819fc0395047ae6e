import { z } from "zod";
import { MunimentError } from "@/lib/operations/errors";
import { now } from "@/lib/operations/clock";
import { operation } from "@/lib/operations/operation";
import { newSealedKey, overlapMs } from "./log/signing-keys";
import { t } from "@/lib/texts/text";

/** Gives the log a new key. The old one signs along for 90 days, so that whoever knows only that one is not left behind. */
export const rotateLogKey = operation({
  name: "audit:RotateLogKey",
  summary: "Gives the log a new signing key; the old one signs along for 90 days.",
  access: "Permissions",
  reach: "member",
  stepUp: true,
  input: z.object({}),
  output: z.object({ verifier: z.string(), replaced: z.array(z.string()), until: z.date() }),
  async handle({ db, caller }) {
    if (caller.account.organizationKind !== "OPERATOR") throw new MunimentError("AccessDenied", t("Only the operator's staff can give the log a new key."));
    const at = now();
    const [state] = await db.$queryRaw<{ origin: string }[]>`SELECT origin FROM log_state WHERE id = 1 FOR UPDATE`;
    if (!state) throw new MunimentError("Conflict", t("The log has not begun yet. Try again in a few seconds."));
    const until = new Date(at.getTime() + overlapMs);
    const replaced = await db.$queryRaw<{ verifier: string }[]>`UPDATE log_key SET signs_till = ${until} WHERE signs_till IS NULL RETURNING verifier`;
    const { verifier, sealed } = newSealedKey(state.origin);
    await db.logKey.create({ data: { verifier, sealed: new Uint8Array(sealed), createdAt: at } });
    return { verifier, replaced: replaced.map((one) => one.verifier), until };
  },
  record: ({ output }) => ({ parameters: { verifier: output.verifier, replaced: output.replaced, until: output.until.toISOString() } }),
});
