import { ButtonLink } from "../ui/button";
import { Card, Facts, Notice, PageHeader } from "../ui/content";
import { Badge, Chip } from "../ui/status";
import { ReportCoverage } from "../reports/report-coverage";
import type { ReportVersionRow } from "../reports/report-versions";
import { RequireCard, type RequireFormProps } from "../reports/require-card";
import { DraftTable, type DraftRow } from "./drafts-view";
import { UploadZone, type UploadZoneProps } from "./upload-zone";
import { VersionHistory, type HistoryProps } from "./version-history";
import { t } from "@/lib/texts/text";

export interface SeriesViewProps {
  reportId: string;
  name: string;
  description: string;
  slug: string;
  programName: string;
  program: string;
  product: string;
  categoryName: string;
  language: string;
  shareWith: string;
  askable: boolean;
  viewOnly: boolean;
  terms: { slug: string; title: string; revision: number };
  /** Null: every customer. */
  organizations: readonly string[] | null;
  requires: readonly { slug: string; name: string }[];
  owner: { name: string; email: string } | null;
  /** Published versions, for the scale. */
  periods: readonly ReportVersionRow[];
  today: string;
  lapse: string | null;
  upload: UploadZoneProps | null;
  drafts: readonly DraftRow[];
  history: HistoryProps;
  requiring: RequireFormProps | null;
  error: string | null;
}

/** One series: what is published, what comes next, and for whom. */
export function SeriesView(props: SeriesViewProps) {
  const { reportId, organizations, terms, owner, periods } = props;
  return (
    <article>
      <PageHeader
        title={props.name}
        badge={props.viewOnly ? <Badge kind="plain">{t("reading only")}</Badge> : null}
        description={props.description}
        crumbs={[{ label: t("Publishing"), href: "/publishing" }, { label: props.programName, href: `/publishing?program=${props.program}` }, { label: props.slug }]}
        actions={
          <>
            {periods.length > 0 ? <ButtonLink href={`/reports/${reportId}`}>{t("As customers see it")}</ButtonLink> : null}
            <ButtonLink href={`/publishing/${reportId}/viewers`}>{t("Who can see it")}</ButtonLink>
            <ButtonLink href={`/publishing/${reportId}/edit`}>{t("Change")}</ButtonLink>
          </>
        }
      />
      <div className="report-grid pub-series">
        <div className="report-main">
          {props.error ? (
            <Notice kind="danger" live>
              {props.error}
            </Notice>
          ) : null}
          {props.lapse ? (
            <Notice kind="warn" title={t("Freshness")}>
              {props.lapse}
            </Notice>
          ) : null}
          {props.upload ? (
            <Card id="next" title={t("Next version")} className="no-print">
              <UploadZone {...props.upload} />
            </Card>
          ) : null}
          {props.drafts.length > 0 ? (
            <section aria-labelledby="drafts">
              <h2 id="drafts" className="section-title">
                {t("Not published yet")}
              </h2>
              <DraftTable rows={props.drafts} caption={t("Drafts of this series")} />
            </section>
          ) : null}
          {periods.length > 0 ? <ReportCoverage versions={periods} shownVersion={periods[0]?.version ?? 0} today={props.today} /> : null}
          <VersionHistory {...props.history} />
        </div>
        <div className="report-aside">
          <Card id="for-whom" title={t("For whom")}>
            <Facts
              items={[
                { term: t("Customers"), value: organizations === null ? t("Every customer") : organizations.length === 0 ? t("Nobody yet") : organizations.join(", ") },
                { term: t("Hidden by policy"), value: props.askable ? t("Listed as locked; may be asked for") : t("Not shown") },
                { term: t("Copies"), value: props.viewOnly ? t("Read in the browser") : t("Download, or read in the browser") },
                { term: t("Terms"), value: <a href={`/publishing/terms/${terms.slug}`}>{t("{title}, revision {revision}", { title: terms.title, revision: String(terms.revision) })}</a> },
                { term: t("Agreements"), value: props.requires.length === 0 ? t("None") : props.requires.map(({ name }) => name).join(", ") },
                { term: t("May be shared"), value: props.shareWith },
                { term: t("Downloads"), value: <a href={`/publishing/downloads?report=${reportId}`}>{t("Who got copies")}</a> },
              ]}
            />
          </Card>
          <Card id="series-facts" title={t("Series")}>
            <Facts
              items={[
                { term: t("Program"), value: <>{props.programName} <Chip>{props.program}</Chip></> },
                { term: t("Product"), value: props.product },
                { term: t("Category"), value: props.categoryName },
                { term: t("Language"), value: props.language },
                { term: t("Owner"), value: owner ? <bdi title={owner.email}>{owner.name}</bdi> : <span className="muted">{t("Nobody is reminded")}</span> },
                { term: t("Short name"), value: <code>{props.slug}</code> },
              ]}
            />
          </Card>
          {props.requiring ? <RequireCard {...props.requiring} /> : null}
        </div>
      </div>
    </article>
  );
}
