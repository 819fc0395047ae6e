import { config } from "@/lib/config/config";
import type { Db } from "@/lib/database/client";
import type { MemberCaller } from "@/lib/operations/caller";
import type { StoredDocument } from "@/lib/storage/documents";
import { formatDate, formatDateTime } from "@/lib/texts/format-date";
import type { AcceptanceRecord } from "./acceptance-record";
import type { Bound } from "./bound";
import type { Lapse } from "./find-lapses";
import { agreementResource, certificateName, heldResource, hex } from "./models";
import { adminsOf, tell, type Recipient } from "./recipients";
import { t } from "@/lib/texts/text";

const page = (slug: string, place = ""): string => `${config().baseUrl}/agreements/${slug}${place}`;
const minute = (at: Date): string => formatDateTime(at.toISOString());
const lastDay = (end: Date): string => formatDate(new Date(end.getTime() - 1).toISOString());

const boundName = ({ accountId, accountName, organizationName: organization }: Pick<Bound, "accountId" | "accountName" | "organizationName">): string =>
  accountId === null ? organization : t("{organization}, account {account}", { organization, account: accountName });

export const holdersAdmins = (db: Db, holder: { organizationId: string; accountId: string | null }): Promise<Recipient[]> =>
  adminsOf(db, holder.accountId === null ? { organizationIds: [holder.organizationId] } : { accountIds: [holder.accountId] });

const self = (caller: MemberCaller): Recipient => ({ personId: caller.personId, email: caller.email, name: caller.name });

function among(names: readonly string[]): string {
  const shown = names.slice(0, 12).join(", ");
  return names.length > 12 ? t("{names} and {n} more", { names: shown, n: names.length - 12 }) : shown;
}

/** A larger file would be refused by many a mail server, and with it the letter. */
const mostAttachedBytes = 10 * 1024 * 1024;

/**
 * Tells of an acceptance: who accepted, with a copy of the text and its certificate (15 USC 7001(c); UETA 8), who prepared it, and the admins. The others,
 * and for a file above 10 MiB everybody, get the hashes and the way to it.
 */
export async function tellAccepted(db: Db, caller: MemberCaller, bound: Bound, record: AcceptanceRecord, customerAgreementId: string, made: { recordSha256: string; certificate: StoredDocument }): Promise<void> {
  const copy = made.certificate.bytes <= mostAttachedBytes ? [{ sha256: made.certificate.sha256, fileName: certificateName(record.agreement.slug, customerAgreementId), contentType: "application/pdf" }] : [];
  const { agreement, preparation } = record;
  const preparer = preparation ? [{ personId: preparation.personId, email: preparation.email, name: preparation.name }] : [];
  await tell(db, [self(caller), ...preparer, ...(await holdersAdmins(db, bound))], heldResource(customerAgreementId), ({ personId }) => ({
    ...(personId === caller.personId ? { attachments: copy } : {}),
    subject: t("Accepted: {agreement}, for {holder}", { agreement: agreement.name, holder: boundName(bound) }),
    paragraphs: [
      t("{agreement}, revision {revision}, was accepted for {holder}.", { agreement: agreement.title, revision: String(agreement.revision), holder: boundName(bound) }),
      ...(personId === caller.personId && copy.length > 0 ? [t("Your copy is attached: the exact text with its certificate. Keep it.")] : []),
      t("The exact text with its certificate can be read, stored and printed in the portal at any time. It never changes; the hashes below tell a copy from anything else."),
    ],
    facts: [
      [t("Bound"), record.bound.legalEntity],
      [t("Accepted by"), `${caller.name}, ${record.signer.title}`],
      ...(preparation ? ([[t("Prepared by"), `${preparation.name}, ${preparation.title}`]] as const) : []),
      [t("Accepted"), minute(new Date(record.times.accepted))],
      [t("In force from"), minute(new Date(record.times.inForceFrom))],
      [t("SHA-256 of the record"), made.recordSha256],
      [t("SHA-256 of the certificate"), hex(made.certificate.sha256)],
    ],
    action: { label: t("Get the certificate"), href: page(agreement.slug, "#history") },
  }));
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
  const values = { agreement: ending.name, holder: ending.holder.name };
  await tell(db, people, heldResource(ending.customerAgreementId), () => ({
    subject: t("Ended: {agreement}, for {holder}", values),
    paragraphs: [
      ending.by === "customer"
        ? t("{agreement} for {holder} was ended by the customer under its stated terms.", values)
        : t("{agreement} for {holder} was ended by the provider under its stated terms.", values),
      uncovered.length === 0
        ? t("Every account is covered by another agreement as well.")
        : t("From then on these accounts are not covered any more: {accounts}.", { accounts: among([...new Set(uncovered.map(({ accountName }) => accountName))]) }),
    ],
    facts: [[t("Ended by"), caller.name], [t("In force until"), minute(ending.end)], ...(ending.reason ? ([[t("Reason"), ending.reason]] as const) : [])],
    action: { label: t("See the agreement"), href: page(ending.slug) },
  }));
}

