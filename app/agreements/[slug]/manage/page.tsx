import type { Metadata } from "next";
import { ManageView } from "@/components/agreements/manage-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { keptValues } from "@/app/_doors/kept-values";
import { one, withParams, type SearchParams } from "@/app/_doors/paths";
import { operationForm } from "@/app/_doors/session-form";
import { may } from "@/lib/access/decide";
import { getAgreement } from "@/lib/agreements/get-agreement";
import { listAcceptances } from "@/lib/agreements/list-acceptances";
import { listAgreements } from "@/lib/agreements/list-agreements";
import { publishRevision } from "@/lib/agreements/publish-revision";
import { recordOfflineAgreement } from "@/lib/agreements/record-offline-agreement";
import { writtenOf } from "@/lib/agreements/written-text";
import { csrfTokenFor } from "@/lib/identity/csrf";
import { readFlash } from "@/lib/identity/flash";
import type { Caller } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { perform } from "@/lib/operations/perform";
import { dayText, isFresh, lastDay, stateOf } from "../../shown";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Manage an agreement") });

const recordFields = new Set(["document", "organizationSlug", "accountId", "firstDay", "lastDay", "note", "type", "revision"]);

async function found(caller: Caller, slug: string, page: string | undefined) {
  const { agreements, drafts } = await perform(caller, listAgreements, {});
  if (!may(caller, publishRevision)) throw new MunimentError("AccessDenied");
  const draft = drafts.find((one) => one.slug === slug);
  if (draft) return { name: draft.name, agreement: null, listed: null, held: { rows: [], next: null } };
  const [agreement, held] = await Promise.all([perform(caller, getAgreement, { slug }), perform(caller, listAcceptances, { slug, page })]);
  return { name: agreement.name, agreement, listed: agreements.find((one) => one.slug === slug) ?? null, held };
}

/** What the operator does with an agreement: publishes revisions, records what was signed elsewhere, sees who has it. */
export default async function ManagePage({ params, searchParams }: { params: Promise<{ slug: string }>; searchParams: Promise<SearchParams> }) {
  const { slug } = await params;
  const query = await searchParams;
  const [page, flash] = [one(query, "page") || undefined, one(query, "flash")];
  const base = `/agreements/${encodeURIComponent(slug)}/manage`;
  const caller = await currentCaller();
  const done = await attempt(base, "/agreements", () => found(caller, slug, page));
  if (!done.ok) return done.page;
  const { name, agreement, listed, held } = done.value;
  const said = readFlash(flash);
  const aboutRecord = said?.kind === "error" && said.fields.some(({ field }) => recordFields.has(field));
  const aboutPublish = said?.kind === "error" && said.fields.length > 0 && !aboutRecord;
  const publishForm = await operationForm(publishRevision.name, base, aboutPublish ? flash : undefined);
  const recordForm = await operationForm(recordOfflineAgreement.name, base, aboutRecord ? flash : undefined);
  const text = agreement?.text;
  return (
    <Frame place="/agreements" here={base} flash={aboutRecord || aboutPublish ? undefined : flash}>
      <ManageView
        slug={slug}
        name={name}
        newest={agreement?.revision.newest ?? 0}
        inForce={listed?.inForce ?? 0}
        publish={{
          form: { ...publishForm, hidden: { ...publishForm.hidden, slug } },
          values: {
            title: agreement?.revision.title ?? name,
            language: agreement?.revision.language ?? "en",
            sections: text ? writtenOf(text.sections) : "",
            boxes: text?.boxes.join("\n") ?? "",
            terminateTerms: text?.terminateTerms ?? "",
            noticeDays: String(agreement?.revision.noticeDays ?? 0),
            effective: dayText(now()),
            ...(await keptValues(publishRevision.name, base, flash)),
          },
        }}
        record={
          agreement && may(caller, recordOfflineAgreement)
            ? {
                form: { ...recordForm, hidden: { ...recordForm.hidden, slug } },
                values: await keptValues(recordOfflineAgreement.name, base, flash),
                confirmHref: isFresh(caller) ? null : withParams("/step-up", { return: `${base}#record` }),
              }
            : null
        }
        holders={held.rows.map((row) => ({
          id: row.id,
          organization: row.holder.organizationName,
          holder: row.holder.kind === "ACCOUNT" ? row.holder.name : t("Whole organization"),
          state: stateOf(row),
          revision: row.revision,
          type: row.type,
          start: dayText(row.start),
          end: lastDay(row.end),
          acceptedBy: row.acceptance ? `${row.acceptance.personName}, ${row.acceptance.personTitle}` : (row.document?.note ?? ""),
          proof: row.acceptance ? ("certificate" as const) : row.document ? ("document" as const) : null,
        }))}
        nextHref={held.next && `${withParams(base, { page: held.next })}#holders`}
        newestHref={page ? `${base}#holders` : null}
        csrf={caller.kind === "person" ? csrfTokenFor(caller.sessionId) : ""}
      />
    </Frame>
  );
}
