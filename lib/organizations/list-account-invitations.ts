import { z } from "zod";
import { asSystem } from "@/lib/database/scope";
import { AccountId, Uuid } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { operation } from "@/lib/operations/operation";
import { organizationInReach } from "./account-in-reach";

const Shown = z.object({ id: z.uuid(), accountId: AccountId, organization: z.string(), unit: z.string().nullable(), note: z.string(), createdAt: z.date(), expiresAt: z.date(), expired: z.boolean() });

/** The open invitations that the organization sent to accounts, and those that the caller's account received. Run-out ones show only to the sender. */
export const listAccountInvitations = operation({
  name: "organizations:ListAccountInvitations",
  summary: "Open invitations of accounts: those that the organization sent, and those that the caller's account received.",
  access: "List",
  reach: "member",
  browsing: true,
  input: z.object({ organizationId: Uuid.optional() }),
  output: z.object({ sent: z.array(Shown), received: z.array(Shown) }),
  resource: ({ db, caller, input }) => organizationInReach(db, caller, input.organizationId),
  async handle({ db, caller, resource: organization }) {
    const at = now();
    const open = { acceptedAt: null, declinedAt: null, revokedAt: null };
    const include = { organization: { select: { name: true } }, unit: { select: { name: true } } };
    const manages = caller.account.organizationKind === "OPERATOR" || caller.account.management;
    const sent = manages ? await db.accountInvitation.findMany({ where: { ...open, organizationId: organization.id }, orderBy: { createdAt: "desc" }, take: 100, include }) : [];
    const received = organization.id === caller.account.organizationId ? await asSystem("the organizations that invite an account are none of its own yet", () => db.accountInvitation.findMany({ where: { ...open, accountId: caller.account.id, expiresAt: { gt: at } }, orderBy: { createdAt: "desc" }, take: 100, include })) : [];
    const shown = ({ id, accountId, note, createdAt, expiresAt, organization: { name }, unit }: (typeof sent)[number]) => ({ id, accountId, organization: name, unit: unit?.name ?? null, note, createdAt, expiresAt, expired: expiresAt <= at });
    return { sent: sent.map(shown), received: received.map(shown) };
  },
  record: ({ resource }) => ({ resources: [`organization/${resource.id}`] }),
});