/** Asks everybody who looks after an acceptance of an earlier revision to accept the new one. @returns how many people */
export async function tellSuperseded(db: Db, revision: { agreementId: string; slug: string; name: string; revision: number; effective: string; graceEnds: Date | null }): Promise<number> {
  const { agreementId, slug, name } = revision;
  const held = await db.customerAgreement.findMany({ where: { agreementId, state: "ACTIVE", type: "DEFAULT", revision: { lt: revision.revision } }, select: { accountId: true, organizationId: true }, take: 50_000 });
  const people = await adminsOf(db, { accountIds: held.flatMap(({ accountId }) => accountId ?? []), organizationIds: held.flatMap(({ organizationId }) => organizationId ?? []) });
  const { graceEnds } = revision;
  return tell(db, people, agreementResource(slug, revision.revision), () => ({
    subject: t("Please accept the new revision: {agreement}", { agreement: name }),
    paragraphs: [
      t("Revision {revision} of {agreement} was published and takes effect on {day}.", { revision: String(revision.revision), agreement: name, day: formatDate(revision.effective) }),
      graceEnds
        ? t("What you accepted stays in force until {day}. After that day it no longer covers anyone, unless the new revision is accepted.", { day: lastDay(graceEnds) })
        : t("What you accepted stays in force."),
    ],
    action: { label: t("Read and accept it"), href: page(slug) },
  }));
}

/** Tells those who may accept that something waits for them. */
export async function tellPrepared(db: Db, caller: MemberCaller, bound: Bound, agreement: { slug: string; name: string; revision: number }, prepared: { about: string; expiresAt: Date; note: string }): Promise<void> {
  const others = (await holdersAdmins(db, bound)).filter(({ personId }) => personId !== caller.personId);
  await tell(db, others, prepared.about, () => {
    const values = { agreement: agreement.name, holder: boundName(bound) };
    return {
      subject: t("Waits for you to accept: {agreement}, for {holder}", values),
      paragraphs: [
        t("{person} prepared the acceptance of {agreement}, revision {revision}, for {holder}. Your organization wants two people: another one accepts.", { ...values, person: caller.name, revision: String(agreement.revision) }),
        ...(prepared.note ? [prepared.note] : []),
      ],
      facts: [[t("Prepared by"), `${caller.name}, ${caller.email}`], [t("Good until"), minute(prepared.expiresAt)]],
      action: { label: t("Read and accept it"), href: page(agreement.slug, "#prepared") },
    };
  });
}

/** Tells the one who prepared that somebody took it back. */
export async function tellWithdrawn(db: Db, caller: MemberCaller, preparer: Recipient, agreement: { slug: string; name: string }, about: string): Promise<void> {
  if (preparer.personId === caller.personId) return;
  await tell(db, [preparer], about, () => ({
    subject: t("Withdrawn: {agreement}", { agreement: agreement.name }),
    paragraphs: [t("{person} withdrew the acceptance of {agreement} that you had prepared. Nothing was accepted.", { person: caller.name, agreement: agreement.name })],
    action: { label: t("See the agreement"), href: page(agreement.slug) },
    reason: t("You get this because you prepared it."),
  }));
}

/** Tells the organization's admins that the rule of two people was switched on or off. */
export async function tellRule(db: Db, caller: MemberCaller, wanted: boolean): Promise<void> {
  const { organizationId, organizationName } = caller.account;
  const values = { person: caller.name, organization: organizationName };
  await tell(db, await adminsOf(db, { organizationIds: [organizationId] }), `organization/${organizationId}`, () => ({
    subject: wanted ? t("Agreements now need two people") : t("Agreements no longer need two people"),
    paragraphs: [
      wanted
        ? t("{person} made it a rule of {organization} that one person prepares an agreement and another accepts it.", values)
        : t("{person} took back the rule of {organization} that one person prepares an agreement and another accepts it. One person can do both now.", values),
    ],
    action: { label: t("See agreements"), href: `${config().baseUrl}/agreements` },
  }));
}

/** Tells the admins of each account what it is not covered by any more: for moves, leaving, and what time alone ends. @param why says it to one of them */
export async function tellLapses(db: Db, lapses: readonly Lapse[], why: () => string, organizationIds: readonly string[] = []): Promise<number> {
  let told = 0;
  for (const [accountId, ofAccount] of Map.groupBy(lapses, (lapse) => lapse.accountId)) {
    const [first] = ofAccount;
    if (!first) continue;
    told += await tell(db, await adminsOf(db, { accountIds: [accountId], organizationIds }), `account/${accountId}`, () => ({
      subject: t("No longer covered: {account}", { account: first.accountName }),
      paragraphs: [t("The account {account} ({id}) is not covered any more by: {agreements}.", { account: first.accountName, id: accountId, agreements: among(ofAccount.map(({ agreementName }) => agreementName)) }), why()],
      action: { label: t("See agreements"), href: `${config().baseUrl}/agreements` },
    }));
  }
  return told;
}

/** Tells the admins of the holder that the operator recorded an agreement that was signed elsewhere. */
export async function tellRecorded(db: Db, recorded: { customerAgreementId: string; slug: string; name: string; holder: { kind: "ACCOUNT" | "ORGANIZATION"; id: string }; firstDay: string; lastDay: string | null; note: string }): Promise<void> {
  const { slug, name, holder } = recorded;
  await tell(db, await adminsOf(db, holder.kind === "ACCOUNT" ? { accountIds: [holder.id] } : { organizationIds: [holder.id] }), heldResource(recorded.customerAgreementId), () => ({
    subject: t("Recorded: {agreement}", { agreement: name }),
    paragraphs: [t("{agreement}, signed outside the portal, was recorded for you with its document. If you did not sign it, tell the operator.", { agreement: name })],
    facts: [[t("First day in force"), formatDate(recorded.firstDay)], [t("Last day in force"), recorded.lastDay === null ? t("no end") : formatDate(recorded.lastDay)], [t("As recorded"), recorded.note]],
    action: { label: t("See the document"), href: page(slug, "#history") },
  }));
}
