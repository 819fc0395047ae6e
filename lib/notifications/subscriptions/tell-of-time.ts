import { adminsOf, tell } from "@/lib/agreements/recipients";
import { endOf, revisionFacts } from "@/lib/agreements/held";
import { findLapses } from "@/lib/agreements/find-lapses";
import { heldResource } from "@/lib/agreements/models";
import { config } from "@/lib/config/config";
import { database, type Db } from "@/lib/database/client";
import type { News } from "./find-news";

/** The last day on which something is in force, of the first instant at which it is not. */
const lastDay = (end: Date): string => new Date(end.getTime() - 1).toISOString().slice(0, 10);

function among(names: readonly string[]): string {
  const shown = names.slice(0, 12);
  return `${shown.join(", ")}${names.length > shown.length ? ` and ${names.length - shown.length} more` : ""}`;
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
  const holder = account ? `${account.organization.name}, account ${account.name}` : (organization?.name ?? "");
  const before = kind === "AGREEMENT_REMINDER";
  const uncovered = before ? await findLapses(db, { kind: "END", heldId: held.id }, [organizationId]) : [];
  const accounts = before ? uncovered.map(({ accountId }) => accountId) : account ? [account.id] : (await db.account.findMany({ where: { organizationId, closedAt: null }, select: { id: true }, take: 5_000 })).map(({ id }) => id);
  const people = await adminsOf(db, { organizationIds: account ? [] : [organizationId], accountIds: [...new Set(account ? [account.id, ...accounts] : accounts)] });
  const why = overtaken ? "A new revision was published, and the days of grace for earlier ones are over then." : "That is its last day as it was agreed.";
  const subjectLine = before ? `Ends on ${lastDay(new Date(end))}: ${agreement.name}, for ${holder}` : `Ended: ${agreement.name}, for ${holder}`;
  const names = among([...new Set(uncovered.map(({ accountName }) => accountName))]);
  await tell(db, people, heldResource(held.id), subjectLine, {
    paragraphs: before
      ? [`${agreement.name} for ${holder} is in force until ${lastDay(new Date(end))}. ${why}`, names === "" ? "Every account is covered by another agreement as well." : `From then on these accounts are not covered any more, unless it is accepted again: ${names}.`]
      : [`${agreement.name} for ${holder} was in force until ${lastDay(new Date(end))}. ${why.replace("are over then", "are over")}`, "What was agreed, and its certificate, stay on record. Accept the agreement again to be covered from then on."],
    facts: [["Revision", String(held.revision)], ["In force until", lastDay(new Date(end))]],
    action: { label: before ? "See what to do" : "See the agreement", href: `${config().baseUrl}/agreements/${agreement.slug}` },
  });
}
