import { z } from "zod";
import { may } from "@/lib/access/decide";
import type { Db } from "@/lib/database/client";
import type { MemberCaller } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { operation } from "@/lib/operations/operation";
import { positionToken, readPosition } from "@/lib/operations/paging";
import { operatorName } from "@/lib/organizations/operator-name";
import { acceptButton, authorityStatement, electronicConsent } from "./consent";
import { Copy, copiesOf } from "./copies";
import { coverageNow, findAgreement, prerequisiteOf, textOf, type FoundAgreement } from "./find-agreement";
import { endUnderNotice, readLapses } from "./find-lapses";
import { forOrganization } from "./for-organization";
import { heldInclude, mayEndHeld, readableHeld, revisionFacts, summaryOf, type HeldRow } from "./held";
import { AgreementKind, agreementResource, AgreementScope, AgreementSlug, Boxes, HeldSummary, hex, HolderKind, RevisionNumber, Sections, Source } from "./models";
import { listPreparations, PreparationSummary, twoPersonRule } from "./preparation";
import { graceSentence, noticeSentence } from "./revision-text";

const Lapses = z.object({ count: z.int(), names: z.array(z.string()) });
const mostNames = 12;

const Holder = z.object({
  kind: HolderKind,
  id: z.string(),
  name: z.string(),
  /**
   * Why it cannot be accepted now for this holder, or how: null where it is in force in its newest revision. Where two people are wanted: `PREPARE` for
   * the first of them, `WAITS` where it is prepared and another person than the caller accepts. `NEEDS_FIRST`: the prerequisite is not in force for all
   * of the organization.
   */
  offer: z.enum(["ACCEPT", "ACCEPT_AGAIN", "PREPARE", "WAITS", "NEEDS_FIRST", "NOT_YOURS", "NOT_OFFERED"]).nullable(),
  /** What another person prepared for this holder, to be accepted with it. */
  preparationId: z.uuid().nullable(),
  authority: z.string(),
  button: z.string(),
});

const historyLength = 100;

const organizationOf = (row: HeldRow): string => row.organizationId ?? row.account?.organizationId ?? "";

/** What the caller may read of what was agreed, newest first, a page of it. What is active for the caller's own account and organization is asked for apart: it decides what can be done. */
async function readHistory(db: Db, caller: MemberCaller, agreementId: string, page: string | undefined) {
  const position = readPosition(page, "newest", "time");
  const before = position ? new Date(position.key) : null;
  const of = { agreementId, ...readableHeld(caller) };
  const rows = await db.customerAgreement.findMany({
    where: { AND: [of, before && position ? { OR: [{ createdAt: { lt: before } }, { createdAt: before, id: { lt: position.id } }] } : {}] },
    include: heldInclude,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: historyLength + 1,
  });
  const own = { OR: [{ accountId: caller.account.id }, { organizationId: caller.account.organizationId }] };
  // What is active comes first, then the newest: enough to say how both stand.
  const ofOwn = await db.customerAgreement.findMany({ where: { AND: [of, own] }, include: heldInclude, orderBy: [{ state: "asc" }, { createdAt: "desc" }, { id: "desc" }], take: 50 });
  const shown = rows.slice(0, historyLength);
  const last = shown.at(-1);
  const next = rows.length > shown.length && last ? positionToken({ sort: "newest", key: last.createdAt.toISOString(), id: last.id, before: false, offset: 0 }) : null;
  // What is in force is on the first page, however long ago it was made.
  const older = position ? [] : ofOwn.filter(({ id, state }) => state === "ACTIVE" && !shown.some((row) => row.id === id));
  return { rows: [...shown, ...older], ofOwn: ofOwn.toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime()), next };
}

/** What ending each of some rows would uncover: what they are held in is read once, however many they are. */
async function readEndings(db: Db, caller: MemberCaller, rows: readonly HeldRow[], facts: Awaited<ReturnType<typeof revisionFacts>>): Promise<ReadonlyMap<string, z.infer<typeof Lapses>>> {
  const endable = may(caller, { name: "agreements:EndAgreement", reach: "member" }) ? rows.filter((row) => row.state === "ACTIVE" && mayEndHeld(caller, row)) : [];
  if (endable.length === 0) return new Map();
  const foretell = await readLapses(db, endable.map(organizationOf));
  const at = now().getTime();
  return new Map(
    endable.map((row) => {
      const names = [...new Set(foretell({ kind: "END", heldId: row.id }, endUnderNotice(row, row.text.noticeDays, facts, at)).map(({ accountName }) => accountName))];
      return [row.id, { count: names.length, names: names.slice(0, mostNames) }];
    }),
  );
}

