import { z } from "zod";
import { may } from "@/lib/access/decide";
import type { Db } from "@/lib/database/client";
import type { MemberCaller } from "@/lib/operations/caller";
import { operation } from "@/lib/operations/operation";
import { operatorName } from "@/lib/organizations/operator-name";
import { acceptButton, authorityStatement, electronicConsent } from "./consent";
import { coverageNow, findAgreement, prerequisiteOf, textOf, type FoundAgreement } from "./find-agreement";
import { findLapses } from "./find-lapses";
import { heldInclude, mayEndHeld, readableHeld, revisionFacts, summaryOf, type HeldRow } from "./held";
import { AgreementKind, agreementResource, AgreementScope, AgreementSlug, Boxes, HeldSummary, hex, HolderKind, RevisionNumber, Sections, Source } from "./models";
import { graceSentence, noticeSentence } from "./revision-text";

const Lapses = z.object({ count: z.int(), names: z.array(z.string()) });
const mostNames = 12;

const Holder = z.object({
  kind: HolderKind,
  id: z.string(),
  name: z.string(),
  /** Why it cannot be accepted now for this holder, or how: null where it is in force in its newest revision. */
  offer: z.enum(["ACCEPT", "ACCEPT_AGAIN", "NOT_YOURS", "NOT_OFFERED"]).nullable(),
  authority: z.string(),
  button: z.string(),
});

async function lapsesOf(db: Db, row: HeldRow): Promise<z.infer<typeof Lapses>> {
  const organizationId = row.organizationId ?? row.account?.organizationId ?? "";
  const names = [...new Set((await findLapses(db, { kind: "END", heldId: row.id }, [organizationId])).map(({ accountName }) => accountName))];
  return { count: names.length, names: names.slice(0, mostNames) };
}

function holdersOf(caller: MemberCaller, { agreement, text }: FoundAgreement, newest: number, held: readonly HeldSummary[]): z.infer<typeof Holder>[] {
  const { account } = caller;
  if (account.organizationKind === "OPERATOR") return [];
  const accepts = may(caller, { name: "agreements:AcceptAgreement", reach: "member" });
  return (["ACCOUNT", "ORGANIZATION"] as const)
    .filter((kind) => agreement.scope === "BOTH" || agreement.scope === kind)
    .map((kind) => {
      const id = kind === "ACCOUNT" ? account.id : account.organizationId;
      const current = held.find((one) => one.state === "ACTIVE" && one.holder.kind === kind && one.holder.id === id && (one.end === null || one.inForce || one.outdated));
      const allowed = accepts && (kind === "ACCOUNT" || (account.management && caller.group === "organization-admin"));
      const settled = current !== undefined && !current.outdated;
      const offer = settled ? null : agreement.state !== "OFFERED" || text.revision !== newest ? "NOT_OFFERED" : !allowed ? "NOT_YOURS" : current ? "ACCEPT_AGAIN" : "ACCEPT";
      const authority = authorityStatement({ kind, organizationName: account.organizationName, accountName: account.name });
      return { kind, id, name: kind === "ACCOUNT" ? account.name : account.organizationName, offer, authority, button: acceptButton(kind) };
    });
}

/** One agreement to read, print and decide about: its text, what is in force, and what accepting or ending it would mean. */
export const getAgreement = operation({
  name: "agreements:GetAgreement",
  summary: "One agreement: its text, revisions, what is in force and who may accept or end it.",
  access: "Read",
  reach: "member",
  browsing: true,
  input: z.object({ slug: AgreementSlug, revision: RevisionNumber.optional() }),
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
    /** What the caller may read of what was agreed, newest first; `ending` where the caller may end it. */
    history: z.array(HeldSummary.extend({ ending: z.object({ lapses: Lapses }).nullable() })),
  }),
  resource: ({ db, input }) => findAgreement(db, input.slug, input.revision),
  async handle({ db, caller, resource: found }) {
    const { agreement, text } = found;
    const full = textOf(found);
    const staff = caller.account.organizationKind === "OPERATOR";
    const [facts, revisions, rows, prerequisite, coverage] = await Promise.all([
      revisionFacts(db),
      db.agreementRevision.findMany({ where: { agreementId: agreement.id }, orderBy: { revision: "desc" }, take: 500, select: { revision: true, title: true, effective: true, publishedAt: true } }),
      db.customerAgreement.findMany({ where: { agreementId: agreement.id, ...readableHeld(caller) }, include: heldInclude, orderBy: [{ createdAt: "desc" }, { id: "desc" }], take: 200 }),
      prerequisiteOf(db, caller, found),
      staff ? Promise.resolve({ source: "NONE" as const, byOrganization: false }) : coverageNow(db, caller.account, agreement.id),
    ]);
    const mayEnd = may(caller, { name: "agreements:EndAgreement", reach: "member" });
    const history = await Promise.all(
      rows.map(async (row) => ({ ...summaryOf(row, facts), ending: row.state === "ACTIVE" && mayEnd && mayEndHeld(caller, row) ? { lapses: await lapsesOf(db, row) } : null })),
    );
    const newest = revisions[0]?.revision ?? text.revision;
    const locked = prerequisite !== null && !prerequisite.met;
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
      holders: holdersOf(caller, found, newest, history),
      electronicRecords: electronicConsent.text,
      history,
    };
  },
  // Only who was shown the text is recorded as having been shown this revision.
  record: ({ input, output }) => ({ resources: [output.text ? agreementResource(output.slug, output.revision.revision) : agreementResource(input.slug)], parameters: { shown: output.text !== null } }),
  recordRefusal: ({ input }) => ({ resources: [agreementResource(input.slug)] }),
});
