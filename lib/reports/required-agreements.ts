import { z } from "zod";
import { agreementStretches, inForceAt } from "@/lib/agreements/in-force";
import type { Db } from "@/lib/database/client";
import type { MemberCaller } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { isStaff } from "./visible";
import { t } from "@/lib/texts/text";

/** An agreement that must be in force for the account before it gets a copy. Operator staff, who publish, need none. */
export const RequiredAgreement = z.object({ slug: z.string(), name: z.string(), met: z.boolean() });
export type RequiredAgreement = z.infer<typeof RequiredAgreement>;

/** What a series requires and whether the caller's account is covered at this moment, its own agreements and its organization's counted. */
export async function requiredAgreements(db: Db, caller: MemberCaller, seriesId: string): Promise<RequiredAgreement[]> {
  const required = await db.seriesAgreement.findMany({ where: { seriesId }, select: { agreement: { select: { slug: true, name: true } } }, orderBy: { agreement: { name: "asc" } }, take: 50 });
  if (required.length === 0) return [];
  const staff = isStaff(caller);
  // Asked of the records anew rather than of the caller: an agreement may have ended since the request began.
  const inForce = staff ? [] : inForceAt(await agreementStretches(db, caller.account), now().getTime());
  return required.map(({ agreement: { slug, name } }) => ({ slug, name, met: staff || inForce.includes(slug) }));
}

/** @throws MunimentError AgreementRequired, with the names of what is missing */
export async function refuseWithoutAgreements(db: Db, caller: MemberCaller, seriesId: string): Promise<void> {
  const missing = (await requiredAgreements(db, caller, seriesId)).filter(({ met }) => !met);
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name).join(", ");
  throw new MunimentError("AgreementRequired", t("This report is given out under an agreement that is not in force for your account: {names}. It is accepted under Agreements.", { names }));
}