type Offering = { found: FoundAgreement; newest: number; held: readonly HeldSummary[]; rule: boolean; locked: boolean; preparations: readonly PreparationSummary[] };

function holdersOf(caller: MemberCaller, { found: { agreement, text }, newest, held, rule, locked, preparations }: Offering): z.infer<typeof Holder>[] {
  const { account } = caller;
  if (account.organizationKind === "OPERATOR") return [];
  const accepts = may(caller, { name: "agreements:AcceptAgreement", reach: "member" });
  const prepares = may(caller, { name: "agreements:PrepareAcceptance", reach: "member" });
  const own: z.infer<typeof Holder>[] = (["ACCOUNT", "ORGANIZATION"] as const)
    .filter((kind) => agreement.scope === "BOTH" || agreement.scope === kind)
    .map((kind): z.infer<typeof Holder> => {
      const id = kind === "ACCOUNT" ? account.id : account.organizationId;
      const current = held.find((one) => one.state === "ACTIVE" && one.holder.kind === kind && one.holder.id === id && (one.end === null || one.inForce || one.outdated));
      const allowed = kind === "ACCOUNT" ? accepts : forOrganization(caller, "agreements:AcceptAgreement");
      const settled = current !== undefined && !current.outdated;
      const prepared = preparations.find((one) => one.holder.kind === kind && one.holder.id === id && !one.outdated);
      const byOne = !allowed ? "NOT_YOURS" : current ? "ACCEPT_AGAIN" : "ACCEPT";
      const byTwo = prepared ? (prepared.mayAccept ? byOne : "WAITS") : prepares && (kind === "ACCOUNT" || account.management) ? "PREPARE" : "NOT_YOURS";
      const wanted = rule ? byTwo : byOne;
      const early = kind === "ORGANIZATION" && locked && wanted !== "NOT_YOURS";
      const offer = settled ? null : agreement.state !== "OFFERED" || text.revision !== newest ? "NOT_OFFERED" : early ? "NEEDS_FIRST" : wanted;
      const authority = authorityStatement({ kind, organizationName: account.organizationName, accountName: account.name });
      const preparationId = prepared?.mayAccept ? prepared.id : null;
      return { kind, id, name: kind === "ACCOUNT" ? account.name : account.organizationName, offer, preparationId, authority, button: acceptButton(kind) };
    });
  if (agreement.state !== "OFFERED" || text.revision !== newest) return own;
  // What was prepared in other accounts of the organization, for an admin who reaches them.
  const elsewhere = preparations.filter((one) => one.mayAccept && one.holder.kind === "ACCOUNT" && one.holder.id !== account.id);
  return [
    ...own,
    ...elsewhere.map(({ id: preparationId, holder: { id, name } }) => ({
      kind: "ACCOUNT" as const,
      id,
      name,
      offer: "ACCEPT" as const,
      preparationId,
      authority: authorityStatement({ kind: "ACCOUNT", organizationName: account.organizationName, accountName: name }),
      button: acceptButton("ACCOUNT"),
    })),
  ];
}

