import { z } from "zod";
import { now } from "@/lib/operations/clock";
import { operation } from "@/lib/operations/operation";
import { hashToken } from "@/lib/identity/token";
import { may } from "@/lib/access/decide";
import { countUserControls } from "@/lib/center/controls/count-user-controls";
import { IngestReport, PreparedManifest } from "@/lib/watermark";
import { currentTerms, CurrentTerms } from "./current-terms";
import { findVersion, versionResource } from "./find-version";
import { Category, isoDay, Kind, ReportId, Ticket, VersionNumber } from "./models";
import { RequiredAgreement, requiredAgreements } from "./required-agreements";
import { isStaff } from "./visible";

const maxVersions = 200;

export const VersionSummary = z.object({
  version: z.int(),
  kind: Kind,
  extendsVersion: z.int().nullable(),
  title: z.string(),
  category: Category,
  language: z.string(),
  auditor: z.string(),
  periodStart: z.string().nullable(),
  periodEnd: z.string().nullable(),
  state: z.enum(["PUBLISHED", "UNPUBLISHED", "SUPERSEDED", "WITHDRAWN"]),
  publishedAt: z.date(),
  pages: z.int(),
  bytes: z.int(),
  sha256: z.string(),
  notes: z.array(z.string()),
});

/** Everything the report page shows: the series, its versions, the terms, and whether this person may have a copy. */
export const getReportMetadata = operation({
  name: "reports:GetReportMetadata",
  summary: "A report's facts, versions and current terms.",
  access: "Read",
  reach: "member",
  browsing: true,
  input: z.object({ reportId: ReportId, version: VersionNumber.optional(), ticket: Ticket.optional() }),
  output: z.object({
    reportId: ReportId,
    name: z.string(),
    description: z.string(),
    program: z.string(),
    product: z.string(),
    category: Category,
    shareWith: z.string(),
    /** Null: every customer. */
    sharedWithOrganizations: z.array(z.string()).nullable(),
    selected: VersionSummary,
    versions: z.array(VersionSummary),
    terms: CurrentTerms,
    /** What must be in force for the account before it gets a copy. */
    requires: z.array(RequiredAgreement),
    /** Whether members whose policies hide it may know of it and ask for it; null for customers. */
    askable: z.boolean().nullable(),
    /** A file to keep. Never where the report is for reading alone. */
    mayDownload: z.boolean(),
    mayView: z.boolean(),
    /** Who can give this person the right to download, where it is missing. */
    admins: z.array(z.object({ name: z.string(), email: z.string() })),
    ticket: z.object({ state: z.enum(["READY", "USED", "EXPIRED"]), expiresAt: z.date() }).nullable(),
    lastDownloadAt: z.date().nullable(),
    /** Copies are read in the browser alone. */
    viewOnly: z.boolean(),
    /** What the selected version leaves to its readers to control, and how much of it the account has not settled; null for those who may not see it. */
    controls: z.object({ total: z.int(), open: z.int() }).nullable(),
    /** What was found in the document of the selected version and changed in it; for those who publish. */
    intake: IngestReport.nullable(),
  }),
  resource: ({ db, caller, input }) => findVersion(db, caller, input),
  about: ({ resource }) => resource.report,
  async handle({ db, caller, input, resource: found }) {
    const publishes = may(caller, { name: "reports:PublishVersion", reach: "staff" });
    const [series, rows, terms, requires, ticket, last, selectedRow, controls] = await Promise.all([
      db.reportSeries.findUniqueOrThrow({ where: { id: found.seriesId }, include: { audiences: { include: { organization: { select: { id: true, name: true } } }, take: 100 } } }),
      db.reportVersion.findMany({ where: { seriesId: found.seriesId, state: "PUBLISHED" }, orderBy: { version: "desc" }, take: maxVersions, omit: { manifest: true, searchText: true } }),
      currentTerms(db, found.termsId),
      requiredAgreements(db, caller, found.seriesId),
      input.ticket
        ? db.ticket.findFirst({ where: { tokenHash: hashToken(input.ticket), personId: caller.personId, accountId: caller.account.id, versionId: found.id } })
        : Promise.resolve(null),
      db.download.findFirst({ where: { personId: caller.personId, versionId: found.id }, orderBy: { startedAt: "desc" }, select: { startedAt: true } }),
      publishes ? db.reportVersion.findUnique({ where: { id: found.id }, select: { manifest: true } }) : Promise.resolve(null),
      may(caller, { name: "center:ListUserControls", reach: "member" }, found.report) ? countUserControls(db, caller, found) : Promise.resolve(null),
    ]);
    const mayDownload = !series.viewOnly && may(caller, { name: "reports:GetReport", reach: "member" }, found.report);
    const mayView = may(caller, { name: "reports:ViewReport", reach: "member" }, found.report);
    const admins = mayDownload || mayView
      ? []
      : await db.membership.findMany({
          where: { accountId: caller.account.id, group: { in: ["account-admin", "organization-admin"] } },
          take: 3,
          orderBy: { createdAt: "asc" },
          select: { person: { select: { name: true, email: true } } },
        });
    const shown = rows.filter(({ region, program, category }) => may(caller, { name: "reports:GetReportMetadata", reach: "member" }, { series: found.seriesId, region, program, category }));
    const versions = shown.map((row) => ({
      version: row.version,
      kind: row.kind,
      extendsVersion: row.extendsVersion,
      title: row.title,
      category: row.category,
      language: row.language,
      auditor: row.auditor,
      periodStart: row.periodStart && isoDay(row.periodStart),
      periodEnd: row.periodEnd && isoDay(row.periodEnd),
      state: row.state,
      publishedAt: row.publishedAt,
      pages: row.pages,
      bytes: row.originalBytes,
      sha256: Buffer.from(row.originalSha256).toString("hex"),
      notes: z.array(z.string()).parse(row.notes),
    }));
    const selected = versions.find((version) => version.version === found.version) ?? versions[0];
    if (!selected) throw new Error("a version that was found is not listed");
    const named = series.audience === "NAMED" ? series.audiences.map(({ organization }) => organization) : null;
    // A customer learns that a report is for it alone, not for whom else it is.
    const sharedWith = named && (isStaff(caller) ? named : named.filter(({ id }) => id === caller.account.organizationId)).map(({ name }) => name);
    const state = ticket && (ticket.usedAt ? ("USED" as const) : ticket.expiresAt <= now() ? ("EXPIRED" as const) : ("READY" as const));
    return {
      reportId: series.id,
      name: series.name,
      description: series.description,
      program: series.program,
      product: series.product,
      category: series.category,
      shareWith: series.shareWith,
      sharedWithOrganizations: sharedWith,
      selected,
      versions,
      terms,
      requires,
      askable: isStaff(caller) ? series.askable : null,
      mayDownload,
      mayView,
      admins: admins.map(({ person }) => person),
      ticket: ticket && state ? { state, expiresAt: ticket.expiresAt } : null,
      lastDownloadAt: last?.startedAt ?? null,
      viewOnly: series.viewOnly,
      controls,
      intake: selectedRow ? (PreparedManifest.parse(selectedRow.manifest).report ?? null) : null,
    };
  },
  record: ({ resource }) => ({ resources: [versionResource(resource)] }),
  recordRefusal: ({ input }) => ({ resources: [`report/${input.reportId}`] }),
});
