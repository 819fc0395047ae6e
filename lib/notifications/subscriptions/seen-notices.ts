import { may } from "@/lib/access/decide";
import { listRoles } from "@/lib/access/roles/list-roles";
import { endOf, readableHeld, revisionFacts } from "@/lib/agreements/held";
import { listAgreements } from "@/lib/agreements/list-agreements";
import { database } from "@/lib/database/client";
import type { NoticeKind } from "@/lib/database/generated/client";
import { Prisma } from "@/lib/database/generated/client";
import { withScope } from "@/lib/database/scope";
import type { MemberCaller } from "@/lib/operations/caller";
import { scopeOf } from "@/lib/operations/scope-of";
import { programByKey } from "@/lib/reports/programs";
import { listedTo } from "@/lib/reports/visible";
import { formatDate, formatDateTime } from "@/lib/texts/format-date";
import { t } from "@/lib/texts/text";

export type NoticeToSee = Readonly<{ id: string; kind: NoticeKind; subject: string; at: Date }>;

/** What a notice says to somebody who may see it. */
export type Seen = Readonly<{
  noticeId: string;
  /** For programs: what happened, in a word. */
  type: string;
  at: Date;
  title: string;
  detail: string;
  /** A path in the portal. */
  path: string;
  facts: Readonly<Record<string, string | number | null>>;
}>;

const day = (at: Date | null): string | null => at?.toISOString().slice(0, 10) ?? null;

const lastDay = (end: number): string => new Date(end - 1).toISOString().slice(0, 10);

type Version = { id: string; title: string; version: number; kind: string; series_id: string; program: string; region: string; category: string; period_start: Date | null; period_end: Date | null; published_at: Date };

function publishedWords(isLetter: boolean, program: string, period: { start: string; end: string } | null, at: Date): string {
  const values = { program, day: formatDate(at.toISOString()) };
  if (!period) return isLetter ? t("Bridge letter for {program}, published {day}", values) : t("Report for {program}, published {day}", values);
  const more = { ...values, start: formatDate(period.start), end: formatDate(period.end) };
  return isLetter ? t("Bridge letter for {program}, period {start} to {end}, published {day}", more) : t("Report for {program}, period {start} to {end}, published {day}", more);
}

async function reports(caller: MemberCaller, notices: readonly NoticeToSee[]): Promise<Seen[]> {
  const found = await database().$queryRaw<Version[]>(Prisma.sql`
    SELECT v.id::text AS id, v.title, v.version, v.kind::text AS kind, v.series_id, v.program, v.region, v.category::text AS category, v.period_start, v.period_end, v.published_at
    FROM report_version v WHERE v.id = ANY(${notices.map(({ subject }) => subject)}::text[]::uuid[]) AND ${listedTo(caller)}`);
  const byId = new Map(found.map((one) => [one.id, one]));
  return notices.flatMap(({ id, subject, at }) => {
    const version = byId.get(subject);
    if (!version) return [];
    const [start, end] = [day(version.period_start), day(version.period_end)];
    return [{
      noticeId: id,
      type: "report.published",
      at,
      title: t("{title}, version {version}", { title: version.title, version: String(version.version) }),
      detail: publishedWords(version.kind === "BRIDGE_LETTER", programByKey(version.program)?.name ?? version.program, start && end ? { start, end } : null, at),
      path: `/reports/${version.series_id}/${version.version}`,
      facts: { reportId: version.series_id, version: version.version, kind: version.kind, program: version.program, region: version.region, category: version.category, periodStart: start, periodEnd: end },
    }];
  });
}

async function revisions(caller: MemberCaller, notices: readonly NoticeToSee[]): Promise<Seen[]> {
  if (!may(caller, listAgreements)) return [];
  const keys = notices.map(({ subject }) => ({ agreementId: subject.slice(0, 36), revision: Number(subject.slice(37)) }));
  const found = await database().agreementRevision.findMany({ where: { OR: keys }, select: { agreementId: true, revision: true, effective: true, agreement: { select: { slug: true, name: true } } } });
  const byKey = new Map(found.map((one) => [`${one.agreementId}:${one.revision}`, one]));
  return notices.flatMap(({ id, subject, at }) => {
    const revision = byKey.get(subject);
    if (!revision) return [];
    const { slug, name } = revision.agreement;
    const effective = day(revision.effective);
    return [{ noticeId: id, type: "agreement.revision-published", at, title: t("{name}, revision {revision}", { name, revision: String(revision.revision) }), detail: t("A new revision was published. It takes effect on {day}.", { day: effective ? formatDate(effective) : "" }), path: `/agreements/${slug}`, facts: { agreement: slug, revision: revision.revision, effective } }];
  });
}

const heldTypes: Readonly<Record<string, string>> = { AGREEMENT_IN_FORCE: "agreement.in-force", AGREEMENT_ENDED: "agreement.ended", AGREEMENT_REMINDER: "agreement.ends-soon" };

