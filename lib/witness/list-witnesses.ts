import { z } from "zod";
import { readVerifierLine } from "@/lib/audit/log/note";
import { operation } from "@/lib/operations/operation";
import { refuseOthers } from "./models";

const nameOf = (line: string): string => readVerifierLine(line).name;
const mostForks = 20;

/** Who cosigns this log, and whose logs this installation cosigns. */
export const listWitnesses = operation({
  name: "audit:ListWitnesses",
  summary: "Witnesses of the log with what each has cosigned, and the logs that this installation cosigns.",
  access: "List",
  reach: "member",
  browsing: true,
  input: z.object({}),
  output: z.object({
    /** Events that the newest checkpoint covers. */
    size: z.int(),
    witnesses: z.array(
      z.object({
        witnessId: z.uuid(), name: z.string(), verifier: z.string(), address: z.string(), cosigned: z.int(), lastAt: z.date().nullable(), attempts: z.int(), nextAttemptAt: z.date(), problem: z.string(), createdAt: z.date(),
      }),
    ),
    /** The key that this installation cosigns with; null before the first log was entered. */
    verifier: z.string().nullable(),
    logs: z.array(z.object({ witnessedLogId: z.uuid(), origin: z.string(), verifiers: z.array(z.string()), size: z.int(), cosignedAt: z.date().nullable(), refusedAt: z.date().nullable() })),
    /** Proofs that a log has shown two histories, newest first, 20 at most. */
    forks: z.array(z.object({ origin: z.string(), size: z.int(), cosigned: z.string(), presented: z.string(), at: z.date() })),
  }),
  async handle({ db, caller }) {
    refuseOthers(caller);
    const [newest, witnesses, key, logs, forks] = await Promise.all([
      db.logCheckpoint.findFirst({ orderBy: { size: "desc" }, select: { size: true } }),
      db.logWitness.findMany({ where: { removedAt: null }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] }),
      db.witnessKey.findFirst({ orderBy: { createdAt: "asc" }, select: { verifier: true } }),
      db.witnessedLog.findMany({ where: { removedAt: null }, orderBy: [{ origin: "asc" }] }),
      db.witnessedFork.findMany({ orderBy: { at: "desc" }, take: mostForks, include: { log: { select: { origin: true } } } }),
    ]);
    return {
      size: Number(newest?.size ?? 0n),
      witnesses: witnesses.map(({ id, verifier, address, cosigned, lastAt, attempts, nextAttemptAt, problem, createdAt }) => ({ witnessId: id, name: nameOf(verifier), verifier, address, cosigned: Number(cosigned), lastAt, attempts, nextAttemptAt, problem, createdAt })),
      verifier: key?.verifier ?? null,
      logs: logs.map(({ id, origin, verifiers, size, cosignedAt, refusedAt }) => ({ witnessedLogId: id, origin, verifiers, size: Number(size), cosignedAt, refusedAt })),
      forks: forks.map(({ log, size, cosigned, presented, at }) => ({ origin: log.origin, size: Number(size), cosigned, presented, at })),
    };
  },
  record: ({ output }) => ({ parameters: { witnesses: output.witnesses.length, logs: output.logs.length } }),
});
