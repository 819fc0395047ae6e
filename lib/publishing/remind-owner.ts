import { z } from "zod";
import { config } from "@/lib/config/config";
import { composeMail } from "@/lib/notifications/compose-mail";
import { queueMessage } from "@/lib/notifications/queue-message";
import { localesOf, writtenTo } from "@/lib/notifications/written-to";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { operatorName } from "@/lib/organizations/operator-name";
import { dayOf } from "@/lib/reports/models";
import { formatDate } from "@/lib/texts/format-date";
import { dueReminders, type DueReminder } from "./due-reminders";
import { t, tn } from "@/lib/texts/text";

const mostNamed = 30;
const standing = ({ daysLeft, lapsesOn }: DueReminder): string =>
  daysLeft <= 0 ? t("lapsed on {day}", { day: formatDate(lapsesOn) }) : tn(daysLeft, "one day left, until {day}", "{n} days left, until {day}", { day: formatDate(lapsesOn) });

function subjectOf(due: readonly DueReminder[]): string {
  const [first] = due;
  if (!first || due.length > 1) return tn(due.length, "Evidence runs out: {n} report series", "Evidence runs out: {n} report series");
  return first.daysLeft <= 0 ? t("Lapsed: {name}", { name: first.name }) : tn(first.daysLeft, "one day left: {name}", "{n} days left: {name}", { name: first.name });
}

function letterTo(owner: { name: string }, due: readonly DueReminder[], operator: string): { subject: string; text: string; html: string | null } {
  const [first] = due;
  const one = due.length === 1 && first;
  const words = composeMail({
    name: owner.name,
    paragraphs: [
      one ? t("Soon, or already, nothing that is published covers {name}.", { name: one.name }) : t("Soon, or already, nothing that is published covers these report series of yours."),
      t("Publish the next report, or a bridge letter that extends the last one. Customers see the gap on the report's page."),
    ],
    facts: [...due.slice(0, mostNamed).map((series): [string, string] => [series.name, standing(series)]), ...(due.length > mostNamed ? ([[t("And"), t("{n} more", { n: due.length - mostNamed })]] as [string, string][]) : [])],
    action: { label: one ? t("Open the series") : t("Open freshness"), href: `${config().baseUrl}${one ? `/publishing/${one.reportId}` : "/publishing/freshness?own=1"}` },
    sender: t("{operator}, evidence portal", { operator }),
    reason: t("You get this because you are the owner of these report series."),
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
    const [locales, operator] = await Promise.all([localesOf(db, [owner.id]), operatorName()]);
    const letter = writtenTo(locales, owner.id, () => letterTo(owner, due, operator));
    // The key decides between two processes: the message is queued with these rows or not at all.
    await db.freshnessReminder.createMany({ data: due.map(({ reportId, days, lapsesOn }) => ({ seriesId: reportId, lapsesOn: dayOf(lapsesOn), days, createdAt: now() })) });
    await queueMessage(db, { to: owner.email, personId: owner.id, about: due.length === 1 ? `report/${due[0]?.reportId ?? ""}` : "publishing/freshness", ...letter });
    return { series: due.map(({ reportId, days, lapsesOn }) => ({ reportId, days, lapsesOn })) };
  },
  record: ({ input, output }) => ({ resources: [`person/${input.ownerId}`, ...output.series.slice(0, mostNamed).map(({ reportId }) => `report/${reportId}`)], parameters: { series: output.series.length } }),
});
