import { SubscribeButton, type SubscribeButtonProps } from "../notifications/subscribe-button";
import { Card, CopyId, Day, Facts, Notice, PageHeader, Bytes, Tabs, type Fact, type Tab } from "../ui/content";
import { Rich } from "../ui/rich";
import { Badge, Chip, Status, type ReportStatus } from "../ui/status";
import { ReportCopy, type CopyPerson, type ReportAccess, type ReportCopyProps } from "./report-copy";
import { RequireCard, type RequireFormProps } from "./require-card";
import { ReportCoverage } from "./report-coverage";
import { ReportIntake, type IntakeReport } from "./report-intake";
import { ReportTerms, type ReportTermsText } from "./report-terms";
import { ReportVersions, type ReportVersionRow } from "./report-versions";
import { saidFinding } from "@/lib/texts/document-findings";
import { pieces, t, tn } from "@/lib/texts/text";

export type { CopyPerson, ReportAccess } from "./report-copy";
export type { ReportTermsText, SharingRule, TermsSection } from "./report-terms";
export type { ReportVersionRow } from "./report-versions";

export interface ReportFacts {
  id: string;
  title: string;
  description: string;
  programKey: string;
  programName: string;
  /** The catalogue, filtered to the program. */
  programHref: string;
  issuingBody: string | null;
  regionName: string;
  country: string | null;
  industry: string | null;
  categoryName: string;
  auditor: string | null;
  language: string;
  version: number;
  kind: "REPORT" | "BRIDGE_LETTER";
  /** For a bridge letter, the version whose period it extends. */
  extendsVersion?: number | null;
  periodStart: string | null;
  periodEnd: string | null;
  status: ReportStatus;
  pages: number;
  bytes: number;
  /** Lower-case hexadecimal. */
  sha256: string;
  /** ISO date-time. */
  publishedAt: string;
  /** What was changed when the document was taken in: repaired, scripts removed, a signature that copies cannot keep. */
  intakeNotes?: readonly string[];
  /** `met` is null for staff, who need none. */
  requires: readonly { slug: string; name: string; met: boolean | null }[];
}

export interface ReportViewProps {
  report: ReportFacts;
  catalogueHref?: string;
  /** Newest first, the version shown among them. */
  versions: readonly ReportVersionRow[];
  /** ISO date. */
  today: string;
  terms: ReportTermsText;
  access: ReportAccess;
  person: CopyPerson;
  /** When this person last downloaded this version. ISO date-time. */
  lastDownloadAt?: string | null;
  csrf: string;
  acceptAction?: string;
  /** The pages of this version, this one among them; none where there is only one. */
  pages?: readonly Tab[];
  /** What the version leaves to its readers to control. */
  controls?: { total: number; open: number; href: string } | null;
  /** For those who publish: the agreements that a copy can require. The chosen ones go as `agreements`. */
  requiring?: RequireFormProps | null;
  /** For publishers: whether those from whom policies hide the report may know of it. */
  listing?: ReportCopyProps["listing"];
  /** For those who publish: what was found in the document, and changed. */
  intake?: IntakeReport | null;
  /** To be told of the next version. */
  subscribing?: SubscribeButtonProps | null;
}

