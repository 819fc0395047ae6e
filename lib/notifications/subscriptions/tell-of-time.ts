import { adminsOf, tell } from "@/lib/agreements/recipients";
import { endOf, revisionFacts } from "@/lib/agreements/held";
import { findLapses } from "@/lib/agreements/find-lapses";
import { heldResource } from "@/lib/agreements/models";
import { config } from "@/lib/config/config";
import { database, type Db } from "@/lib/database/client";
import { formatDate } from "@/lib/texts/format-date";
import type { News } from "./find-news";
import { t } from "@/lib/texts/text";

/** The last day on which something is in force, of the first instant at which it is not. */
const lastDay = (end: Date): string => new Date(end.getTime() - 1).toISOString().slice(0, 10);

function among(names: readonly string[]): string {
  const shown = names.slice(0, 12).join(", ");
  return names.length > 12 ? t("{names} and {n} more", { names: shown, n: names.length - 12 }) : shown;
}

type Ending = Readonly<{ agreement: string; holder: string; end: string; before: boolean; overtaken: boolean; uncovered: readonly string[]; href: string; revision: number }>;

function letterOf({ agreement, holder, end, before, overtaken, uncovered, href, revision }: Ending) {
  const day = formatDate(end);
  const values = { agreement, holder, day };
  const facts = [[t("Revision"), String(revision)], [t("In force until"), day]] as const;
  if (!before) {
    return {
      subject: t("Ended: {agreement}, for {holder}", { agreement, holder }),
      paragraphs: [
        overtaken
          ? t("{agreement} for {holder} was in force until {day}. A new revision was published, and the days of grace for earlier ones are over.", values)
          : t("{agreement} for {holder} was in force until {day}. That is its last day as it was agreed.", values),
        t("What was agreed, and its certificate, stay on record. Accept the agreement again to be covered from then on."),
      ],
      facts,
      action: { label: t("See the agreement"), href },
    };
  }
  return {
    subject: t("Ends on {day}: {agreement}, for {holder}", values),
    paragraphs: [
      overtaken
        ? t("{agreement} for {holder} is in force until {day}. A new revision was published, and the days of grace for earlier ones are over then.", values)
        : t("{agreement} for {holder} is in force until {day}. That is its last day as it was agreed.", values),
      uncovered.length === 0 ? t("Every account is covered by another agreement as well.") : t("From then on these accounts are not covered any more, unless it is accepted again: {accounts}.", { accounts: among(uncovered) }),
    ],
    facts,
    action: { label: t("See what to do"), href },
  };
}

/** Letters to those who look after an agreement that time alone ends: a month and a week before, and when it has ended. */
export async function tellOfTime(db: Db, { kind, subject }: News): Promise<void> {
  if (kind !== "AGREEMENT_REMINDER" && kind !== "AGREEMENT_ENDED") return;
  // Not by the transaction, whose one connection takes one question at a time.
  const held = await database().customerAgreement.findUnique({
    where: { id: subject },
    include: { agreement: { select: { slug: true, name: true } }, account: { select: { id: true, name: true, organizationId: true, organization: { select: { name: true } } } }, organization: { select: { id: true, name: true } } },
  });
  if (!held) return;
  const { agreement, account, organization } = held;
  const facts = await revisionFacts(db);
  const end = endOf(held, facts);
  if (end === null) return;
  const overtaken = held.effectiveEnd === null || held.effectiveEnd.getTime() > end;
  const organizationId = account?.organizationId ?? organization?.id ?? "";
  const holder = () => (account ? t("{organization}, account {account}", { organization: account.organization.name, account: account.name }) : (organization?.name ?? ""));
  const before = kind === "AGREEMENT_REMINDER";
  const uncovered = before ? await findLapses(db, { kind: "END", heldId: held.id }, [organizationId], end) : [];
  const accounts = before ? uncovered.map(({ accountId }) => accountId) : account ? [account.id] : (await db.account.findMany({ where: { organizationId, closedAt: null }, select: { id: true }, take: 5_000 })).map(({ id }) => id);
  const people = await adminsOf(db, { organizationIds: account ? [] : [organizationId], accountIds: [...new Set(account ? [account.id, ...accounts] : accounts)] });
  const names = [...new Set(uncovered.map(({ accountName }) => accountName))];
  const href = `${config().baseUrl}/agreements/${agreement.slug}`;
  await tell(db, people, heldResource(held.id), () => letterOf({ agreement: agreement.name, holder: holder(), end: lastDay(new Date(end)), before, overtaken, uncovered: names, href, revision: held.revision }));
}
