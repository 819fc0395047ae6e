import { z } from "zod";
import { config } from "@/lib/config/config";
import { composeMail } from "@/lib/notifications/compose-mail";
import { queueMessage } from "@/lib/notifications/queue-message";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { operatorName } from "@/lib/organizations/operator-name";
import { dayOf } from "@/lib/reports/models";
import { dueReminders, type DueReminder } from "./due-reminders";
import { t } from "@/lib/texts/text";

const mostNamed = 30;
const many = (days: number): string => (days === 1 ? "one day" : `${days} days`);
const standing = ({ daysLeft, lapsesOn }: DueReminder): string => (daysLeft <= 0 ? `lapsed on ${lapsesOn}` : `${many(daysLeft)} left, until ${lapsesOn}`);

function subjectOf(due: readonly DueReminder[]): string {
  const [first] = due;
  if (!first || due.length > 1) return `Evidence runs out: ${due.length} report series`;
  return first.daysLeft <= 0 ? `Lapsed: ${first.name}` : `${many(first.daysLeft)} left: ${first.name}`;
}

async function letterTo(owner: { name: string }, due: readonly DueReminder[]): Promise<{ subject: string; text: string; html: string | null }> {
  const [first] = due;
  const one = due.length === 1 && first;
  const words = composeMail({
    name: owner.name,
    paragraphs: [
      one ? `Soon, or already, nothing that is published covers ${one.name}.` : "Soon, or already, nothing that is published covers these report series of yours.",
      "Publish the next report, or a bridge letter that extends the last one. Customers see the gap on the report's page.",
    ],
    facts: [...due.slice(0, mostNamed).map((series): [string, string] => [series.name, standing(series)]), ...(due.length > mostNamed ? ([["And", `${due.length - mostNamed} more`]] as [string, string][]) : [])],
    action: { label: one ? "Open the series" : "Open freshness", href: `${config().baseUrl}${one ? `/publishing/${one.reportId}` : "/publishing/freshness?own=1"}` },
    sender: `${await operatorName()}, evidence portal`,
    reason: "You get this because you are the owner of these report series.",
  });
  return { subject: subjectOf(due), text: words.text, html: words.html };
}

/** Reminds an owner of all that is due, in one message, and each series once for each distance to its lapse. What is due is looked at anew. */
export const remindOwner = operation({
  name: "publishing:RemindOwner",
  summary: "Reminds an owner of the report series that nothing covers from some day on.",
  access: "Write",
  reach: "staff",
  door: "internal",
  input: z.object({ ownerId: z.uuid() }),
  output: z.object({ series: z.array(z.object({ reportId: z.string(), days: z.int(), lapsesOn: z.string() })) }),
  async handle({ db, input: { ownerId } }) {
    const [due, owner] = await Promise.all([dueReminders(db, ownerId), db.person.findUnique({ where: { id: ownerId }, select: { id: true, name: true, email: true } })]);
    if (!owner || due.length === 0) throw new MunimentError("Conflict", t("There is nothing to remind of."));
    // The key decides between two processes: the message is queued with these rows or not at all.
    await db.freshnessReminder.createMany({ data: due.map(({ reportId, days, lapsesOn }) => ({ seriesId: reportId, lapsesOn: dayOf(lapsesOn), days, createdAt: now() })) });
    await queueMessage(db, { to: owner.email, personId: owner.id, about: due.length === 1 ? `report/${due[0]?.reportId ?? ""}` : "publishing/freshness", ...(await letterTo(owner, due)) });
    return { series: due.map(({ reportId, days, lapsesOn }) => ({ reportId, days, lapsesOn })) };
  },
  record: ({ input, output }) => ({ resources: [`person/${input.ownerId}`, ...output.series.slice(0, mostNamed).map(({ reportId }) => `report/${reportId}`)], parameters: { series: output.series.length } }),
});
