import type { Metadata } from "next";
import type { z } from "zod";
import { AgreementView } from "@/components/agreements/agreement-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { stepUpHref } from "@/app/_doors/fresh";
import { one, withParams, type SearchParams } from "@/app/_doors/paths";
import { operationForm } from "@/app/_doors/session-form";
import { keptValues } from "@/app/_doors/kept-values";
import { may } from "@/lib/access/decide";
import { agreementPageTitle } from "@/lib/agreements/consent";
import { getAgreement } from "@/lib/agreements/get-agreement";
import { publishRevision } from "@/lib/agreements/publish-revision";
import { paperHeadings } from "@/lib/agreements/revision-text";
import { withdrawPreparation } from "@/lib/agreements/withdraw-preparation";
import { csrfTokenFor } from "@/lib/identity/csrf";
import { readFlash } from "@/lib/identity/flash";
import { isMember, type Caller } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { perform } from "@/lib/operations/perform";
import { dayText, endedText, kindName, lastDay, noteOf, standing, stateOf } from "../shown";
import { languageName } from "@/lib/texts/language-name";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: agreementPageTitle() });

type Found = z.output<(typeof getAgreement)["output"]>;
type Holder = Found["holders"][number];

function statesOf(found: Found) {
  return found.holders.map((holder) => {
    const current = standing(found.own.filter((held) => held.holder.kind === holder.kind && held.holder.id === holder.id));
    const label = holder.kind === "ACCOUNT" ? t("Account {name}", { name: holder.name }) : holder.name;
    if (holder.kind === "ACCOUNT" && found.coverage.source === "ORGANIZATION") return { label, state: "COVERED" as const, note: current ? noteOf(current) : t("Covered by what the organization accepted.") };
    if (current) return { label, state: stateOf(current), note: noteOf(current) };
    // Members of other accounts are not shown who signed, only that it covers them.
    if (holder.kind === "ORGANIZATION" && found.coverage.byOrganization) return { label, state: "IN_FORCE" as const, note: t("Accepted by your organization; it covers this account.") };
    return { label, state: "NONE" as const, note: "" };
  });
}

function acceptNoteOf(found: Found): string | null {
  if (!found.text || found.holders.length === 0) return null;
  if (found.prerequisite && found.holders.some(({ offer }) => offer === "NEEDS_FIRST")) return t("{name} must be in force for the whole organization first.", { name: found.prerequisite.name });
  if (found.holders.some(({ offer }) => offer === "ACCEPT" || offer === "ACCEPT_AGAIN" || offer === "PREPARE")) return null;
  if (found.holders.some(({ offer }) => offer === "WAITS")) return t("It is prepared and waits for another person to accept it.");
  if (found.holders.some(({ offer }) => offer === "NOT_YOURS")) return t("Accounts are bound by their admins, the organization by an organization admin in the management account, or by others whom a policy lets accept there.");
  return null;
}

function choicesOf(choices: readonly Holder[], holder: Holder, caller: Caller, here: string) {
  const own = caller.kind === "person" ? caller.account?.id : undefined;
  return choices.map((choice) => ({
    label: choice.kind === "ORGANIZATION" ? t("For the organization") : choice.id === own ? t("For this account") : t("For {name}", { name: choice.name }),
    href: `${withParams(here, { for: choice.kind, account: choice.kind === "ACCOUNT" && choice.id !== own ? choice.id : undefined, flash: undefined })}#accept`,
    current: choice === holder,
  }));
}

/** What the form says about whom it binds. */
const boundFields = (found: Found, holder: Holder): Record<string, string> => ({
  slug: found.slug,
  revision: String(found.revision.revision),
  for: holder.kind,
  ...(holder.kind === "ACCOUNT" ? { accountId: holder.id } : {}),
  ...(holder.preparationId ? { preparationId: holder.preparationId } : {}),
});

