import { z } from "zod";
import type { Db } from "@/lib/database/client";
import { operation } from "@/lib/operations/operation";
import { now } from "@/lib/operations/clock";
import { InForce } from "./coverage";
import { endOf, heldInclude, revisionFacts, summaryOf, type HeldRow } from "./held";
import { AgreementKind, AgreementScope, HeldSummary, Source } from "./models";
import { preparationsInReach, twoPersonRule } from "./preparation";

const most = 200;

/** How many customer agreements are in force, by agreement: counted by revision and type, of which later revisions end some. */
async function inForceCounts(db: Db, facts: Awaited<ReturnType<typeof revisionFacts>>, at: number): Promise<Map<string, number>> {
  const then = new Date(at);
  const groups = await db.customerAgreement.groupBy({
    by: ["agreementId", "revision", "type"],
    where: { effectiveStart: { lte: then }, OR: [{ effectiveEnd: null }, { effectiveEnd: { gt: then } }] },
    _count: true,
  });
  const counts = new Map<string, number>();
  for (const { _count: count, ...group } of groups) {
    const end = endOf({ ...group, effectiveEnd: null }, facts);
    if (end === null || end > at) counts.set(group.agreementId, (counts.get(group.agreementId) ?? 0) + count);
  }
  return counts;
}

/** The agreements on offer with what is in force for the caller's account and organization. Staff see how many hold each. */
export const listAgreements = operation({
  name: "agreements:ListAgreements",
  summary: "The agreements on offer, with what is in force for the caller's account and organization.",
  access: "List",
  reach: "member",
  browsing: true,
  input: z.object({}),
  output: z.object({
    /** Whether the caller's organization wants two people for each acceptance. */
    twoPersonRule: z.boolean(),
    /** For staff: opened, and without a revision yet. */
    drafts: z.array(z.object({ slug: z.string(), name: z.string() })),
    agreements: z.array(
      z.object({
        slug: z.string(),
        name: z.string(),
        summary: z.string(),
        kind: AgreementKind,
        scope: AgreementScope,
        offered: z.boolean(),
        revision: z.object({ revision: z.int(), title: z.string(), effective: z.string(), publishedAt: z.date(), graceDays: z.int().nullable() }),
        prerequisite: z.object({ slug: z.string(), name: z.string(), met: z.boolean() }).nullable(),
        coverage: z.object({ source: Source, end: z.date().nullable(), outdated: z.boolean() }),
        /** What the account and its organization hold or held, newest first. */
        account: z.array(HeldSummary),
        organization: z.array(HeldSummary),
        /** Prepared, and waiting for a second person. */
        waiting: z.int(),
        /** For staff: accounts and organizations for which it is in force. */
        inForce: z.int().nullable(),
      }),
    ),
  }),
  async handle({ db, caller }) {
    const staff = caller.account.organizationKind === "OPERATOR";
    const at = now().getTime();
    const facts = await revisionFacts(db);
    const [agreements, revisions, rows] = await Promise.all([
      db.agreement.findMany({ where: { revisions: { some: {} } }, orderBy: [{ state: "asc" }, { kind: "asc" }, { name: "asc" }], take: most, include: { prerequisite: { select: { id: true, slug: true, name: true } } } }),
      db.agreementRevision.findMany({ distinct: ["agreementId"], orderBy: [{ agreementId: "asc" }, { revision: "desc" }], take: most, select: { agreementId: true, revision: true, title: true, effective: true, publishedAt: true, graceDays: true } }),
      staff
        ? Promise.resolve<HeldRow[]>([])
        : db.customerAgreement.findMany({ where: { OR: [{ accountId: caller.account.id }, { organizationId: caller.account.organizationId }] }, include: heldInclude, orderBy: [{ createdAt: "desc" }, { id: "desc" }], take: 2000 }),
    ]);
    const counts = staff ? await inForceCounts(db, facts, at) : new Map<string, number>();
    const newest = new Map(revisions.map((revision) => [revision.agreementId, revision]));
    const inForce = new InForce(
      rows.map((row) => ({
        id: row.id,
        agreementId: row.agreementId,
        holder: row.accountId === null ? { kind: "ORGANIZATION" as const, id: row.organizationId ?? "" } : { kind: "ACCOUNT" as const, id: row.accountId },
        from: row.effectiveStart.getTime(),
        to: endOf(row, facts),
        row,
      })),
      at,
    );
    const cover = (agreementId: string) => inForce.of(caller.account.id, caller.account.organizationId, agreementId);
    // Who signed for the organization is for its management account; members see that it is covered, and since when.
    const shown = (row: HeldRow): HeldSummary => {
      const summary = summaryOf(row, facts);
      return row.organizationId !== null && !caller.account.management ? { ...summary, endedByName: "", endReason: "", acceptance: null, endingRecord: null, document: null } : summary;
    };
    const rule = await twoPersonRule(db, caller.account.organizationId);
    const waiting = await db.preparedAcceptance.groupBy({
      by: ["agreementId"],
      where: { organizationId: caller.account.organizationId, state: "PREPARED", expiresAt: { gt: now() }, ...preparationsInReach(caller) },
      _count: true,
    });
    const waits = new Map(waiting.map(({ agreementId, _count }) => [agreementId, _count]));
    const drafts = staff ? await db.agreement.findMany({ where: { revisions: { none: {} } }, select: { slug: true, name: true }, orderBy: { name: "asc" }, take: most }) : [];
    return {
      twoPersonRule: rule,
      drafts,
      agreements: agreements.flatMap((agreement) => {
        const revision = newest.get(agreement.id);
        if (!revision) return [];
        const { source, held } = cover(agreement.id);
        const { prerequisite } = agreement;
        const own = rows.filter((row) => row.agreementId === agreement.id);
        return [
          {
            slug: agreement.slug,
            name: agreement.name,
            summary: agreement.summary,
            kind: agreement.kind,
            scope: agreement.scope,
            offered: agreement.state === "OFFERED",
            revision: { revision: revision.revision, title: revision.title, effective: revision.effective.toISOString().slice(0, 10), publishedAt: revision.publishedAt, graceDays: revision.graceDays },
            prerequisite: prerequisite && { slug: prerequisite.slug, name: prerequisite.name, met: staff || cover(prerequisite.id).source !== "NONE" },
            coverage: { source, end: held && held.to !== null ? new Date(held.to) : null, outdated: held ? summaryOf(held.row, facts).outdated : false },
            account: own.filter((row) => row.accountId !== null).map(shown),
            organization: own.filter((row) => row.organizationId !== null).map(shown),
            waiting: staff ? 0 : (waits.get(agreement.id) ?? 0),
            inForce: staff ? (counts.get(agreement.id) ?? 0) : null,
          },
        ];
      }),
    };
  },
});
