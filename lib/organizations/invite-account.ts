import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { AccountId, Uuid } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { organizationInReach } from "./account-in-reach";
import { loadTree, lockTrees } from "./load-tree";
import { msg, t } from "@/lib/texts/text";

export const accountInvitationValidMs = 14 * 24 * 60 * 60 * 1000;
const maxOpen = 100;

/** An account number as people write it: twelve digits, with or without dashes and spaces. */
const WrittenAccountId = z.string().transform((text) => text.replace(/[\s-]/g, "")).pipe(AccountId);

/**
 * Asks an account, by its number, to join the organization. Its admin sees what that would change and accepts or declines, within fourteen days.
 * The answer is the same whether or not the number is anybody's.
 */
export const inviteAccount = operation({
  name: "organizations:InviteAccount",
  summary: "Asks an account, by its number, to join the organization. Its admin accepts or declines within fourteen days.",
  access: "Permissions",
  reach: "member",
  stepUp: true,
  input: z.object({ organizationId: Uuid.optional(), accountId: WrittenAccountId, unitId: Uuid.optional(), note: z.string().trim().max(500, msg("A note has at most 500 characters.")).default("") }),
  output: z.object({ invitationId: z.uuid(), expiresAt: z.date() }),
  resource: ({ db, caller, input }) => organizationInReach(db, caller, input.organizationId),
  async handle({ db, caller, input, resource: organization }) {
    if (organization.kind === "OPERATOR") throw new MunimentError("Conflict", t("The operator's accounts are its own. Create an account instead."));
    await lockTrees(db, [organization.id]);
    (await loadTree(db, organization.id)).checkPlace(input.unitId ?? null);
    const own = await db.account.findFirst({ where: { id: input.accountId, organizationId: organization.id }, select: { id: true } });
    if (own) throw new MunimentError("Conflict", t("This account is part of the organization already."), { fields: [{ field: "accountId", message: t("Yours already.") }] });
    const at = now();
    const open = { organizationId: organization.id, acceptedAt: null, declinedAt: null, revokedAt: null };
    // One that has run out makes room for a new one.
    await db.accountInvitation.updateMany({ where: { ...open, expiresAt: { lte: at } }, data: { revokedAt: at } });
    if (await db.accountInvitation.findFirst({ where: { ...open, accountId: input.accountId }, select: { id: true } })) {
      throw new MunimentError("Conflict", t("This account is invited already. Wait for its answer, or take the invitation back first."), { fields: [{ field: "accountId", message: t("Invited already.") }] });
    }
    if ((await db.accountInvitation.count({ where: open })) >= maxOpen) throw new MunimentError("Conflict", t("{n} invitations are open at most. Take some back first.", { n: maxOpen }));
    const invitationId = uuidv7({ msecs: at.getTime() });
    const expiresAt = new Date(at.getTime() + accountInvitationValidMs);
    await db.accountInvitation.create({
      data: { id: invitationId, organizationId: organization.id, unitId: input.unitId ?? null, accountId: input.accountId, note: input.note, invitedBy: caller.personId, createdAt: at, expiresAt },
    });
    return { invitationId, expiresAt };
  },
  record: ({ input, resource, output }) => ({ resources: [`account-invitation/${output.invitationId}`, `organization/${resource.id}`], parameters: { account: input.accountId } }),
});
