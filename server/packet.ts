import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import yazl from "yazl";
import { may } from "@/lib/access/decide";
import { csvRow } from "@/lib/agreements/csv";
import { exportCoverage } from "@/lib/agreements/export-coverage";
import { getCertificate } from "@/lib/agreements/get-certificate";
import { heldResource } from "@/lib/agreements/models";
import { getReceipt } from "@/lib/audit/get-receipt";
import { exportTimeline } from "@/lib/center/export-timeline";
import { periodProblem } from "@/lib/center/fiscal-period";
import { config } from "@/lib/config/config";
import { isMember, type Caller, type MemberCaller } from "@/lib/operations/caller";
import { MunimentError } from "@/lib/operations/errors";
import { perform } from "@/lib/operations/perform";
import { checksums, manifestOf, pathPart, periodRows, readmeOf, type PacketFile } from "@/lib/packets/packet-files";
import type { PacketPlan } from "@/lib/packets/packet-plan";
import { acceptTerms } from "@/lib/reports/accept-terms";
import { getReport } from "@/lib/reports/get-report";
import { isoDay } from "@/lib/reports/models";
import { readDocument } from "@/lib/storage/documents";
import { streamedCopy } from "./copy";

type Facts = Omit<PacketFile, "path" | "sha256" | "bytes">;

/** A ZIP file that is written while it is read, one file after the other; nothing is compressed, because copies hardly shrink. */
class Packet {
  readonly #zip = new yazl.ZipFile();
  readonly files: PacketFile[] = [];

  constructor(private readonly at: Date) {
    this.#zip.on("error", (error: unknown) => this.out.destroy(error instanceof Error ? error : new Error("the packet failed")));
  }

  get out(): Readable {
    return this.#zip.outputStream as Readable;
  }

  /** Writes one file, and answers when its last byte was taken. */
  async add(path: string, pieces: AsyncIterable<Uint8Array>): Promise<{ sha256: Uint8Array<ArrayBuffer>; bytes: number }> {
    if (this.out.destroyed) throw new Error("nobody reads the packet any more");
    const hash = createHash("sha256");
    let bytes = 0;
    async function* counted(): AsyncGenerator<Uint8Array> {
      for await (const piece of pieces) {
        hash.update(piece);
        bytes += piece.length;
        yield piece;
      }
    }
    const stream = Readable.from(counted(), { objectMode: false });
    await new Promise<void>((resolve, reject) => {
      const gone = (): void => void stream.destroy(new Error("nobody reads the packet any more"));
      this.out.once("close", gone);
      stream.once("error", reject).once("close", () => {
        this.out.off("close", gone);
        if (stream.readableEnded) resolve();
        else reject(new Error("a file of the packet was cut"));
      });
      this.#zip.addReadStream(stream, path, { compress: false, mtime: this.at, mode: 0o100600 });
    });
    return { sha256: new Uint8Array(hash.digest()), bytes };
  }

  async note(path: string, facts: Facts, pieces: AsyncIterable<Uint8Array>): Promise<void> {
    const { sha256, bytes } = await this.add(path, pieces);
    this.files.push({ path, sha256: Buffer.from(sha256).toString("hex"), bytes, ...facts } as PacketFile);
  }

  end(): void {
    this.#zip.end();
  }
}

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from(text, "utf8"));
}

/** Who the packet is for, looked up again. */
export type Again = () => Promise<Caller>;

/** How long a file may run on what was known of its reader. Less than a session may be idle, so that a long file does not end the session that loads it. */
const lookAgainMs = 30_000;

/** The person as they are now. @throws MunimentError Unauthenticated once the session is over, or the person works in this account no more */
async function stillThere(caller: MemberCaller, again: Again): Promise<MemberCaller> {
  const found = await again();
  if (!isMember(found) || found.personId !== caller.personId || found.account.id !== caller.account.id) throw new MunimentError("Unauthenticated");
  return found;
}

/** Looks again while a long file is written. */
async function* whileThere(pieces: AsyncIterable<Uint8Array>, look: () => Promise<unknown>): AsyncGenerator<Uint8Array> {
  let looked = performance.now();
  for await (const piece of pieces) {
    if (performance.now() - looked > lookAgainMs) {
      await look();
      looked = performance.now();
    }
    yield piece;
  }
}

