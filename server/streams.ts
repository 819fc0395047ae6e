import { Readable } from "node:stream";
import { exportCoverage } from "@/lib/agreements/export-coverage";
import { getAgreementText } from "@/lib/agreements/get-agreement-text";
import { exportedBytes, exportEvents } from "@/lib/audit/export-events";
import { getReceipt } from "@/lib/audit/get-receipt";
import { getCertificate } from "@/lib/agreements/get-certificate";
import type { StoredDelivery } from "@/lib/agreements/stored-document";
import { systemCaller, type Caller } from "@/lib/operations/caller";
import { perform } from "@/lib/operations/perform";
import { completeDownload } from "@/lib/reports/complete-download";
import { getReport } from "@/lib/reports/get-report";
import { readDocument } from "@/lib/storage/documents";
import { splice } from "@/lib/watermark";

/** What was sent as a form or as JSON: text and numbers by name, empty ones left out. */
export type Fields = Readonly<Record<string, string>>;

/** Bytes that an operation has released: its event is committed. */
export type Streamed = {
  fileName: string;
  /** PDF unless given. */
  contentType?: string;
  /** Null where it is not known before the end. */
  length: number | null;
  headers?: Readonly<Record<string, string>>;
  bytes(): AsyncIterable<Uint8Array>;
  /** Told how the transfer ended; `sha256` is null where it was cut. */
  ended?(result: { bytesSent: number; sha256: Uint8Array<ArrayBuffer> | null }): Promise<void>;
};

export type StreamDoor = {
  open(caller: Caller, fields: Fields): Promise<Streamed>;
  /** The page that a refused form goes back to. */
  page(fields: Fields): string;
};

const text = (fields: Fields, name: string): string => fields[name] ?? "";
const optional = (fields: Fields, name: string): Record<string, number> => (fields[name] === undefined ? {} : { [name]: Number(fields[name]) });

const named = (fields: Fields, name: string): Fields => (fields[name] === undefined ? {} : { [name]: text(fields, name) });

const report: StreamDoor = {
  async open(caller, fields) {
    const delivery = await perform(caller, getReport, { reportId: text(fields, "reportId"), ticket: text(fields, "ticket"), ...optional(fields, "version") });
    const { downloadId, personalisation, fileName, preparedSha256, correlationId } = delivery;
    return {
      fileName: fileName.replace(/\.pdf$/, `-${downloadId}.pdf`),
      length: personalisation.length,
      headers: { "X-Download-Id": downloadId },
      bytes: () => splice(readDocument(preparedSha256), personalisation),
      async ended({ bytesSent, sha256 }) {
        await perform(systemCaller("delivery"), completeDownload, { downloadId, complete: sha256 !== null, bytesSent, sha256, correlationId });
      },
    };
  },
  page(fields) {
    const [reportId, version] = [text(fields, "reportId"), text(fields, "version")];
    return /^report-[A-Za-z0-9]{16}$/.test(reportId) ? `/reports/${reportId}${/^\d{1,6}$/.test(version) ? `/${version}` : ""}` : "/reports";
  },
};

const stored = ({ fileName, bytes, sha256 }: StoredDelivery): Streamed => ({ fileName, length: bytes, bytes: () => readDocument(sha256) });

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

/** Every operation of the door `stream`, by the path of its call. */
export const streamDoors: ReadonlyMap<string, StreamDoor> = new Map([
  ["/api/reports/GetReport", report],
  ["/api/audit/ExportEvents", trailExport],
  ["/api/audit/GetReceipt", receipt],
  ["/api/agreements/ExportCoverage", coverage],
  [
    "/api/agreements/GetAgreementText",
    { open: async (caller, fields) => stored(await perform(caller, getAgreementText, { slug: text(fields, "slug"), ...optional(fields, "revision") })), page: agreementPage },
  ],
  [
    "/api/agreements/GetCertificate",
    { open: async (caller, fields) => stored(await perform(caller, getCertificate, { customerAgreementId: text(fields, "customerAgreementId") })), page: agreementPage },
  ],
]);
