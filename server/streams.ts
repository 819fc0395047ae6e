import { Readable } from "node:stream";
import { exportLeastPrivilegeReport, leastPrivilegeBytes } from "@/lib/access/export-least-privilege-report";
import { exportCoverage } from "@/lib/agreements/export-coverage";
import { getAgreementText } from "@/lib/agreements/get-agreement-text";
import { exportUserControls } from "@/lib/center/controls/export-user-controls";
import { exportTimeline } from "@/lib/center/export-timeline";
import { exportedBytes, exportEvents } from "@/lib/audit/export-events";
import { getReceipt } from "@/lib/audit/get-receipt";
import { getCertificate } from "@/lib/agreements/get-certificate";
import type { StoredDelivery } from "@/lib/agreements/stored-document";
import { getCompletionCertificate } from "@/lib/learning/get-certificate";
import type { Caller } from "@/lib/operations/caller";
import { perform } from "@/lib/operations/perform";
import { getPacket } from "@/lib/packets/get-packet";
import { previewDraft } from "@/lib/publishing/preview-draft";
import { getReport } from "@/lib/reports/get-report";
import { viewReport } from "@/lib/reports/view-report";
import { readDocument } from "@/lib/storage/documents";
import { splice } from "@/lib/watermark";
import { streamedCopy } from "./copy";
import { packetBytes } from "./packet";

/** What was sent as a form or as JSON: text and numbers by name, empty ones left out. */
export type Fields = Readonly<Record<string, string>>;

/** Bytes that an operation has released: its event is committed. */
export type Streamed = {
  fileName: string;
  /** PDF unless given. */
  contentType?: string;
  /** To be shown rather than saved. */
  inline?: boolean;
  /** Null where it is not known before the end. */
  length: number | null;
  headers?: Readonly<Record<string, string>>;
  /** Where parts may be asked for: the same for all parts of the same bytes. */
  etag?: string;
  /** `end` is the first byte left out. */
  bytes(part: Part): AsyncIterable<Uint8Array>;
  /** The same with less memory: a piece holds only until the next is asked for. */
  passing?(part: Part): AsyncIterable<Uint8Array>;
  /** Told how the transfer of a part ended; `sha256` is of the part, null where it was cut. */
  ended?(result: { part: Part; bytesSent: number; sha256: Uint8Array<ArrayBuffer> | null }): Promise<void>;
};

export type Part = { start: number; end: number };

export type StreamDoor = {
  /**
   * @param range the Range header, where one was sent that can be read
   * @param again who asks, looked up again: for what goes on being decided while it is sent
   */
  open(caller: Caller, fields: Fields, range: string | undefined, again: () => Promise<Caller>): Promise<Streamed>;
  /** The page that a refused form goes back to. */
  page(fields: Fields): string;
};

const text = (fields: Fields, name: string): string => fields[name] ?? "";
const optional = (fields: Fields, name: string): Record<string, number> => (fields[name] === undefined ? {} : { [name]: Number(fields[name]) });

const named = (fields: Fields, name: string): Fields => (fields[name] === undefined ? {} : { [name]: text(fields, name) });

function reportPage(fields: Fields): string {
  const [reportId, version] = [text(fields, "reportId"), text(fields, "version")];
  return /^report-[A-Za-z0-9]{16}$/.test(reportId) ? `/reports/${reportId}${/^\d{1,6}$/.test(version) ? `/${version}` : ""}` : "/reports";
}

const copyFields = (fields: Fields, range: string | undefined) => ({ reportId: text(fields, "reportId"), ticket: text(fields, "ticket"), ...optional(fields, "version"), ...(range === undefined ? {} : { range }) });

const report: StreamDoor = {
  open: async (caller, fields, range) => streamedCopy(await perform(caller, getReport, copyFields(fields, range)), false),
  page: reportPage,
};

const view: StreamDoor = {
  open: async (caller, fields, range) => streamedCopy(await perform(caller, viewReport, copyFields(fields, range)), true),
  page: reportPage,
};

