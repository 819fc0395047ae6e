import { z } from "zod";
import { readVerifierLine } from "@/lib/audit/log/note";
import { Nothing, Uuid } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { refuseOthers, witnessResource } from "./models";

/** Asks a witness no more. What it has cosigned stays. */
export const removeWitness = operation({
  name: "audit:RemoveWitness",
  summary: "Asks a witness no more; what it has cosigned stays.",
  access: "Permissions",
  reach: "member",
  stepUp: true,
  input: z.object({ witnessId: Uuid }),
  output: Nothing,
  async resource({ db, caller, input }) {
    refuseOthers(caller);
    const witness = await db.logWitness.findFirst({ where: { id: input.witnessId, removedAt: null }, select: { id: true, verifier: true } });
    if (!witness) throw new MunimentError("ResourceNotFound");
    return witness;
  },
  async handle({ db, resource }) {
    const { count } = await db.logWitness.updateMany({ where: { id: resource.id, removedAt: null }, data: { removedAt: now(), claimedUntil: null } });
    if (count !== 1) throw new MunimentError("ResourceNotFound");
    return {};
  },
  record: ({ resource }) => ({ resources: [witnessResource(resource.id)], parameters: { label: readVerifierLine(resource.verifier).name } }),
});
