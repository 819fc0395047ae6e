import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { database } from "@/lib/database/client";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { beginEnrollment } from "./begin-enrollment";
import { findSetupLink } from "./find-setup-link";
import { newAccountId } from "@/lib/organizations/account-id";
import { AccountId, Email, IssuedSession, LinkToken, PersonName } from "./models";
import { checkNewPassword, hashPassword, Password } from "./password";
import { firstLocale } from "./person-locale";
import { issueSession } from "./session";
import { consumeLink } from "./throttle";

/** Makes the operator's organization, its account and the first person, who is root and goes on to enrol a factor. */
export const setUpOperator = operation({
  name: "identity:SetUpOperator",
  summary: "Sets a new portal up: the operator's organization and its root person.",
  access: "Write",
  reach: "anyone",
  door: "session",
  input: z.object({ setup: LinkToken, operatorName: PersonName, name: PersonName, email: Email, password: Password, accountId: AccountId.optional(), accountName: PersonName.optional() }),
  output: IssuedSession.extend({ person: z.object({ id: z.uuid(), name: z.string(), email: z.string() }), organizationId: z.uuid(), accountId: AccountId }),
  async prepare({ caller, input }) {
    await consumeLink(caller.address);
    await findSetupLink(database(), input.setup);
    checkNewPassword(input.password, { email: input.email, name: input.name, operator: input.operatorName });
    return { passwordHash: await hashPassword(input.password) };
  },
  async handle({ db, caller, input, prepared }) {
    const at = now();
    const id = () => uuidv7({ msecs: at.getTime() });
    const used = await db.setupLink.updateMany({ where: { id: await findSetupLink(db, input.setup), usedAt: null }, data: { usedAt: at } });
    if (used.count !== 1) throw new MunimentError("LinkInvalid");
    const organizationId = id();
    const accountId = input.accountId ?? newAccountId();
    const person = { id: id(), name: input.name, email: input.email };
    await db.organization.create({ data: { id: organizationId, slug: "operator", name: input.operatorName, kind: "OPERATOR", createdAt: at } });
    await db.account.create({ data: { id: accountId, organizationId, name: input.accountName ?? input.operatorName, management: true, createdAt: at } });
    await db.person.create({ data: { ...person, passwordHash: prepared.passwordHash, passwordChangedAt: at, createdAt: at, locale: firstLocale() } });
    await db.membership.create({ data: { personId: person.id, accountId, group: "root", createdAt: at } });
    await beginEnrollment(db, person.id);
    const session = await issueSession(db, { personId: person.id, accountId, stage: "ENROLLMENT", origin: caller });
    return { ...session, person, organizationId, accountId };
  },
  record: ({ output }) => ({ person: output.person, resources: [`organization/${output.organizationId}`, `account/${output.accountId}`, `person/${output.person.id}`] }),
});