async function prepareOf(found: Found, holder: Holder, choices: readonly Holder[], caller: Caller, here: string, flash: string | undefined) {
  if (!found.text || caller.kind !== "person") return null;
  const form = await operationForm("agreements:PrepareAcceptance", here, flash);
  const kept = await keptValues("agreements:PrepareAcceptance", here, flash);
  return {
    form: { ...form, hidden: { ...form.hidden, ...boundFields(found, holder) } },
    choices: choicesOf(choices, holder, caller, here),
    kind: holder.kind,
    boundName: holder.name,
    language: found.revision.language,
    boxes: found.text.boxes,
    personName: caller.name,
    values: { legalEntity: caller.account?.organizationName ?? "", ...kept },
  };
}

async function preparationsOf(found: Found, caller: Caller, here: string) {
  const form = await operationForm("agreements:WithdrawPreparation", here);
  const withdraws = may(caller, withdrawPreparation);
  return found.preparations.map((one) => {
    const holder = found.holders.find(({ preparationId }) => preparationId === one.id);
    return {
      id: one.id,
      holder: one.holder.name,
      revision: one.revision,
      legalEntity: one.legalEntity,
      personName: one.personName,
      personTitle: one.personTitle,
      note: one.note,
      at: one.at.toISOString(),
      expiresAt: one.expiresAt.toISOString(),
      own: one.own,
      outdated: one.outdated,
      acceptHref: holder ? `${withParams(here, { for: holder.kind, account: holder.kind === "ACCOUNT" ? holder.id : undefined, flash: undefined })}#accept` : null,
      withdraw: withdraws ? { ...form, hidden: { ...form.hidden, preparationId: one.id } } : null,
    };
  });
}

async function acceptOf(found: Found, holder: Holder, choices: readonly Holder[], caller: Caller, here: string, flash: string | undefined) {
  if (!found.text || caller.kind !== "person") return null;
  const form = await operationForm("agreements:AcceptAgreement", here, flash);
  const prepared = found.preparations.find(({ id }) => id === holder.preparationId);
  const kept = await keptValues("agreements:AcceptAgreement", here, flash);
  return {
    form: { ...form, hidden: { ...form.hidden, ...boundFields(found, holder) } },
    kind: holder.kind,
    choices: choicesOf(choices, holder, caller, here),
    values: kept,
    preparedBy: prepared ? { name: prepared.personName, title: prepared.personTitle, note: prepared.note } : null,
    boundName: holder.name,
    again: holder.offer === "ACCEPT_AGAIN",
    language: found.revision.language,
    boxes: found.text.boxes,
    authority: holder.authority,
    electronicRecords: found.electronicRecords,
    button: holder.button,
    personName: caller.name,
    legalEntity: prepared?.legalEntity ?? caller.account?.organizationName ?? "",
    confirmHref: stepUpHref(caller, here),
  };
}

