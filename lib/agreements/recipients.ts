import type { Db } from "@/lib/database/client";
import { composeMail, type Letter } from "@/lib/notifications/compose-mail";
import type { MailAttachment } from "@/lib/notifications/models";
import { queueMessages } from "@/lib/notifications/queue-message";
import { localesOf, writtenTo } from "@/lib/notifications/written-to";
import { operatorName } from "@/lib/organizations/operator-name";
import { t } from "@/lib/texts/text";

export type Recipient = Readonly<{ personId: string; email: string; name: string }>;

const most = 5_000;

/** The admins of accounts and of the organizations that hold them; of an organization itself its admins in the management account. Each person once. */
export async function adminsOf(db: Db, of: { organizationIds?: readonly string[]; accountIds?: readonly string[] }): Promise<Recipient[]> {
  const accountIds = [...(of.accountIds ?? [])];
  const accounts = accountIds.length === 0 ? [] : await db.account.findMany({ where: { id: { in: accountIds } }, select: { organizationId: true }, distinct: ["organizationId"], take: most });
  const organizationIds = [...new Set([...(of.organizationIds ?? []), ...accounts.map(({ organizationId }) => organizationId)])];
  const memberships = await db.membership.findMany({
    where: {
      OR: [
        { accountId: { in: accountIds }, group: { in: ["account-admin", "organization-admin"] } },
        { account: { organizationId: { in: organizationIds }, management: true }, group: "organization-admin" },
      ],
    },
    select: { person: { select: { id: true, email: true, name: true } } },
    orderBy: [{ createdAt: "asc" }, { personId: "asc" }],
    take: most,
  });
  return distinctPeople(memberships.map(({ person }) => ({ personId: person.id, email: person.email, name: person.name })));
}

export const distinctPeople = (people: readonly Recipient[]): Recipient[] => [...new Map(people.map((one) => [one.personId, one])).values()];

export type ToAll = Omit<Letter, "name" | "sender" | "reason"> & { subject: string; reason?: string; attachments?: readonly MailAttachment[] };

/**
 * Writes the same letter to each of several people, in the caller's transaction, each in the language that they are written to in.
 * @param write says the letter, once for each of them and to them
 * @returns how many
 */
export async function tell(db: Db, people: readonly Recipient[], about: string, write: (to: Recipient) => ToAll): Promise<number> {
  const sender = await operatorName();
  const recipients = distinctPeople(people);
  const locales = await localesOf(db, recipients.map(({ personId }) => personId));
  const messages = recipients.map((recipient) =>
    writtenTo(locales, recipient.personId, () => {
      const { personId, email, name } = recipient;
      const { subject, reason = t("You get this because you look after agreements of this account or organization."), attachments = [], ...letter } = write(recipient);
      return { to: email, personId, subject, about, attachments, ...composeMail({ ...letter, name, sender, reason }) };
    }),
  );
  await queueMessages(db, messages);
  return messages.length;
}
