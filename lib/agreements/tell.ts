import { config } from "@/lib/config/config";
import type { Db } from "@/lib/database/client";
import type { MemberCaller } from "@/lib/operations/caller";
import type { AcceptanceRecord } from "./acceptance-record";
import type { Bound } from "./bound";
import type { Lapse } from "./find-lapses";
import { agreementResource, heldResource } from "./models";
import { adminsOf, tell, type Recipient } from "./recipients";

const page = (slug: string, place = ""): string => `${config().baseUrl}/agreements/${slug}${place}`;
const minute = (at: Date): string => `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
const lastDay = (end: Date): string => new Date(end.getTime() - 1).toISOString().slice(0, 10);

export const boundName = (bound: Pick<Bound, "accountId" | "accountName" | "organizationName">): string => (bound.accountId === null ? bound.organizationName : `${bound.organizationName}, account ${bound.accountName}`);

export const holdersAdmins = (db: Db, holder: { organizationId: string; accountId: string | null }): Promise<Recipient[]> =>
  adminsOf(db, holder.accountId === null ? { organizationIds: [holder.organizationId] } : { accountIds: [holder.accountId] });

const self = (caller: MemberCaller): Recipient => ({ personId: caller.personId, email: caller.email, name: caller.name });

function among(names: readonly string[]): string {
  const shown = names.slice(0, 12);
  return `${shown.join(", ")}${names.length > shown.length ? ` and ${names.length - shown.length} more` : ""}`;
}

/** The copy of an acceptance: to who accepted, who prepared it, and the admins. What proves it stays in the portal; the letter carries its hashes. */
export async function tellAccepted(db: Db, caller: MemberCaller, bound: Bound, record: AcceptanceRecord, customerAgreementId: string, hashes: { record: string; certificate: string }): Promise<void> {
  const { agreement, preparation } = record;
  const preparer = preparation ? [{ personId: preparation.personId, email: preparation.email, name: preparation.name }] : [];
  await tell(db, [self(caller), ...preparer, ...(await holdersAdmins(db, bound))], heldResource(customerAgreementId), `Accepted: ${agreement.name}, for ${boundName(bound)}`, {
    paragraphs: [`${agreement.title}, revision ${agreement.revision}, was accepted for ${boundName(bound)}.`, "The exact text with its certificate can be read, stored and printed in the portal at any time. It never changes; the hashes below tell a copy from anything else."],
    facts: [
      ["Bound", record.bound.legalEntity],
      ["Accepted by", `${caller.name}, ${record.signer.title}`],
      ...(preparation ? ([["Prepared by", `${preparation.name}, ${preparation.title}`]] as const) : []),
      ["Accepted", minute(new Date(record.times.accepted))],
      ["In force from", minute(new Date(record.times.inForceFrom))],
      ["SHA-256 of the record", hashes.record],
      ["SHA-256 of the certificate", hashes.certificate],
    ],
    action: { label: "Get the certificate", href: page(agreement.slug, "#history") },
  });
}

export type Ending = Readonly<{
  customerAgreementId: string;
  slug: string;
  name: string;
  holder: { organizationId: string; accountId: string | null; name: string };
  by: "customer" | "provider";
  end: Date;
  reason: string;
}>;

/** Tells the admins of the holder, and those of every account that loses its cover, that an agreement was ended. */
export async function tellEnded(db: Db, caller: MemberCaller, ending: Ending, uncovered: readonly Lapse[]): Promise<void> {
  const people = [self(caller), ...(await holdersAdmins(db, ending.holder)), ...(await adminsOf(db, { accountIds: uncovered.map(({ accountId }) => accountId) }))];
  await tell(db, people, heldResource(ending.customerAgreementId), `Ended: ${ending.name}, for ${ending.holder.name}`, {
    paragraphs: [
      `${ending.name} for ${ending.holder.name} was ended by the ${ending.by} under its stated terms.`,
      uncovered.length === 0 ? "Every account is covered by another agreement as well." : `From then on these accounts are not covered any more: ${among([...new Set(uncovered.map(({ accountName }) => accountName))])}.`,
    ],
    facts: [["Ended by", caller.name], ["In force until", minute(ending.end)], ...(ending.reason ? ([["Reason", ending.reason]] as const) : [])],
    action: { label: "See the agreement", href: page(ending.slug) },
  });
}

/** Asks everybody who looks after an acceptance of an earlier revision to accept the new one. @returns how many people */
export async function tellSuperseded(db: Db, revision: { agreementId: string; slug: string; name: string; revision: number; effective: string; graceEnds: Date | null }): Promise<number> {
  const { agreementId, slug, name } = revision;
  const held = await db.customerAgreement.findMany({ where: { agreementId, state: "ACTIVE", type: "DEFAULT", revision: { lt: revision.revision } }, select: { accountId: true, organizationId: true }, take: 50_000 });
  const people = await adminsOf(db, { accountIds: held.flatMap(({ accountId }) => accountId ?? []), organizationIds: held.flatMap(({ organizationId }) => organizationId ?? []) });
  const until = revision.graceEnds ? `What you accepted stays in force until ${lastDay(revision.graceEnds)}. After that day it no longer covers anyone, unless the new revision is accepted.` : "What you accepted stays in force.";
  return tell(db, people, agreementResource(slug, revision.revision), `Please accept the new revision: ${name}`, {
    paragraphs: [`Revision ${revision.revision} of ${name} was published and takes effect on ${revision.effective}.`, until],
    action: { label: "Read and accept it", href: page(slug) },
  });
}

/** Tells those who may accept that something waits for them. */
export async function tellPrepared(db: Db, caller: MemberCaller, bound: Bound, agreement: { slug: string; name: string; revision: number }, prepared: { about: string; expiresAt: Date; note: string }): Promise<void> {
  const others = (await holdersAdmins(db, bound)).filter(({ personId }) => personId !== caller.personId);
  await tell(db, others, prepared.about, `Waits for you to accept: ${agreement.name}, for ${boundName(bound)}`, {
    paragraphs: [`${caller.name} prepared the acceptance of ${agreement.name}, revision ${agreement.revision}, for ${boundName(bound)}. Your organization wants two people: another one accepts.`, ...(prepared.note ? [prepared.note] : [])],
    facts: [["Prepared by", `${caller.name}, ${caller.email}`], ["Good until", minute(prepared.expiresAt)]],
    action: { label: "Read and accept it", href: page(agreement.slug, "#prepared") },
  });
}

/** Tells the one who prepared that somebody took it back. */
export async function tellWithdrawn(db: Db, caller: MemberCaller, preparer: Recipient, agreement: { slug: string; name: string }, about: string): Promise<void> {
  if (preparer.personId === caller.personId) return;
  await tell(db, [preparer], about, `Withdrawn: ${agreement.name}`, { paragraphs: [`${caller.name} withdrew the acceptance of ${agreement.name} that you had prepared. Nothing was accepted.`], action: { label: "See the agreement", href: page(agreement.slug) }, reason: "You get this because you prepared it." });
}

/** Tells the organization's admins that the rule of two people was switched on or off. */
export async function tellRule(db: Db, caller: MemberCaller, wanted: boolean): Promise<void> {
  const { organizationId, organizationName } = caller.account;
  await tell(db, await adminsOf(db, { organizationIds: [organizationId] }), `organization/${organizationId}`, wanted ? "Agreements now need two people" : "Agreements no longer need two people", {
    paragraphs: [wanted ? `${caller.name} made it a rule of ${organizationName} that one person prepares an agreement and another accepts it.` : `${caller.name} took back the rule of ${organizationName} that one person prepares an agreement and another accepts it. One person can do both now.`],
    action: { label: "See agreements", href: `${config().baseUrl}/agreements` },
  });
}

/** Tells the admins of each account what it is not covered by any more: for moves, leaving, and what time alone ends. */
export async function tellLapses(db: Db, lapses: readonly Lapse[], why: string, organizationIds: readonly string[] = []): Promise<number> {
  let told = 0;
  for (const [accountId, ofAccount] of Map.groupBy(lapses, (lapse) => lapse.accountId)) {
    const [first] = ofAccount;
    if (!first) continue;
    told += await tell(db, await adminsOf(db, { accountIds: [accountId], organizationIds }), `account/${accountId}`, `No longer covered: ${first.accountName}`, {
      paragraphs: [`The account ${first.accountName} (${accountId}) is not covered any more by: ${among(ofAccount.map(({ agreementName }) => agreementName))}.`, why],
      action: { label: "See agreements", href: `${config().baseUrl}/agreements` },
    });
  }
  return told;
}

/** Tells the admins of the holder that the operator recorded an agreement that was signed elsewhere. */
export async function tellRecorded(db: Db, recorded: { customerAgreementId: string; slug: string; name: string; holder: { kind: "ACCOUNT" | "ORGANIZATION"; id: string }; firstDay: string; lastDay: string | null; note: string }): Promise<void> {
  const { slug, name, holder } = recorded;
  await tell(db, await adminsOf(db, holder.kind === "ACCOUNT" ? { accountIds: [holder.id] } : { organizationIds: [holder.id] }), heldResource(recorded.customerAgreementId), `Recorded: ${name}`, {
    paragraphs: [`${name}, signed outside the portal, was recorded for you with its document. If you did not sign it, tell the operator.`],
    facts: [["First day in force", recorded.firstDay], ["Last day in force", recorded.lastDay ?? "no end"], ["As recorded", recorded.note]],
    action: { label: "See the document", href: page(slug, "#history") },
  });
}
