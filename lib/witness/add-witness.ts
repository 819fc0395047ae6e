import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { keyName, readVerifierLine } from "@/lib/audit/log/note";
import { Uuid } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { refuseUnreachable, WebhookUrl } from "@/lib/outbound/webhook-url";
import { maxWitnesses, refuseOthers, WitnessKey, witnessResource } from "./models";
import { msg, t } from "@/lib/texts/text";

/** Has every checkpoint of the log shown to a witness from now on, which cosigns it where it follows from what it cosigned before. */
export const addWitness = operation({
  name: "audit:AddWitness",
  summary: "Asks a witness to cosign the checkpoints of the log from now on.",
  access: "Permissions",
  reach: "member",
  stepUp: true,
  input: z.object({
    /** The submission prefix of C2SP tlog-witness, an HTTPS address: `/add-checkpoint` is put behind it. */
    address: WebhookUrl.refine((url) => !URL.canParse(url) || new URL(url).search === "", msg("The address of a witness has no question mark.")),
    verifier: WitnessKey,
  }),
  output: z.object({ witnessId: Uuid, name: z.string() }),
  async prepare({ caller, input: { address } }) {
    refuseOthers(caller);
    await refuseUnreachable(new URL(address).hostname, "address");
  },
  async handle({ db, input }) {
    const [state] = await db.$queryRaw<{ size: bigint }[]>`SELECT size FROM log_state WHERE id = 1 FOR UPDATE`;
    if (!state) throw new MunimentError("Conflict", t("The log has not begun yet. Try again in a few seconds."));
    const active = await db.logWitness.findMany({ where: { removedAt: null }, select: { verifier: true } });
    if (active.some(({ verifier }) => verifier === input.verifier)) throw new MunimentError("Conflict", t("{name} is asked already. Remove it first to change its address.", { name: keyName(input.verifier) }));
    if (active.length >= maxWitnesses) throw new MunimentError("Conflict", t("There are {n} witnesses, the most there can be. Remove one first.", { n: maxWitnesses }));
    const at = now();
    const id = uuidv7({ msecs: at.getTime() });
    await db.logWitness.create({ data: { id, verifier: input.verifier, address: input.address.replace(/\/+$/, ""), nextAttemptAt: at, createdAt: at } });
    return { witnessId: id, name: readVerifierLine(input.verifier).name };
  },
  record: ({ input, output }) => ({ resources: [witnessResource(output.witnessId)], parameters: { label: output.name, verifier: input.verifier, address: input.address } }),
});
