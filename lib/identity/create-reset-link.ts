import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { config } from "@/lib/config/config";
import type { Db } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import { accountInReach } from "@/lib/organizations/account-in-reach";
import { membershipInReach } from "@/lib/organizations/membership-in-reach";
import type { MemberCaller } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { AccountId, Uuid } from "./models";
import { keepOnceShown } from "./once-shown";
import { hashToken, newToken } from "./token";
import { t } from "@/lib/texts/text";

export const resetValidMs = 24 * 60 * 60 * 1000;

/** Makes the link for a person; older ones of the same person die. */
export async function issueResetLink(db: Db, personId: string, createdBy: string | null): Promise<{ resetLinkId: string; link: string; expiresAt: Date }> {
  const at = now();
  const token = newToken();
  const resetLinkId = uuidv7({ msecs: at.getTime() });
  const expiresAt = new Date(at.getTime() + resetValidMs);
  await db.resetLink.updateMany({ where: { personId, usedAt: null, expiresAt: { gt: at } }, data: { expiresAt: at } });
  await db.resetLink.create({ data: { id: resetLinkId, tokenHash: hashToken(token), personId, createdBy, createdAt: at, expiresAt } });
  return { resetLinkId, link: `${config().baseUrl}/reset/${token}`, expiresAt };
}

/** Where a person works besides the account: as a member, or in a role that runs or is to begin, which the account itself may have as well. All of them, whatever their number. */
function otherPlaces(db: Db, personId: string, accountId: string): Promise<{ accountId: string; role: boolean }[]> {
  return db.$queryRaw`
    SELECT account_id AS "accountId", false AS role FROM membership WHERE person_id = ${personId}::uuid AND account_id <> ${accountId}
    UNION
    SELECT r.account_id, true FROM role_grant g JOIN role r ON r.id = g.role_id WHERE g.person_id = ${personId}::uuid AND g.ended_at IS NULL AND g.until_at > ${now()}`;
}

/**
 * Holds what the caller and the person are where they are, until the link is made or refused: whoever takes it from one of them waits, and then ends the link.
 * @throws MunimentError ResourceNotFound when the caller is no longer what the request came as
 */
async function holdStanding(db: Db, caller: MemberCaller, personId: string, accountId: string): Promise<void> {
  const held = await db.$queryRaw<{ person: string; group: string }[]>`
    SELECT person_id::text AS person, "group" FROM membership
    WHERE (person_id = ${caller.personId}::uuid AND account_id = ${caller.account.id}) OR (person_id = ${personId}::uuid AND account_id = ${accountId})
    ORDER BY person_id FOR SHARE`;
  if (!caller.role && !held.some(({ person, group }) => person === caller.personId && group === caller.group)) throw new MunimentError("ResourceNotFound");
  // An invitation that is accepted meanwhile waits, and then ends the link.
  await db.$queryRaw`SELECT 1 FROM person WHERE id = ${personId}::uuid FOR UPDATE`;
}

/** Whether the person may do more in the account than their group may: what only those give who administer the organization. Looked for past the caller's wall: what is hidden from them counts as well. */
const hasMoreThanGroup = (db: Db, personId: string, accountId: string): Promise<boolean> =>
  asSystem("what a person may do beyond their group", async () => (await db.policyAttachment.findFirst({ where: { personId, accountId }, select: { id: true } })) !== null);

/** False where the caller administers nothing of what was looked for. */
async function isReached(found: Promise<unknown>): Promise<boolean> {
  try {
    await found;
    return true;
  } catch (error) {
    if (error instanceof MunimentError) return false;
    throw error;
  }
}

/**
 * The link with which a member who lost password or factors begins anew: once, within 24 hours. Whoever hands it out answers for who gets it, so it is given
 * only by those who administer the person in every account that the person works in, roles included, and ends when that changes.
 */
export const createResetLink = operation({
  name: "identity:CreateResetLink",
  summary: "Makes a one-time link with which a member sets a new password and enrols a factor anew.",
  access: "Permissions",
  reach: "member",
  stepUp: true,
  input: z.object({ accountId: AccountId, personId: Uuid }),
  output: z.object({ resetLinkId: z.uuid(), link: z.string(), expiresAt: z.date() }),
  async resource({ db, caller, input }) {
    await holdStanding(db, caller, input.personId, input.accountId);
    const { personId, account } = await membershipInReach(db, caller, input);
    if (personId === caller.personId) throw new MunimentError("Conflict", t("Change your own password and factors on the Security page."));
    const elsewhere = await asSystem("where else a person works", () => otherPlaces(db, personId, account.id));
    const givesMore = caller.group === "root" || caller.group === "organization-admin";
    if (!givesMore && (elsewhere.some(({ role }) => role) || (await hasMoreThanGroup(db, personId, account.id)))) {
      throw new MunimentError("AccessDenied", t("This member has a role or permissions of their own, which you could not give. Ask an administrator of the organization for the link."));
    }
    for (const { accountId, role } of elsewhere) {
      if (await isReached(role ? accountInReach(db, caller, accountId) : membershipInReach(db, caller, { accountId, personId }))) continue;
      throw new MunimentError("AccessDenied", t("This person also works where you are no administrator. Ask the operator of this portal for the link."));
    }
    const person = await db.person.findUniqueOrThrow({ where: { id: personId }, select: { id: true, name: true, email: true } });
    return { ...person, accountId: account.id };
  },
  async handle({ db, caller, resource: person }) {
    const issued = await issueResetLink(db, person.id, caller.personId);
    await keepOnceShown(db, caller.sessionId, { kind: "reset", link: issued.link, name: person.name, email: person.email, expiresAt: issued.expiresAt.toISOString() });
    return issued;
  },
  record: ({ resource, output }) => ({ resources: [`person/${resource.id}`, `account/${resource.accountId}`, `reset-link/${output.resetLinkId}`], parameters: { email: resource.email } }),
});
