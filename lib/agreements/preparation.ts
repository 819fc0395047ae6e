import { z } from "zod";
import { may } from "@/lib/access/decide";
import type { Db } from "@/lib/database/client";
import type { Prisma, PreparedAcceptance } from "@/lib/database/generated/client";
import type { MemberCaller } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import type { Bound } from "./bound";
import { forOrganization } from "./for-organization";
import { HolderKind } from "./models";
import { t } from "@/lib/texts/text";

/** How long the second person has. */
export const preparationValidMs = 14 * 86_400_000;

export const preparationResource = (id: string): string => `prepared-acceptance/${id}`;

/** The first half of an acceptance as it is shown to both people. */
export const PreparationSummary = z.object({
  id: z.uuid(),
  revision: z.int(),
  holder: z.object({ kind: HolderKind, id: z.string(), name: z.string() }),
  legalEntity: z.string(),
  note: z.string(),
  personName: z.string(),
  personTitle: z.string(),
  at: z.date(),
  expiresAt: z.date(),
  /** The caller prepared it: somebody else accepts. */
  own: z.boolean(),
  /** A later revision is there: it has to be prepared anew. */
  outdated: z.boolean(),
  mayAccept: z.boolean(),
});
export type PreparationSummary = z.infer<typeof PreparationSummary>;

/** Whether the organization wants two people for each acceptance. */
export async function twoPersonRule(db: Db, organizationId: string): Promise<boolean> {
  const organization = await db.organization.findUnique({ where: { id: organizationId }, select: { twoPersonAgreements: true } });
  return organization?.twoPersonAgreements === true;
}

/** Which preparations of the organization a caller may know of: the own account's, in the management account the organization's, its admins all. */
export function preparationsInReach({ group, account }: MemberCaller): Prisma.PreparedAcceptanceWhereInput {
  if (group === "organization-admin") return {};
  return account.management ? { OR: [{ accountId: null }, { accountId: account.id }] } : { accountId: account.id };
}

/** What waits for a second person and this caller may know of: the own account's, in the management account the organization's, for its admins all. */
export async function listPreparations(db: Db, caller: MemberCaller, agreementId: string, newest: number): Promise<PreparationSummary[]> {
  const { account } = caller;
  if (account.organizationKind === "OPERATOR") return [];
  const rows = await db.preparedAcceptance.findMany({
    where: { agreementId, organizationId: account.organizationId, state: "PREPARED", expiresAt: { gt: now() }, ...preparationsInReach(caller) },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: 200,
  });
  const accountIds = rows.flatMap(({ accountId }) => accountId ?? []);
  const names = new Map((accountIds.length === 0 ? [] : await db.account.findMany({ where: { id: { in: accountIds } }, select: { id: true, name: true } })).map(({ id, name }) => [id, name]));
  const accepts = may(caller, { name: "agreements:AcceptAgreement", reach: "member" });
  return rows.map((row) => {
    const own = row.personId === caller.personId;
    const binds = row.accountId === null ? forOrganization(caller, "agreements:AcceptAgreement") : accepts;
    return {
      id: row.id,
      revision: row.revision,
      holder: row.accountId === null ? { kind: "ORGANIZATION", id: account.organizationId, name: account.organizationName } : { kind: "ACCOUNT", id: row.accountId, name: names.get(row.accountId) ?? row.accountId },
      legalEntity: row.legalEntity,
      note: row.note,
      personName: row.personName,
      personTitle: row.personTitle,
      at: row.at,
      expiresAt: row.expiresAt,
      own,
      outdated: row.revision !== newest,
      mayAccept: binds && !own && row.revision === newest,
    };
  });
}

/** A preparation for this holder. @throws MunimentError ResourceNotFound, the same for unknown and for another holder's */
export async function findPreparation(db: Db, bound: Bound, agreementId: string, id: string): Promise<PreparedAcceptance> {
  const prepared = await db.preparedAcceptance.findFirst({ where: { id, agreementId, organizationId: bound.organizationId, accountId: bound.accountId } });
  if (!prepared) throw new MunimentError("ResourceNotFound");
  return prepared;
}

/** @throws MunimentError where a preparation is settled, has run out, is of a revision that was replaced, or is the caller's own */
export function checkPreparation(prepared: PreparedAcceptance, caller: MemberCaller, newest: number): void {
  if (prepared.personId === caller.personId) throw new MunimentError("AccessDenied", t("You prepared this yourself. Another person with the right to accept must do it."));
  if (prepared.state === "ACCEPTED") throw new MunimentError("Conflict", t("This was accepted already; nothing was accepted twice."));
  if (prepared.state === "WITHDRAWN") throw new MunimentError("Conflict", t("This preparation was withdrawn. Ask for a new one, or prepare it yourself and let another person accept."));
  if (prepared.expiresAt <= now()) throw new MunimentError("Conflict", t("This preparation has run out after two weeks. It has to be prepared again."));
  if (prepared.revision !== newest) throw new MunimentError("TermsChanged", t("Revision {revision}, which was prepared, was replaced by revision {newest}. It has to be prepared again.", { revision: String(prepared.revision), newest: String(newest) }));
}