/** Whose marks say that it is a preview; it is part of no download. */
const preview: StreamDoor = {
  async open(caller, fields) {
    const { fileName, preparedSha256, personalisation, previewId } = await perform(caller, previewDraft, { draftId: text(fields, "draftId") });
    const { length } = personalisation;
    return { fileName, inline: true, length, headers: { "X-Download-Id": previewId }, bytes: (part) => splice(readDocument(preparedSha256, part), personalisation, part) };
  },
  page: (fields) => (/^[0-9a-f-]{36}$/.test(text(fields, "draftId")) ? `/publishing/drafts/${text(fields, "draftId")}` : "/publishing"),
};

const stored = ({ fileName, bytes, sha256, contentType }: StoredDelivery): Streamed => ({
  fileName,
  ...(contentType === undefined ? {} : { contentType }),
  length: bytes,
  etag: `"${Buffer.from(sha256).toString("base64url")}"`,
  bytes: (part) => readDocument(sha256, part),
});

const agreementPage = (fields: Fields): string => (/^[a-z0-9-]{1,64}$/.test(text(fields, "slug")) ? `/agreements/${text(fields, "slug")}` : "/agreements");

const whole = (fileName: string, type: string, content: string): Streamed => {
  const bytes = Buffer.from(content, "utf8");
  async function* once(): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(bytes);
  }
  return { fileName, contentType: type, length: bytes.length, bytes: once };
};

/** Refused forms go back to where they were, where that is a page of the trail or of the agreements. */
const receiptPage = (fields: Fields): string => (/^\/(trail|agreements|reports)(\/[A-Za-z0-9-]+)*$/.test(text(fields, "return")) ? text(fields, "return") : "/trail");

const receipt: StreamDoor = {
  async open(caller, fields) {
    const { fileName, content } = await perform(caller, getReceipt, { ...named(fields, "eventId"), ...named(fields, "about") });
    return whole(fileName, "application/json; charset=utf-8", content);
  },
  page: receiptPage,
};

/** The filter is parsed by the operation; forms send more than it knows. */
const exportInput = ({ csrf: _csrf, return: _return, ...sent }: Fields) => sent as unknown as Parameters<typeof perform<"member", typeof exportEvents.input, typeof exportEvents.output, undefined, undefined>>[2];

const trailExport: StreamDoor = {
  async open(caller, fields) {
    const { fileName, type, filter, format, before } = await perform(caller, exportEvents, exportInput(fields));
    return { fileName, contentType: type, length: null, bytes: () => exportedBytes(caller, filter, format, before) };
  },
  page: (fields) => (/^\/trail(\?[\x21-\x7e]*)?$/.test(text(fields, "return")) ? text(fields, "return") : "/trail"),
};

const coverage: StreamDoor = {
  async open(caller, fields) {
    const given = Object.fromEntries(["organizationId", "day", "slug"].flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name]]])));
    const { fileName, pieces } = await perform(caller, exportCoverage, { ...given, ...(fields["gaps"] === "1" ? { gaps: "1" as const } : {}) });
    return { fileName, contentType: "text/csv; charset=utf-8", length: null, bytes: () => Readable.from(pieces) };
  },
  page(fields) {
    const query = new URLSearchParams(["day", "slug", "gaps"].flatMap((name) => (/^[a-z0-9-]{1,64}$/.test(text(fields, name)) ? [[name, text(fields, name)]] : [])));
    if (/^[0-9a-f-]{36}$/.test(text(fields, "organizationId"))) query.set("organization", text(fields, "organizationId"));
    return `/agreements/coverage${query.size > 0 ? `?${query.toString()}` : ""}`;
  },
};

const accessReview: StreamDoor = {
  async open(caller, fields) {
    const { fileName, plan } = await perform(caller, exportLeastPrivilegeReport, named(fields, "organizationId"));
    return { fileName, contentType: "text/csv; charset=utf-8", length: null, bytes: () => leastPrivilegeBytes(caller, plan) };
  },
  page: (fields) => (/^[0-9a-f-]{36}$/.test(text(fields, "organizationId")) ? `/organization/review?organization=${text(fields, "organizationId")}` : "/organization/review"),
};

