import { z } from "zod";
import { endWithAccount } from "@/lib/agreements/end-with-account";
import { underLegalHold } from "@/lib/agreements/legal-hold";
import { AccountId, Uuid } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { endSessionsIn } from "./end-sessions";
import { endWhatWasGiven } from "./end-what-was-given";
import { openAccount } from "./in-reach";
import { PreviewDigest } from "./models";
import { confirmedPlan } from "./plan-change";
import { tellChange } from "./tell-change";
import { t } from "@/lib/texts/text";

/** Closes an account for good, as previewed: members lose it, what it agreed to for itself ends, and nothing covers it any more. Its records stay. */
export const closeAccount = operation({
  name: "organizations:CloseAccount",
  summary: "Closes an account for good, exactly as previewed. Members lose it and its coverage ends; its records stay.",
  access: "Permissions",
  reach: "member",
  stepUp: true,
  input: z.object({ accountId: AccountId, confirmName: z.string().trim().max(200), preview: PreviewDigest }),
  output: z.object({ organizationId: Uuid, accountId: AccountId, members: z.int() }),
  prepare: async ({ caller }) => ({ legalHold: await underLegalHold(caller.personId, caller.account.organizationId) }),
  resource: ({ db, caller, input }) => openAccount(db, caller, input.accountId),
  async handle({ db, caller, input, resource: account, prepared: { legalHold } }) {
    if (input.confirmName.normalize("NFC") !== account.name) {
      throw new MunimentError("ValidationException", t("Nothing was closed: the name is not the account's."), { fields: [{ field: "confirmName", message: t("Type the account's name: {name}", { name: account.name }) }] });
    }
    const plan = await confirmedPlan(db, caller, { kind: "close", accountId: account.id }, input.preview);
    await tellChange(db, caller, plan);
    const at = now();
    // Before the memberships: whoever is accepting an invitation at this moment is waited for, and then loses the membership like everyone else.
    await endWhatWasGiven(db, account.id, account.organization.id, caller.personId);
    const members = await db.membership.deleteMany({ where: { accountId: account.id } });
    await endSessionsIn(db, [account.id], at);
    await db.guardrailAttachment.deleteMany({ where: { accountId: account.id } });
    await endWithAccount(db, account.id, caller, at, legalHold);
    await db.accountPlacement.updateMany({ where: { accountId: account.id, toAt: null }, data: { toAt: at } });
    await db.account.update({ where: { id: account.id }, data: { closedAt: at, suspendedAt: null, unitId: null } });
    return { organizationId: account.organization.id, accountId: account.id, members: members.count };
  },
  record: ({ resource, output }) => ({ resources: [`account/${resource.id}`, `organization/${resource.organization.id}`], parameters: { name: resource.name, members: output.members } }),
});