function heldWords(kind: NoticeKind, holder: string, start: Date, last: string | null): string {
  if (kind === "AGREEMENT_IN_FORCE") return t("In force for {holder} since {day}.", { holder, day: formatDate(start.toISOString()) });
  const values = { holder, day: last === null ? "" : formatDate(last) };
  return kind === "AGREEMENT_ENDED" ? t("It no longer covers {holder}. Its last day was {day}.", values) : t("It covers {holder} until {day} and no longer.", values);
}

async function agreements(caller: MemberCaller, notices: readonly NoticeToSee[]): Promise<Seen[]> {
  if (!may(caller, listAgreements)) return [];
  const rows = await database().customerAgreement.findMany({
    where: { AND: [{ id: { in: notices.map(({ subject }) => subject) } }, readableHeld(caller)] },
    select: { id: true, agreementId: true, revision: true, type: true, effectiveStart: true, effectiveEnd: true, agreement: { select: { slug: true, name: true } }, account: { select: { name: true } }, organization: { select: { name: true } } },
  });
  const facts = rows.length === 0 ? new Map<string, never[]>() : await revisionFacts(database());
  const byId = new Map(rows.map((row) => [row.id, row]));
  return notices.flatMap(({ id, kind, subject, at }) => {
    const row = byId.get(subject);
    if (!row) return [];
    const holder = row.account?.name ?? row.organization?.name ?? "";
    const end = endOf(row, facts);
    const last = end === null ? null : lastDay(end);
    const detail = heldWords(kind, holder, row.effectiveStart, last);
    return [{ noticeId: id, type: heldTypes[kind] ?? "agreement", at, title: t("{name}, revision {revision}", { name: row.agreement.name, revision: String(row.revision) }), detail, path: `/agreements/${row.agreement.slug}`, facts: { agreement: row.agreement.slug, revision: row.revision, holder, lastDay: last } }];
  });
}

/** @param other the name of somebody else who holds it */
function grantWords(ending: boolean, other: string | null, account: string, end: Date): string {
  const values = { account, at: formatDateTime(end.toISOString()) };
  if (other === null) return ending ? t("You hold this role in {account} until {at}.", values) : t("You held this role in {account} until {at}.", values);
  return ending ? t("{name} holds this role in {account} until {at}.", { ...values, name: other }) : t("{name} held this role in {account} until {at}.", { ...values, name: other });
}

async function grants(caller: MemberCaller, notices: readonly NoticeToSee[]): Promise<Seen[]> {
  const wide = caller.group === "organization-admin" || caller.group === "root";
  const account = wide ? { organizationId: caller.account.organizationId } : { id: caller.account.id };
  const rows = await database().roleGrant.findMany({
    where: { id: { in: notices.map(({ subject }) => subject) }, OR: [{ personId: caller.personId }, ...(may(caller, listRoles) ? [{ role: { account } }] : [])] },
    select: { id: true, name: true, untilAt: true, endedAt: true, personId: true, role: { select: { name: true, account: { select: { name: true } } } } },
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return notices.flatMap(({ id, kind, subject, at }) => {
    const row = byId.get(subject);
    if (!row) return [];
    const end = row.endedAt && row.endedAt < row.untilAt ? row.endedAt : row.untilAt;
    const detail = grantWords(kind === "ROLE_ENDING", row.personId === caller.personId ? null : row.name, row.role.account.name, end);
    return [{ noticeId: id, type: kind === "ROLE_ENDING" ? "role.ends-soon" : "role.ended", at, title: t("Role {name}", { name: row.role.name }), detail, path: "/roles", facts: { role: row.role.name, account: row.role.account.name, person: row.name, until: end.toISOString() } }];
  });
}

const readers: readonly [readonly NoticeKind[], (caller: MemberCaller, notices: readonly NoticeToSee[]) => Promise<Seen[]>][] = [
  [["REPORT_VERSION"], reports],
  [["AGREEMENT_REVISION"], revisions],
  [["AGREEMENT_IN_FORCE", "AGREEMENT_ENDED", "AGREEMENT_REMINDER"], agreements],
  [["ROLE_ENDING", "ROLE_ENDED"], grants],
];

/** Of these notices what the caller may see at this moment, by policies, tenant and row-level security, in words. Oldest first. */
export function seenNotices(caller: MemberCaller, notices: readonly NoticeToSee[]): Promise<readonly Seen[]> {
  return withScope(scopeOf(caller, "member"), async () => {
    const seen: Seen[] = [];
    for (const [kinds, read] of readers) {
      const mine = notices.filter(({ kind }) => kinds.includes(kind));
      if (mine.length > 0) seen.push(...(await read(caller, mine)));
    }
    return seen.sort((a, b) => a.at.getTime() - b.at.getTime() || a.title.localeCompare(b.title, "en"));
  });
}
