import { tell } from "@/lib/agreements/recipients";
import { config } from "@/lib/config/config";
import type { Db } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import type { MemberCaller } from "@/lib/operations/caller";
import { formatDateTime } from "@/lib/texts/format-date";
import { t } from "@/lib/texts/text";
import { decidersOf } from "./find-deciders";

type Subject = { seriesId: string | null; action: string | null };
type Asked = Subject & { id: string; accountId: string; personId: string; toOperator: boolean };

const minute = (at: Date): string => formatDateTime(at.toISOString());

/** What was asked for, by its name. */
async function nameOf(db: Db, { seriesId, action }: Subject): Promise<string> {
  const series = seriesId === null ? null : await db.reportSeries.findUnique({ where: { id: seriesId }, select: { name: true } });
  return series?.name ?? action ?? "";
}

/** Tells those who decide that somebody asks, with the ways to the page where they answer: what the link says is prepared there, and never decided by opening it. The answer itself needs their sign-in. @returns how many */
export function tellAsked(db: Db, caller: MemberCaller, request: Asked & { reason: string; expiresAt: Date }): Promise<number> {
  return asSystem("those who decide a request are told", async () => {
    const name = await nameOf(db, request);
    const page = `${config().baseUrl}/requests?request=${request.id}`;
    const where = { toOperator: request.toOperator, accountId: request.accountId, organizationId: caller.account.organizationId };
    const people = (await decidersOf(db, where)).filter(({ personId }) => personId !== caller.personId);
    return tell(db, people, `request/${request.id}`, () => ({
      subject: t("{person} asks for access: {what}", { person: caller.name, what: name }),
      paragraphs: [t("{person} asks for access to {what}.", { person: caller.name, what: name }), `"${request.reason}"`],
      facts: [[t("Person"), `${caller.name}, ${caller.email}`], [t("Account"), `${caller.account.organizationName}, ${caller.account.name}`], [t("Waits until"), minute(request.expiresAt)]],
      action: { label: t("Open it to approve"), href: `${page}&decision=approve` },
      orElse: { label: t("Open it to refuse"), href: `${page}&decision=refuse` },
      reason: request.toOperator ? t("You get this because you decide requests to the operator.") : t("You get this because you administer this account or organization."),
    }));
  });
}

const answerWords = {
  APPROVED: (values: { person: string; what: string }) => ({ subject: t("Request approved: {what}", values), happened: t("{person} approved your request for {what}.", values) }),
  REFUSED: (values: { person: string; what: string }) => ({ subject: t("Request refused: {what}", values), happened: t("{person} refused your request for {what}.", values) }),
  ENDED: (values: { person: string; what: string }) => ({ subject: t("Access ended: {what}", values), happened: t("{person} ended your access to {what} before its time.", values) }),
} as const;

/** Tells who asked what was decided, or that what was approved has ended before its time. */
export function tellAnswered(db: Db, by: MemberCaller, request: Asked, answer: { state: "APPROVED" | "REFUSED" | "ENDED"; untilAt: Date | null; reason: string }): Promise<number> {
  return asSystem("who asked for access is told the answer", async () => {
    const person = await db.person.findUnique({ where: { id: request.personId }, select: { id: true, email: true, name: true } });
    if (!person) return 0;
    const name = await nameOf(db, request);
    const { state, untilAt, reason } = answer;
    return tell(db, [{ personId: person.id, email: person.email, name: person.name }], `request/${request.id}`, () => {
      const { subject, happened } = answerWords[state]({ person: by.name, what: name });
      return {
        subject,
        paragraphs: [happened, ...(reason ? [`"${reason}"`] : [])],
        facts: untilAt === null ? [] : [[t("You have access until"), minute(untilAt)]],
        action: state === "APPROVED" && request.seriesId !== null ? { label: t("Open the report"), href: `${config().baseUrl}/reports/${request.seriesId}` } : { label: t("See your requests"), href: `${config().baseUrl}/requests` },
        reason: t("You get this because you asked for access in the portal."),
      };
    });
  });
}
