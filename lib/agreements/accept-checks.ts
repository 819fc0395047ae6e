import type { Db } from "@/lib/database/client";
import type { MemberCaller } from "@/lib/operations/caller";
import { MunimentError, type FieldError } from "@/lib/operations/errors";
import { holderKey, type Bound } from "./bound";
import { sameName } from "./consent";
import type { FoundAgreement } from "./find-agreement";
import type { HolderKind } from "./models";

type Ticks = { box: readonly number[]; typedName: string } & Partial<Record<"authority" | "electronicRecords" | "checked", boolean>>;

const tickMessages = {
  authority: "Tick this box to say that you have the authority.",
  electronicRecords: "Tick this box to accept electronically.",
  checked: "Tick this box to say that you checked it.",
} as const;

/** Every statement ticked, and the own name typed. @throws MunimentError ValidationException with each field that is missing; `done` says what did not happen */
export function checkConsent(input: Ticks, boxes: number, needs: readonly (keyof typeof tickMessages)[], caller: MemberCaller, done: "accepted" | "prepared"): void {
  const fields: FieldError[] = [];
  for (let box = 0; box < boxes; box += 1) if (!input.box.includes(box)) fields.push({ field: `box.${box}`, message: "Tick this box to go on." });
  for (const need of needs) if (input[need] !== true) fields.push({ field: need, message: tickMessages[need] });
  if (!sameName(input.typedName, caller.name)) fields.push({ field: "typedName", message: `Type your name as the portal knows it: ${caller.name}` });
  if (fields.length === 0) return;
  const unticked = fields.some(({ field }) => field !== "typedName");
  throw new MunimentError("ValidationException", unticked ? `Nothing was ${done}: every statement must be ticked.` : `Nothing was ${done}: the name is not yours.`, { fields });
}

/** One at a time per holder and agreement: the second waits here, then sees the first. */
export async function claimHolder(db: Db, agreementId: string, bound: Bound): Promise<void> {
  const key = `${agreementId} ${bound.accountId ?? bound.organizationId}`;
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
}

/** @throws MunimentError where the agreement is no longer offered, not for such a holder, or not in this revision */
export function checkOffered({ agreement, text }: FoundAgreement, kind: HolderKind, revision: number): void {
  if (agreement.state !== "OFFERED") throw new MunimentError("Conflict", "This agreement is no longer offered.");
  if (agreement.scope !== "BOTH" && agreement.scope !== kind) {
    const whom = agreement.scope === "ACCOUNT" ? "for single accounts" : "for a whole organization";
    throw new MunimentError("ValidationException", `This agreement is made ${whom} only.`, { fields: [{ field: "for", message: `Made ${whom} only.` }] });
  }
  if (text.revision !== revision) throw new MunimentError("TermsChanged", `Revision ${revision} was replaced by revision ${text.revision}. Read that one before you accept.`);
}

/** What is in force for the holder and leaves no room for another acceptance, or the one that an acceptance replaces; `over` where that has run out already. */
export async function earlierOf(db: Db, { agreement, text }: FoundAgreement, bound: Bound, at: Date) {
  const earlier = await db.customerAgreement.findFirst({ where: { agreementId: agreement.id, state: "ACTIVE", ...holderKey(bound) }, include: { acceptance: { select: { personName: true, at: true } } } });
  const over = earlier?.effectiveEnd && earlier.effectiveEnd <= at ? earlier.effectiveEnd : null;
  if (earlier && !over && (earlier.revision >= text.revision || earlier.type !== "DEFAULT")) {
    const who = earlier.acceptance ? ` ${earlier.acceptance.personName} accepted it on ${earlier.acceptance.at.toISOString().slice(0, 16).replace("T", " ")} UTC.` : "";
    throw new MunimentError("Conflict", `This agreement is in force already; nothing was accepted twice.${who}`);
  }
  return { earlier, over };
}
