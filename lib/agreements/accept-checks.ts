import type { Db } from "@/lib/database/client";
import type { MemberCaller } from "@/lib/operations/caller";
import { MunimentError, type FieldError } from "@/lib/operations/errors";
import { holderKey, type Bound } from "./bound";
import { sameName } from "./consent";
import type { FoundAgreement } from "./find-agreement";
import type { HolderKind } from "./models";
import { msg, t } from "@/lib/texts/text";

type Ticks = { box: readonly number[]; typedName: string } & Partial<Record<"authority" | "electronicRecords" | "checked", boolean>>;

const tickMessages = {
  authority: msg("Tick this box to say that you have the authority."),
  electronicRecords: msg("Tick this box to accept electronically."),
  checked: msg("Tick this box to say that you checked it."),
} as const;

const refusals = {
  accepted: { unticked: msg("Nothing was accepted: every statement must be ticked."), name: msg("Nothing was accepted: the name is not yours.") },
  prepared: { unticked: msg("Nothing was prepared: every statement must be ticked."), name: msg("Nothing was prepared: the name is not yours.") },
} as const;

/** Every statement ticked, and the own name typed. @throws MunimentError ValidationException with each field that is missing; `done` says what did not happen */
export function checkConsent(input: Ticks, boxes: number, needs: readonly (keyof typeof tickMessages)[], caller: MemberCaller, done: "accepted" | "prepared"): void {
  const fields: FieldError[] = [];
  for (let box = 0; box < boxes; box += 1) if (!input.box.includes(box)) fields.push({ field: `box.${box}`, message: t("Tick this box to go on.") });
  for (const need of needs) if (input[need] !== true) fields.push({ field: need, message: t(tickMessages[need]) });
  if (!sameName(input.typedName, caller.name)) fields.push({ field: "typedName", message: t("Type your name as the portal knows it: {name}", { name: caller.name }) });
  if (fields.length === 0) return;
  const unticked = fields.some(({ field }) => field !== "typedName");
  throw new MunimentError("ValidationException", t(refusals[done][unticked ? "unticked" : "name"]), { fields });
}

/** One at a time per holder and agreement: the second waits here, then sees the first. */
export async function claimHolder(db: Db, agreementId: string, bound: Pick<Bound, "accountId" | "organizationId">): Promise<void> {
  const key = `${agreementId} ${bound.accountId ?? bound.organizationId}`;
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
}

/** @throws MunimentError where the agreement is no longer offered, not for such a holder, or not in this revision */
export function checkOffered({ agreement, text }: FoundAgreement, kind: HolderKind, revision: number): void {
  if (agreement.state !== "OFFERED") throw new MunimentError("Conflict", t("This agreement is no longer offered."));
  if (agreement.scope !== "BOTH" && agreement.scope !== kind) {
    const [message, field] =
      agreement.scope === "ACCOUNT"
        ? [t("This agreement is made for single accounts only."), t("Made for single accounts only.")]
        : [t("This agreement is made for a whole organization only."), t("Made for a whole organization only.")];
    throw new MunimentError("ValidationException", message, { fields: [{ field: "for", message: field }] });
  }
  if (text.revision !== revision) throw new MunimentError("TermsChanged", t("Revision {revision} was replaced by revision {newest}. Read that one before you accept.", { revision: String(revision), newest: String(text.revision) }));
}

/** What is in force for the holder and leaves no room for another acceptance, or the one that an acceptance replaces; `over` where that has run out already. */
export async function earlierOf(db: Db, { agreement, text }: FoundAgreement, bound: Bound, at: Date) {
  const earlier = await db.customerAgreement.findFirst({ where: { agreementId: agreement.id, state: "ACTIVE", ...holderKey(bound) }, include: { acceptance: { select: { personName: true, at: true } } } });
  const over = earlier?.effectiveEnd && earlier.effectiveEnd <= at ? earlier.effectiveEnd : null;
  if (earlier && !over && (earlier.revision >= text.revision || earlier.type !== "DEFAULT")) {
    const said = t("This agreement is in force already; nothing was accepted twice.");
    const { acceptance } = earlier;
    if (!acceptance) throw new MunimentError("Conflict", said);
    const when = `${acceptance.at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
    throw new MunimentError("Conflict", `${said} ${t("{name} accepted it on {when}.", { name: acceptance.personName, when })}`);
  }
  return { earlier, over };
}