/** Accepts, marks, records and writes one copy, in this order: as if it were downloaded alone. Answers with its download id. */
async function addCopy(packet: Packet, now: () => Promise<MemberCaller>, report: PacketPlan["reports"][number], place: number): Promise<string> {
  const { reportId, version } = report;
  const caller = await now();
  const { ticket } = await perform(caller, acceptTerms, { reportId, version, termsRevision: report.terms.revision, accepted: true });
  const delivery = await perform(caller, getReport, { reportId, version, ticket });
  const copy = streamedCopy(delivery, false);
  const part = { start: 0, end: copy.length };
  const path = `reports/${String(place).padStart(2, "0")} ${pathPart(report.title)} v${version} ${delivery.downloadId}.pdf`;
  let sent = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const piece of whileThere(copy.bytes(part), now)) {
      sent += piece.length;
      yield piece;
    }
    if (sent !== copy.length) throw new Error("the stored document ended early");
  }
  try {
    const { sha256, bytes } = await packet.add(path, counted());
    packet.files.push({
      path, sha256: Buffer.from(sha256).toString("hex"), bytes, what: "report", reportId, version, title: report.title, program: report.program,
      auditor: report.auditor, periodStart: report.periodStart, periodEnd: report.periodEnd, terms: `${report.terms.slug}:${report.terms.revision}`, downloadId: delivery.downloadId,
    });
    await copy.ended({ part, bytesSent: sent, sha256 });
  } catch (error) {
    await copy.ended({ part, bytesSent: sent, sha256: null });
    throw error;
  }
  return delivery.downloadId;
}

/** A proof is as good tomorrow: where the log is not ready to give one, the packet comes without it and says so by its absence. */
async function addReceipt(packet: Packet, caller: Caller, about: string): Promise<void> {
  try {
    const { content } = await perform(caller, getReceipt, { about });
    await packet.note(`receipts/${pathPart(about.replace("/", " "))}.json`, { what: "receipt", about }, once(content));
  } catch (error) {
    if (!(error instanceof MunimentError) || (error.code !== "Conflict" && error.code !== "ResourceNotFound")) throw error;
  }
}

async function fill(packet: Packet, asked: Caller, again: Again, plan: PacketPlan, at: Date): Promise<void> {
  if (!isMember(asked)) throw new MunimentError("Unauthenticated");
  const look = (): Promise<MemberCaller> => stillThere(asked, again);
  let caller = await look();
  const { account } = caller;
  const facts = {
    baseUrl: config().baseUrl, person: { name: caller.name, email: caller.email }, account: { id: account.id, name: account.name, organization: account.organizationName },
    at: at.toISOString(), correlationId: caller.correlationId, from: plan.from, to: plan.to,
  };
  await packet.add("README.txt", once(readmeOf(facts)));
  const receipts: string[] = [];
  for (const [index, report] of plan.reports.entries()) receipts.push(`download/${await addCopy(packet, look, report, index + 1)}`);
  for (const { customerAgreementId, name, revision } of plan.agreements) {
    caller = await look();
    const { fileName, sha256 } = await perform(caller, getCertificate, { customerAgreementId });
    await packet.note(`agreements/${pathPart(fileName)}`, { what: "agreement", name, revision, customerAgreementId }, readDocument(sha256));
    receipts.push(heldResource(customerAgreementId));
  }
  await packet.note("periods.csv", { what: "periods" }, once(`\uFEFF${periodRows(plan).map((row) => csvRow(row.map(String))).join("")}`));
  caller = await look();
  if (plan.reports.length > 0 && may(caller, exportTimeline) && !periodProblem({ start: plan.from, end: plan.to })) {
    const { pieces } = await perform(caller, exportTimeline, { start: plan.from, end: plan.to, reports: [...new Set(plan.reports.map(({ reportId }) => reportId))] });
    await packet.note("timeline.csv", { what: "timeline" }, Readable.from(pieces));
  }
  if (may(caller, exportCoverage)) {
    const today = isoDay(at);
    const { pieces } = await perform(caller, exportCoverage, { day: plan.to < today ? plan.to : today });
    await packet.note("coverage.csv", { what: "coverage" }, Readable.from(pieces));
  }
  for (const about of receipts) await addReceipt(packet, caller, about);
  const manifest = manifestOf(facts, packet.files);
  await packet.add("manifest.json", once(manifest));
  await packet.add("SHA256SUMS", once(checksums([...packet.files, { path: "manifest.json", sha256: createHash("sha256").update(manifest).digest("hex") }])));
  packet.end();
}

/** The bytes of a packet that was released, for as long as its reader may have them: `again` is asked before each file and during long ones. What fails on the way cuts it short: an unfinished ZIP file does not open as a whole one. */
export async function* packetBytes(caller: Caller, again: Again, plan: PacketPlan, at: Date): AsyncGenerator<Uint8Array> {
  const packet = new Packet(at);
  const filled = fill(packet, caller, again, plan, at).catch((error: unknown) => void packet.out.destroy(error instanceof Error ? error : new Error("the packet failed")));
  try {
    for await (const piece of packet.out as AsyncIterable<Uint8Array>) yield piece;
  } finally {
    packet.out.destroy();
    await filled;
  }
}
