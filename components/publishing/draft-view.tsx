import { Button, ButtonLink } from "../ui/button";
import { Bytes, Card, CopyId, Facts, Notice, PageHeader, Time } from "../ui/content";
import { Confirm } from "../ui/dialog";
import { HiddenFields } from "../ui/field";
import { Rich } from "../ui/rich";
import { Badge } from "../ui/status";
import { FormError, type IdentityForm } from "../identity/sign-in-view";
import { ReportIntake, type IntakeReport } from "../reports/report-intake";
import { DraftForm, type DraftFormProps } from "./draft-form";
import { draftBadges, type DraftStateWord } from "./drafts-view";
import { WatchDraft } from "./watch-draft";
import { pieces, t } from "@/lib/texts/text";

export interface DraftViewProps {
  draftId: string;
  title: string;
  fileName: string;
  state: DraftStateWord;
  bytes: number;
  received: number;
  page: number;
  pages: number;
  problem: string;
  sha256: string | null;
  notes: readonly string[];
  report: IntakeReport | null;
  createdAt: string;
  personName: string;
  publishAt: string | null;
  /** Where the version that it became stands. */
  published: { href: string; version: number } | null;
  /** Published versions of the same bytes. */
  twins: readonly { href: string; label: string }[];
  csrf: string;
  form: DraftFormProps | null;
  unschedule: IdentityForm | null;
  discard: IdentityForm | null;
}

/** One document before it is published: what it is, what was found in it, and what it will say of itself. */
export function DraftView(props: DraftViewProps) {
  const { draftId, title, state, problem, publishAt, published, twins, form, discard, unschedule } = props;
  const ready = state === "READY";
  return (
    <article>
      <PageHeader
        title={title}
        badge={publishAt ? <Badge kind="soon">{t("Scheduled")}</Badge> : <Badge kind={draftBadges[state].kind}>{t(draftBadges[state].word)}</Badge>}
        crumbs={[{ label: t("Publishing"), href: "/publishing" }, { label: t("Drafts"), href: "/publishing/drafts" }, { label: props.fileName }]}
        actions={
          <>
            {ready || published ? <ButtonLink href={`/publishing/drafts/${draftId}/preview`}>{t("Preview as a customer sees it")}</ButtonLink> : null}
            {discard ? (
              <Confirm label={t("Throw away")} question={t("The document and what was written about it are thrown away. Nothing that is published changes.")}>
                <form method="post" action={discard.action}>
                  <HiddenFields values={{ ...discard.hidden, draftId }} />
                  <button className="btn btn-danger-solid btn-small">{t("Throw the draft away")}</button>
                </form>
              </Confirm>
            ) : null}
          </>
        }
      />
      <div className="stack pub-notices">
        <FormError error={form?.form.error ?? null} />
        <StateNotice {...props} />
        {problem && ready ? (
          <Notice kind="warn" title={t("Look at this")}>
            {problem}
          </Notice>
        ) : null}
        {publishAt ? (
          <Notice kind="info" title={t("It is published by the portal at its time")}>
            <Rich text={pieces("<time></time>. Until then you can change it, publish it at once, or take the time back.")} time={() => <Time at={publishAt} />} />
            {unschedule ? (
              <form method="post" action={unschedule.action} className="pub-inline">
                <HiddenFields values={{ ...unschedule.hidden, draftId }} />
                <Button size="small">{t("Take the time back")}</Button>
              </form>
            ) : null}
          </Notice>
        ) : null}
        {twins.length > 0 ? (
          <Notice kind="warn" title={t("The same document is published already")}>
            {twins.map(({ href, label }) => (
              <a key={href} href={href} className="pub-block">
                {label}
              </a>
            ))}
          </Notice>
        ) : null}
      </div>
      <div className="pub-grid">
        {form ? <DraftForm {...form} /> : null}
        <div className="report-main">
          <Card id="document" title={t("Document")}>
            <Facts
              items={[
                { term: t("File"), value: <bdi>{props.fileName}</bdi> },
                { term: t("Size"), value: <Bytes count={props.bytes} /> },
                { term: t("Pages"), value: props.pages > 0 && (ready || published) ? <span className="num">{props.pages}</span> : null },
                { term: t("Uploaded"), value: <Rich text={pieces("<time></time> by <who>{name}</who>", { name: props.personName })} time={() => <Time at={props.createdAt} />} who={(name) => <bdi>{name}</bdi>} /> },
                { term: "SHA-256", value: props.sha256 ? <CopyId value={props.sha256} label={t("SHA-256 of the original")} /> : null },
              ]}
            />
            {props.notes.length > 0 ? (
              <ul className="report-notes">
                {props.notes.map((note) => (
                  <li key={note}>{note}</li>
                ))}
              </ul>
            ) : null}
          </Card>
          {props.report ? <ReportIntake intake={props.report} /> : null}
        </div>
      </div>
    </article>
  );
}

function StateNotice({ state, problem, published, draftId, csrf, page, pages, received }: DraftViewProps) {
  if (published) {
    return (
      <Notice kind="ok" title={t("Published as version {version}", { version: String(published.version) })}>
        <a href={published.href}>{t("Open the series")}</a>
      </Notice>
    );
  }
  if (state === "REFUSED") {
    return (
      <Notice kind="danger" title={t("This document cannot be published")}>
        {problem} <a href="/publishing/drafts">{t("Upload another one")}</a>
      </Notice>
    );
  }
  if (state === "RECEIVING") {
    return (
      <Notice kind="warn" title={t("The upload was interrupted")}>
        <Rich
          text={received === 0 ? pieces("Nothing of it has come yet. <a>Choose the same file again</a> and it goes on from there.") : pieces("The portal has <bytes></bytes> of it. <a>Choose the same file again</a> and it goes on from there.")}
          bytes={() => <Bytes count={received} />}
          a={(words) => <a href="/publishing/drafts">{words}</a>}
        />
      </Notice>
    );
  }
  if (state !== "WAITING" && state !== "PREPARING") return null;
  return (
    <Notice kind="info" title={t("The document is being prepared for marking")}>
      {t("You can describe it meanwhile.")}
      <WatchDraft csrf={csrf} draftId={draftId} page={page} pages={pages} />
      <noscript>
        <a href={`/publishing/drafts/${draftId}`}>{t("Load the page again to see how far it is")}</a>
      </noscript>
    </Notice>
  );
}