const packet: StreamDoor = {
  async open(caller, fields, _range, again) {
    const chosen = { reports: text(fields, "reports"), agreements: text(fields, "agreements"), from: text(fields, "from"), to: text(fields, "to") };
    const { plan, fileName, at } = await perform(caller, getPacket, { ...chosen, accepted: fields["accepted"] === "on" || fields["accepted"] === "true" });
    return { fileName, contentType: "application/zip", length: null, bytes: () => packetBytes(caller, again, plan, at) };
  },
  page(fields) {
    const query = new URLSearchParams();
    for (const one of text(fields, "reports").split(/[\s,]+/).slice(0, 100)) if (/^report-[A-Za-z0-9]{16}:\d{1,6}(:\d{1,6})?$/.test(one)) query.append("report", one.split(":").slice(0, 2).join(":"));
    for (const one of text(fields, "agreements").split(/[\s,]+/).slice(0, 200)) if (/^[0-9a-f-]{36}$/.test(one)) query.append("agreement", one);
    for (const name of ["from", "to"]) if (/^\d{4}-\d\d-\d\d$/.test(text(fields, name))) query.set(name, text(fields, name));
    return `/packet/review?${query.toString()}`;
  },
};

const learningCertificate: StreamDoor = {
  open: async (caller, fields) => stored(await perform(caller, getCompletionCertificate, { path: text(fields, "path") })),
  page: () => "/center/learning",
};

/** The fields of the timeline's address, those that were given. */
const timelineQuery = (fields: Fields): Record<string, string> =>
  Object.fromEntries(["start", "end", "program", "region", "gaps"].flatMap((name) => (/^[a-z0-9-]{1,64}$/.test(text(fields, name)) ? [[name, text(fields, name)]] : [])));

const timeline: StreamDoor = {
  async open(caller, fields) {
    const { start, end, program, region } = fields;
    const given = { start: start ?? "", end: end ?? "", program, region, ...(fields["gaps"] === "1" ? { gaps: "1" as const } : {}) };
    const { fileName, pieces } = await perform(caller, exportTimeline, given);
    return { fileName, contentType: "text/csv; charset=utf-8", length: null, bytes: () => Readable.from(pieces) };
  },
  page: (fields) => `/center/timeline?${new URLSearchParams(timelineQuery(fields)).toString()}`,
};

const userControls: StreamDoor = {
  async open(caller, fields) {
    const { fileName, content } = await perform(caller, exportUserControls, { reportId: text(fields, "reportId"), ...optional(fields, "version") });
    return whole(fileName, "text/csv; charset=utf-8", content);
  },
  page: (fields) => (reportPage(fields) === "/reports" || fields["version"] === undefined ? reportPage(fields) : `${reportPage(fields)}/controls`),
};

/** Every operation of the door `stream`, by the path of its call. */
export const streamDoors: ReadonlyMap<string, StreamDoor> = new Map([
  ["/api/reports/GetReport", report],
  ["/api/audit/ExportEvents", trailExport],
  ["/api/audit/GetReceipt", receipt],
  ["/api/packets/GetPacket", packet],
  ["/api/access/ExportLeastPrivilegeReport", accessReview],
  ["/api/agreements/ExportCoverage", coverage],
  ["/api/learning/GetCertificate", learningCertificate],
  ["/api/reports/ViewReport", view],
  ["/api/center/ExportTimeline", timeline],
  ["/api/center/ExportUserControls", userControls],
  ["/api/publishing/PreviewDraft", preview],
  [
    "/api/agreements/GetAgreementText",
    { open: async (caller, fields) => stored(await perform(caller, getAgreementText, { slug: text(fields, "slug"), ...optional(fields, "revision") })), page: agreementPage },
  ],
  [
    "/api/agreements/GetCertificate",
    { open: async (caller, fields) => stored(await perform(caller, getCertificate, { customerAgreementId: text(fields, "customerAgreementId"), ...(text(fields, "of") === "ending" ? { of: "ending" as const } : {}) })), page: agreementPage },
  ],
]);
