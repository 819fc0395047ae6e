import { tellLapses } from "@/lib/agreements/tell";
import { config } from "@/lib/config/config";
import type { Db } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import { composeMail } from "@/lib/notifications/compose-mail";
import { queueMessages } from "@/lib/notifications/queue-message";
import { localesOf, writtenTo } from "@/lib/notifications/written-to";
import type { MemberCaller } from "@/lib/operations/caller";
import { formatAccountId } from "./account-id";
import type { Preview } from "./change";
import type { Concerned } from "./find-concerned";
import { operatorName } from "./operator-name";
import type { Plan } from "./plan-change";
import { t, tn } from "@/lib/texts/text";

const placeOf = ({ organization, units }: { organization: string; units: readonly string[] }): string => [organization, ...units].join(" / ");

/** What happened: the subject, a sentence with who did it, and what it means. */
function wordsFor(by: string, { kind, subject, from, to, accounts }: Preview): { subject: string; happened: string; means: string } {
  const { name } = subject;
  const here = { person: by, name, organization: from.organization };
  const there = { person: by, name, organization: to?.organization ?? "" };
  switch (kind) {
    case "move-account":
      return {
        subject: t("Moved: {name}", { name }),
        happened: t("{person} moved the account {name} to another place in {organization}.", here),
        means: t("Its guardrails are now those of the new place. Members, agreements and records stay as they are."),
      };
    case "move-unit":
      return {
        subject: t("Moved: {name}", { name }),
        happened: tn(
          accounts,
          "{person} moved the unit {name} with everything in it ({n} account) to another place in {organization}.",
          "{person} moved the unit {name} with everything in it ({n} accounts) to another place in {organization}.",
          here,
        ),
        means: t("The guardrails of its accounts are now those of the new place. Members, agreements and records stay as they are."),
      };
    case "leave":
    case "remove":
      return {
        subject: kind === "leave" ? t("Left {organization}: {name}", here) : t("Removed from {organization}: {name}", here),
        happened: kind === "leave" ? t("{person} took the account {name} out of {organization}.", here) : t("{person} removed the account {name} from {organization}.", here),
        means: t(
          "It is an organization of its own now, run by its account admins. {organization} sees nothing of what is done in it from now on, and its guardrails and agreements no longer reach it.",
          here,
        ),
      };
    case "join":
      return {
        subject: t("Joined {organization}: {name}", there),
        happened: t("{person} accepted the invitation of {organization} for the account {name}.", there),
        means: t("The account belongs to {organization} now, with its guardrails and agreements. Those who ran it as an organization of its own are its account admins.", there),
      };
    case "close":
      return {
        subject: t("Closed: {name}", { name }),
        happened: t("{person} closed the account {name} of {organization} for good.", here),
        means: t("Nobody can work in it any more, and nothing covers it. Its records stay."),
      };
  }
}

/** What else ends with an account's belonging to its organization, where there was any. */
const alsoEnded = ({ ends: { roles, invitations, access, requests } }: Preview): string[] =>
  roles.length + invitations + access + requests === 0 ? [] : [t("Roles granted in it, access given or asked for on request, and open invitations into it have ended.")];

function why({ kind, subject, from, to }: Preview): string {
  const { name } = subject;
  if (kind === "close") return t("{name} was closed, and what covered it ended with it.", { name });
  if (kind === "join") return t("{name} went to {to}. What {from} had agreed to does not go along.", { name, to: to?.organization ?? "", from: from.organization });
  return t("{name} does not belong to {organization} any more. What {organization} has agreed to covers its own accounts alone.", { name, organization: from.organization });
}

/** Why this person is written to. A person who works in what moves and also administers it is told as one who works there. */
function reasonFor({ member }: Concerned, { subject, from, to, kind }: Preview): string {
  const { name } = subject;
  if (member) return subject.kind === "ACCOUNT" ? t("You get this because you work in {name}.", { name }) : t("You get this because you work in an account in {name}.", { name });
  return t("You get this because you administer {name}.", { name: kind === "join" ? (to?.organization ?? "") : from.organization });
}

/**
 * Writes to everybody whom a change of the tree concerns, as the preview announced: in the caller's transaction, before the change is made, while those who
 * lose the account are still its members. The admins get a second letter where agreements cover an account no longer.
 */
export function tellChange(db: Db, caller: MemberCaller, plan: Plan): Promise<void> {
  // Of two organizations the caller's scope shows the admins of one; the letter to the others says what they see in their tree as well.
  return asSystem("the people whom a change of the tree concerns are told", () => tellAll(db, caller, plan));
}

async function tellAll(db: Db, caller: MemberCaller, { preview, concerned, resolved }: Plan): Promise<void> {
  const { subject, from, to, kind } = preview;
  const sender = await operatorName();
  const facts = (): [string, string][] => [
    ...(subject.kind === "ACCOUNT" ? ([[t("Account"), `${subject.name}, ${formatAccountId(subject.id)}`]] as [string, string][]) : []),
    [t("By##person"), `${caller.name}, ${caller.email}`],
    [to === null ? t("Place") : t("From##place"), placeOf(from)],
    ...(to === null ? [] : ([[t("To##place"), placeOf(to)]] as [string, string][])),
  ];
  const base = config().baseUrl;
  const about = subject.kind === "ACCOUNT" ? `account/${subject.id}` : `unit/${subject.id}`;
  const locales = await localesOf(db, concerned.map(({ personId }) => personId));
  await queueMessages(
    db,
    concerned.map((person) =>
      writtenTo(locales, person.personId, () => {
        const { subject: title, happened, means } = wordsFor(caller.name, preview);
        const action = person.member ? { label: t("Open the portal"), href: `${base}/` } : { label: t("See the organization"), href: `${base}/organization` };
        const letter = composeMail({ name: person.name, paragraphs: [happened, means, ...alsoEnded(preview)], facts: facts(), action, sender, reason: reasonFor(person, preview) });
        return { to: person.email, personId: person.personId, subject: title, about, ...letter };
      }),
    ),
  );
  const lapses = preview.coverage.filter((agreement) => agreement.lapses).map(({ slug, name }) => ({ accountId: subject.id, accountName: subject.name, agreementSlug: slug, agreementName: name }));
  const organizationIds = kind === "join" && resolved.to ? [resolved.from.organizationId, resolved.to.organizationId] : [resolved.from.organizationId];
  await tellLapses(db, lapses, () => why(preview), organizationIds);
}