/** One version of a report: what it covers, what it is, its terms, and how to get a copy. */
export function ReportView(props: ReportViewProps) {
  const { report, catalogueHref = "/reports", versions, today, terms, access, acceptAction = "/api/reports/AcceptTerms" } = props;
  const newer = versions.find((row) => row.kind === "REPORT" && row.version > report.version && row.status !== "WITHDRAWN");
  return (
    <article>
      <PageHeader
        crumbs={[
          { label: t("Reports"), href: catalogueHref },
          { label: report.programName, href: report.programHref },
          { label: t("Version {version}", { version: String(report.version) }) },
        ]}
        title={report.title}
        badge={<Status status={report.status} />}
        description={[report.description, report.auditor].filter(Boolean).join(" · ")}
        actions={
          <>
            {props.subscribing ? <SubscribeButton {...props.subscribing} /> : null}
            <button type="button" className="btn needs-script print-button" data-print="">
              {t("Print")}
            </button>
          </>
        }
      />
      {props.pages && props.pages.length > 0 ? <Tabs label={t("This report")} items={props.pages} /> : null}
      <div className="report-grid">
        <div className="report-main">
          {access.state === "withdrawn" ? (
            <Notice kind="warn" title={t("This version was withdrawn")}>
              {access.reason} {t("It stays here so that earlier copies can be checked; no new copies are made.")}{" "}
              {access.replacementHref ? <a href={access.replacementHref}>{t("Go to the version that replaces it")}</a> : null}
            </Notice>
          ) : newer && report.kind === "REPORT" ? (
            <Notice kind="info">
              <Rich text={pieces("There is a newer version of this report: <a>version {version}</a>.", { version: String(newer.version) })} a={(words) => <a href={newer.href}>{words}</a>} />
            </Notice>
          ) : null}
          <ReportCoverage versions={versions} shownVersion={report.version} today={today} />
          <Card id="facts" title={t("Facts")}>
            <Facts items={factsOf(report, props.controls ?? null)} />
            {report.intakeNotes && report.intakeNotes.length > 0 ? (
              <ul className="report-notes">
                {report.intakeNotes.map((note) => (
                  <li key={note}>{saidFinding(note)}</li>
                ))}
              </ul>
            ) : null}
          </Card>
          {props.intake ? <ReportIntake intake={props.intake} /> : null}
          <ReportVersions versions={versions} shownVersion={report.version} />
          <ReportTerms terms={terms} />
          {props.requiring ? <RequireCard {...props.requiring} /> : null}
        </div>
        <ReportCopy
          reportId={report.id}
          version={report.version}
          terms={terms}
          access={access}
          person={props.person}
          lastDownloadAt={props.lastDownloadAt}
          csrf={props.csrf}
          action={acceptAction}
          listing={props.listing}
        />
      </div>
    </article>
  );
}

function factsOf(report: ReportFacts, controls: ReportViewProps["controls"]): Fact[] {
  return [
    {
      term: t("Program"),
      value: (
        <>
          <a href={report.programHref}>{report.programName}</a> <Chip>{report.programKey}</Chip>
        </>
      ),
    },
    { term: t("Issuing body"), value: report.issuingBody },
    { term: t("Auditor"), value: report.auditor },
    { term: t("Category"), value: report.categoryName },
    { term: t("Region"), value: report.country ? `${report.regionName} · ${report.country}` : report.regionName },
    { term: t("Industry"), value: report.industry },
    { term: t("Extends"), value: report.extendsVersion ? t("Version {version}", { version: String(report.extendsVersion) }) : null },
    {
      term: t("Given out under"),
      value:
        report.requires.length === 0 ? null : (
          <ul className="report-requires">
            {report.requires.map(({ slug, name, met }) => (
              <li key={slug}>
                <a href={`/agreements/${slug}`}>{name}</a> {met === null ? null : met ? <Badge kind="ok">{t("in force")}</Badge> : <Badge kind="denied">{t("not in force")}</Badge>}
              </li>
            ))}
          </ul>
        ),
    },
    { term: t("Your controls (CUECs)"), value: controls ? <a href={controls.href}>{controls.open === 0 ? t("{n}, all settled", { n: controls.total }) : t("{n}, of which {open} open", { n: controls.total, open: controls.open })}</a> : null },
    { term: t("Language"), value: report.language },
    { term: t("Published"), value: <Day at={report.publishedAt.slice(0, 10)} /> },
    {
      term: t("Document"),
      value: (
        <>
          <span className="num">{`${tn(report.pages, "{n} page", "{n} pages")}, `}</span>
          <Bytes count={report.bytes} />
        </>
      ),
    },
    { term: t("SHA-256 of the original"), value: <CopyId value={report.sha256} label={t("SHA-256 of the original")} /> },
  ];
}