/** One agreement, to read and to decide about. */
export default async function AgreementPage({ params, searchParams }: { params: Promise<{ slug: string }>; searchParams: Promise<SearchParams> }) {
  const { slug } = await params;
  const query = await searchParams;
  const [revision, wanted, flash] = [one(query, "revision"), one(query, "for"), one(query, "flash")];
  const forAccount = one(query, "account");
  const base = `/agreements/${encodeURIComponent(slug)}`;
  const here = withParams(base, { revision, for: wanted === "ACCOUNT" || wanted === "ORGANIZATION" ? wanted : undefined, account: /^\d{12}$/.test(forAccount ?? "") ? forAccount : undefined });
  const caller = await currentCaller();
  const done = await attempt(here, "/agreements", () => perform(caller, getAgreement, { slug, revision, page: one(query, "page") || undefined }));
  if (!done.ok) return done.page;
  const found = done.value;
  const said = readFlash(flash);
  const fields = new Set(said?.fields.map(({ field }) => field) ?? []);
  const aboutEnding = fields.has("confirmName") || fields.has("readTerms");
  const aboutAccepting = fields.size > 0 && !aboutEnding;
  const choices = found.holders.filter(({ offer }) => offer === "ACCEPT" || offer === "ACCEPT_AGAIN" || offer === "PREPARE");
  const holder = choices.find(({ kind, id }) => kind === wanted && (forAccount === undefined || id === forAccount)) ?? choices.find(({ kind }) => kind === wanted) ?? choices.find(({ kind }) => kind === "ORGANIZATION") ?? choices[0];
  const endForm = await operationForm("agreements:EndAgreement", here, aboutEnding ? flash : undefined);
  const confirmHref = stepUpHref(caller, here);
  const account = isMember(caller) ? caller.account : null;
  const { text } = found;
  return (
    <Frame place="/agreements" here={here} flash={aboutAccepting || aboutEnding ? undefined : flash}>
      <AgreementView
        name={found.name}
        summary={found.summary}
        kind={kindName(found.kind)}
        slug={found.slug}
        states={statesOf(found)}
        revision={{
          number: found.revision.revision,
          newest: found.revision.newest,
          newestHref: base,
          effective: found.revision.effective,
          publishedAt: found.revision.publishedAt.toISOString(),
          textSha256: found.revision.textSha256,
          documentSha256: found.revision.documentSha256,
          documentBytes: found.revision.documentBytes,
          language: languageName(found.revision.language),
        }}
        revisions={found.revisions.map((one) => ({ number: one.revision, href: withParams(base, { revision: String(one.revision) }), effective: one.effective, title: one.title }))}
        prerequisite={found.prerequisite && { name: found.prerequisite.name, href: `/agreements/${found.prerequisite.slug}`, met: found.prerequisite.met }}
        text={
          text && {
            title: found.revision.title,
            revision: found.revision.revision,
            language: found.revision.language,
            parties: account && account.organizationKind === "CUSTOMER" ? `Between ${found.operator} and ${account.organizationName}.` : `Offered by ${found.operator}.`,
            headings: paperHeadings,
            sections: text.sections,
            notice: text.notice,
            terminateTerms: text.terminateTerms,
            grace: text.grace,
          }
        }
        accept={holder && holder.offer !== "PREPARE" ? await acceptOf(found, holder, choices, caller, here, aboutAccepting ? flash : undefined) : null}
        prepare={holder?.offer === "PREPARE" ? await prepareOf(found, holder, choices, caller, here, aboutAccepting ? flash : undefined) : null}
        preparations={await preparationsOf(found, caller, here)}
        acceptNote={acceptNoteOf(found)}
        history={found.history.map((held) => ({
          id: held.id,
          holder: held.holder.name,
          state: stateOf(held),
          revision: held.revision,
          type: held.type,
          start: dayText(held.start),
          end: lastDay(held.end),
          acceptedBy: held.acceptance && {
            name: held.acceptance.personName,
            title: held.acceptance.personTitle,
            email: held.acceptance.personEmail,
            at: held.acceptance.at.toISOString(),
            recordSha256: held.acceptance.recordSha256,
          },
          note: held.document?.note ?? null,
          ended: endedText(held),
          copies: held.copies.map(({ to, at, state, sha256 }) => ({ to, at: at?.toISOString() ?? null, givenUp: state === "GIVEN_UP", sha256 })),
          endingSha256: held.endingRecord?.recordSha256 ?? null,
          proof: held.acceptance ? ("certificate" as const) : held.document ? ("document" as const) : null,
          ending: held.ending && {
            form: { ...endForm, hidden: { ...endForm.hidden, customerAgreementId: held.id } },
            holderName: held.holder.name,
            agreementName: found.name,
            notice: text?.notice ?? "",
            lapses: held.ending.lapses,
            confirmHref,
          },
        }))}
        olderHref={found.next ? `${withParams(base, { revision, page: found.next })}#history` : null}
        manageHref={may(caller, publishRevision) ? `${base}/manage` : null}
        today={dayText(now())}
        csrf={caller.kind === "person" ? csrfTokenFor(caller.sessionId) : ""}
      />
    </Frame>
  );
}
