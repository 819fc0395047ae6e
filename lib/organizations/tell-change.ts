import { tellLapses } from "@/lib/agreements/tell";
import { config } from "@/lib/config/config";
import type { Db } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import { composeMail } from "@/lib/notifications/compose-mail";
import { queueMessages } from "@/lib/notifications/queue-message";
import type { MemberCaller } from "@/lib/operations/caller";
import { formatAccountId } from "./account-id";
import type { Preview } from "./change";
import type { Concerned } from "./find-concerned";
import { operatorName } from "./operator-name";
import type { Plan } from "./plan-change";

const placeOf = ({ organization, units }: { organization: string; units: readonly string[] }): string => [organization, ...units].join(" / ");

/** What happened: the subject, a sentence with who did it, and what it means. */
function wordsFor(by: string, { kind, subject, from, to, accounts }: Preview): { subject: string; happened: string; means: string } {
  const { name } = subject;
  const target = to?.organization ?? "";
  switch (kind) {
    case "move-account":
      return { subject: `Moved: ${name}`, happened: `${by} moved the account ${name} to another place in ${from.organization}.`, means: "Its guardrails are now those of the new place. Members, agreements and records stay as they are." };
    case "move-unit":
      return {
        subject: `Moved: ${name}`,
        happened: `${by} moved the unit ${name} with everything in it (${accounts === 1 ? "1 account" : `${accounts} accounts`}) to another place in ${from.organization}.`,
        means: "The guardrails of its accounts are now those of the new place. Members, agreements and records stay as they are.",
      };
    case "leave":
    case "remove":
      return {
        subject: kind === "leave" ? `Left ${from.organization}: ${name}` : `Removed from ${from.organization}: ${name}`,
        happened: kind === "leave" ? `${by} took the account ${name} out of ${from.organization}.` : `${by} removed the account ${name} from ${from.organization}.`,
        means: `It is an organization of its own now, run by its account admins. ${from.organization} sees nothing of what is done in it from now on, and its guardrails and agreements no longer reach it.`,
      };
    case "join":
      return { subject: `Joined ${target}: ${name}`, happened: `${by} accepted the invitation of ${target} for the account ${name}.`, means: `The account belongs to ${target} now, with its guardrails and agreements. Those who ran it as an organization of its own are its account admins.` };
    case "close":
      return { subject: `Closed: ${name}`, happened: `${by} closed the account ${name} of ${from.organization} for good.`, means: "Nobody can work in it any more, and nothing covers it. Its records stay." };
  }
}

function why({ kind, subject, from, to }: Preview): string {
  if (kind === "close") return `${subject.name} was closed, and what covered it ended with it.`;
  if (kind === "join") return `${subject.name} went to ${to?.organization ?? ""}. What ${from.organization} had agreed to does not go along.`;
  return `${subject.name} does not belong to ${from.organization} any more. What ${from.organization} has agreed to covers its own accounts alone.`;
}

/** Why this person is written to. A person who works in what moves and also administers it is told as one who works there. */
function reasonFor({ member }: Concerned, { subject, from, to, kind }: Preview): string {
  if (member) return subject.kind === "ACCOUNT" ? `You get this because you work in ${subject.name}.` : `You get this because you work in an account in ${subject.name}.`;
  return kind === "join" ? `You get this because you administer ${to?.organization ?? ""}.` : `You get this because you administer ${from.organization}.`;
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
  const { subject: title, happened, means } = wordsFor(caller.name, preview);
  const sender = await operatorName();
  const facts: [string, string][] = [
    ...(subject.kind === "ACCOUNT" ? ([["Account", `${subject.name}, ${formatAccountId(subject.id)}`]] as [string, string][]) : []),
    ["By", `${caller.name}, ${caller.email}`],
    [to === null ? "Place" : "From", placeOf(from)],
    ...(to === null ? [] : ([["To", placeOf(to)]] as [string, string][])),
  ];
  const base = config().baseUrl;
  const about = subject.kind === "ACCOUNT" ? `account/${subject.id}` : `unit/${subject.id}`;
  await queueMessages(
    db,
    concerned.map((person) => {
      const action = person.member ? { label: "Open the portal", href: `${base}/` } : { label: "See the organization", href: `${base}/organization` };
      const letter = composeMail({ name: person.name, paragraphs: [happened, means], facts, action, sender, reason: reasonFor(person, preview) });
      return { to: person.email, personId: person.personId, subject: title, about, ...letter };
    }),
  );
  const lapses = preview.coverage.filter((agreement) => agreement.lapses).map(({ slug, name }) => ({ accountId: subject.id, accountName: subject.name, agreementSlug: slug, agreementName: name }));
  const organizationIds = kind === "join" && resolved.to ? [resolved.from.organizationId, resolved.to.organizationId] : [resolved.from.organizationId];
  await tellLapses(db, lapses, why(preview), organizationIds);
}