/** One agreement to read, print and decide about: its text, what is in force, and what accepting or ending it would mean. */
export const getAgreement = operation({
  name: "agreements:GetAgreement",
  summary: "One agreement: its text, revisions, what is in force and who may accept or end it.",
  access: "Read",
  reach: "member",
  browsing: true,
  input: z.object({
    slug: AgreementSlug,
    revision: RevisionNumber.optional(),
    /** A later page of the history. */
    page: z.string().max(1000).optional(),
  }),
  output: z.object({
    slug: z.string(),
    name: z.string(),
    summary: z.string(),
    kind: AgreementKind,
    scope: AgreementScope,
    offered: z.boolean(),
    operator: z.string(),
    prerequisite: z.object({ slug: z.string(), name: z.string(), met: z.boolean() }).nullable(),
    revision: z.object({
      revision: z.int(),
      newest: z.int(),
      title: z.string(),
      language: z.string(),
      effective: z.string(),
      publishedAt: z.date(),
      noticeDays: z.int(),
      textSha256: z.string(),
      documentSha256: z.string(),
      documentBytes: z.int(),
    }),
    /** Null until the prerequisite is in force. */
    text: z.object({ sections: Sections, boxes: Boxes, terminateTerms: z.string(), notice: z.string(), grace: z.string() }).nullable(),
    revisions: z.array(z.object({ revision: z.int(), title: z.string(), effective: z.string(), publishedAt: z.date() })),
    /** How the caller's account is covered; `byOrganization` also where its own agreement comes first. */
    coverage: z.object({ source: Source, byOrganization: z.boolean() }),
    holders: z.array(Holder),
    electronicRecords: z.string(),
    /** One person prepares, another accepts. */
    twoPersonRule: z.boolean(),
    /** What waits for a second person. */
    preparations: z.array(PreparationSummary),
    /** Of what the caller may read what the account worked in and its organization hold or held, newest first; what is active among it, however old. */
    own: z.array(HeldSummary),
    /**
     * What the caller may read of what was agreed, newest first, a page of it; `ending` where the caller may end it: what is uncovered from the instant on
     * at which it would end. `copies` went out by mail.
     */
    history: z.array(HeldSummary.extend({ ending: z.object({ lapses: Lapses }).nullable(), copies: z.array(Copy) })),
    next: z.string().nullable(),
  }),
  resource: ({ db, input }) => findAgreement(db, input.slug, input.revision),
  async handle({ db, caller, input, resource: found }) {
    const { agreement, text } = found;
    const full = textOf(found);
    const staff = caller.account.organizationKind === "OPERATOR";
    const [facts, revisions, { rows, ofOwn, next }, prerequisite, coverage, rule, prepared] = await Promise.all([
      revisionFacts(db),
      db.agreementRevision.findMany({ where: { agreementId: agreement.id }, orderBy: { revision: "desc" }, take: 500, select: { revision: true, title: true, effective: true, publishedAt: true } }),
      readHistory(db, caller, agreement.id, input.page),
      prerequisiteOf(db, caller, found),
      staff ? Promise.resolve({ source: "NONE" as const, byOrganization: false }) : coverageNow(db, caller.account, agreement.id),
      twoPersonRule(db, caller.account.organizationId),
      listPreparations(db, caller, agreement.id, text.revision),
    ]);
    const [endings, copies] = await Promise.all([readEndings(db, caller, rows, facts), copiesOf(rows.map(({ id }) => id))]);
    const own = ofOwn.map((row) => summaryOf(row, facts));
    const history = rows.map((row) => {
      const lapses = endings.get(row.id);
      return { ...summaryOf(row, facts), ending: lapses ? { lapses } : null, copies: [...(copies.get(row.id) ?? [])] };
    });
    const newest = revisions[0]?.revision ?? text.revision;
    const locked = prerequisite !== null && !prerequisite.met;
    const forAll = staff ? null : await prerequisiteOf(db, caller, found, { id: null, organizationId: caller.account.organizationId });
    return {
      slug: agreement.slug,
      name: agreement.name,
      summary: agreement.summary,
      kind: agreement.kind,
      scope: agreement.scope,
      offered: agreement.state === "OFFERED",
      operator: await operatorName(),
      prerequisite,
      revision: {
        revision: text.revision,
        newest,
        title: text.title,
        language: text.language,
        effective: full.effective,
        publishedAt: text.publishedAt,
        noticeDays: text.noticeDays,
        textSha256: hex(text.textSha256),
        documentSha256: hex(text.documentSha256),
        documentBytes: text.documentBytes,
      },
      text: locked ? null : { sections: full.sections, boxes: full.boxes, terminateTerms: full.terminateTerms, notice: noticeSentence(full.noticeDays), grace: graceSentence(full.graceDays) },
      revisions: revisions.map((one) => ({ ...one, effective: one.effective.toISOString().slice(0, 10) })),
      coverage: { source: coverage.source, byOrganization: coverage.byOrganization },
      holders: holdersOf(caller, { found, newest, held: own, rule, locked: forAll?.met === false, preparations: prepared }),
      twoPersonRule: rule,
      preparations: prepared,
      electronicRecords: electronicConsent.text,
      own,
      history,
      next,
    };
  },
  // Only who was shown the text is recorded as having been shown this revision.
  record: ({ input, output }) => ({ resources: [output.text ? agreementResource(output.slug, output.revision.revision) : agreementResource(input.slug)], parameters: { shown: output.text !== null } }),
  recordRefusal: ({ input }) => ({ resources: [agreementResource(input.slug)] }),
});
