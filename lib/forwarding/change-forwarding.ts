import { z } from "zod";
import type { Db } from "@/lib/database/client";
import { Nothing, Uuid } from "@/lib/identity/models";
import type { MemberCaller } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { forwardingResource, refuseOthers } from "./models";
import { msg, t } from "@/lib/texts/text";

async function found(db: Db, caller: MemberCaller, forwardingId: string) {
  refuseOthers(caller);
  const destination = await db.forwardingDestination.findFirst({ where: { id: forwardingId, removedAt: null }, select: { id: true, name: true } });
  if (!destination) throw new MunimentError("ResourceNotFound");
  return destination;
}

/** Pauses a receiver, or lets it go on: from where it was, so that nothing is missing. */
export const pauseForwarding = operation({
  name: "audit:PauseForwarding",
  summary: "Pauses a receiver of events, or lets it go on from where it was.",
  access: "Permissions",
  reach: "member",
  stepUp: true,
  input: z.object({ forwardingId: Uuid, paused: z.union([z.boolean(), z.enum(["true", "false"]).transform((text) => text === "true")]) }),
  output: Nothing,
  resource: ({ db, caller, input }) => found(db, caller, input.forwardingId),
  async handle({ db, input, resource }) {
    await db.forwardingDestination.update({ where: { id: resource.id }, data: { pausedAt: input.paused ? now() : null, attempts: 0, problem: "", nextAttemptAt: now() } });
    return {};
  },
  record: ({ input, resource }) => ({ resources: [forwardingResource(resource.id)], parameters: { label: resource.name, paused: input.paused } }),
});

/** Removes a receiver. It gets nothing more; its secret is forgotten. */
export const removeForwarding = operation({
  name: "audit:RemoveForwarding",
  summary: "Removes a receiver of events.",
  access: "Permissions",
  reach: "member",
  stepUp: true,
  input: z.object({ forwardingId: Uuid }),
  output: Nothing,
  resource: ({ db, caller, input }) => found(db, caller, input.forwardingId),
  async handle({ db, resource }) {
    await db.forwardingDestination.update({ where: { id: resource.id }, data: { removedAt: now(), sealed: null } });
    return {};
  },
  record: ({ resource }) => ({ resources: [forwardingResource(resource.id)], parameters: { label: resource.name } }),
});

/** Tries events again that a receiver had refused: one of them, or with `forwardingId` all that it refused. */
export const retryDeadLetter = operation({
  name: "audit:RetryDeadLetter",
  summary: "Tries events again that a receiver had refused.",
  access: "Write",
  reach: "member",
  input: z.object({ deadLetterId: Uuid.optional(), forwardingId: Uuid.optional() }).refine(({ deadLetterId, forwardingId }) => (deadLetterId === undefined) !== (forwardingId === undefined), msg("Name what was refused, or the receiver that refused it.")),
  output: Nothing,
  async resource({ db, caller, input }) {
    if (input.forwardingId !== undefined) return { id: null, destinationId: (await found(db, caller, input.forwardingId)).id };
    refuseOthers(caller);
    const letter = await db.forwardingDeadLetter.findFirst({ where: { id: input.deadLetterId ?? "", destination: { removedAt: null } }, select: { id: true, destinationId: true } });
    if (!letter) throw new MunimentError("ResourceNotFound");
    return letter;
  },
  async handle({ db, resource }) {
    const which = resource.id === null ? { destinationId: resource.destinationId } : { id: resource.id };
    const { count } = await db.forwardingDeadLetter.updateMany({ where: { ...which, state: "DEAD" }, data: { state: "RETRYING" } });
    if (count === 0) throw new MunimentError("Conflict", t("These events were sent in the meantime, or are being tried already."));
    await db.forwardingDestination.update({ where: { id: resource.destinationId }, data: { nextAttemptAt: now() } });
    return {};
  },
  record: ({ resource }) => ({ resources: [forwardingResource(resource.destinationId)], parameters: { deadLetter: resource.id ?? "all" } }),
});
