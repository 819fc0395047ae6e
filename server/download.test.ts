import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { request as ask, type IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { PDFDocument, PDFName, PDFOperator, PDFOperatorNames } from "pdf-lib";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { getReceipt } from "@/lib/audit/get-receipt";
import { keepLog } from "@/lib/audit/log/keep-log";
import { config, trustedNetworks } from "@/lib/config/config";
import { rawPool } from "@/lib/database/client";
import { ownerPool } from "@/lib/database/testing";
import { csrfTokenFor } from "@/lib/identity/csrf";
import { sessionCookie } from "@/lib/identity/session";
import { hashToken, newToken } from "@/lib/identity/token";
import type { PersonCaller } from "@/lib/operations/caller";
import { perform } from "@/lib/operations/perform";
import { acceptTerms } from "@/lib/reports/accept-terms";
import { publishVersion } from "@/lib/reports/publish-version";
import { breakInserts, rows, useWorld } from "@/lib/testing/world";
import { downloadRoute } from "./download";
import { createPortal } from "./http";
import { listen } from "./listen";

const world = useWorld();
const portal = createPortal({ baseUrl: () => "http://localhost:3000", trustedProxies: trustedNetworks([]) });
let port = 0;
let headers: Record<string, string> = {};
let reportId = "";
let caller: () => PersonCaller;
let ticket = "";
let keeper: ReturnType<typeof keepLog>;
/** The portal's end of the newest connection. */
let served: Socket | undefined;

/** One page with a picture that does not compress: far more than the buffers between two sockets hold. */
async function largePdf(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const page = pdf.addPage([595, 842]);
  const picture = pdf.context.register(pdf.context.stream(randomBytes(8000 * 5000), { Type: "XObject", Subtype: "Image", Width: 8000, Height: 5000, ColorSpace: "DeviceGray", BitsPerComponent: 8 }));
  page.node.newXObject("Im", picture);
  page.pushOperators(PDFOperator.of(PDFOperatorNames.DrawObject, [PDFName.of("Im-0")]));
  return pdf.save({ useObjectStreams: false });
}

beforeAll(async () => {
  keeper = keepLog({ pool: rawPool(), dataDir: config().dataDir, origin: "portal.example/log" });
  reportId = await world.publish("large");
  await perform(await world.as("publisher"), publishVersion, { series: "large", document: await largePdf(), title: "large", periodStart: "2026-01-01", periodEnd: "2026-12-31" });
  const signedIn = await world.as("alpha-auditor");
  const token = newToken();
  await ownerPool().query("UPDATE session SET token_hash = $2 WHERE id = $1", [signedIn.sessionId, hashToken(token)]);
  headers = { cookie: `${sessionCookie}=${token}`, "x-csrf-token": csrfTokenFor(signedIn.sessionId), "content-type": "application/json" };
  caller = () => ({ ...signedIn, requestId: crypto.randomUUID(), correlationId: crypto.randomUUID() });
  portal.serve([downloadRoute]);
  portal.server.on("connection", (socket: Socket) => (served = socket));
  port = await listen(portal.server, "127.0.0.1", 0);
});
afterAll(async () => {
  await portal.stop({ requestMs: 0, transferMs: 0 });
  await keeper.stop();
});
beforeEach(async () => {
  ({ ticket } = await perform(caller(), acceptTerms, { reportId, termsRevision: 1, accepted: true }));
});

async function fetchCopy(more: Record<string, string> = {}, operation = "GetReport"): Promise<IncomingMessage> {
  const request = ask({ host: "127.0.0.1", port, method: "POST", path: `/api/reports/${operation}`, agent: false, headers: { ...headers, ...more } });
  request.end(JSON.stringify({ reportId, ticket }));
  const [response] = (await once(request, "response")) as [IncomingMessage];
  response.on("error", () => undefined);
  return response;
}

async function read(response: IncomingMessage): Promise<{ length: number; sha256: string }> {
  const hash = createHash("sha256");
  let length = 0;
  for await (const piece of response as AsyncIterable<Buffer>) {
    hash.update(piece);
    length += piece.length;
  }
  return { length, sha256: hash.digest("hex") };
}

const deliveriesOf = async (downloadId: unknown) =>
  (await rows("SELECT parameters FROM audit_event WHERE operation = 'reports:CompleteDownload' AND outcome = 'Success' AND parameters->>'downloadId' = $1 ORDER BY id", [downloadId])).map(({ parameters }) => parameters as Record<string, unknown>);

/** The events that close the deliveries of a copy, once there are so many. */
async function closings(response: IncomingMessage, count = 1): Promise<Record<string, unknown>[]> {
  return expect.poll(() => deliveriesOf(response.headers["x-download-id"]), { timeout: 20_000 }).toHaveLength(count).then(() => deliveriesOf(response.headers["x-download-id"]));
}

describe("a download", () => {
  test("waits for a slow reader instead of reading ahead, and gives them every byte", async () => {
    const response = await fetchCopy();
    const length = Number(response.headers["content-length"]);
    let before = -1;
    await expect.poll(() => {
      const same = served?.bytesWritten === before;
      before = served?.bytesWritten ?? 0;
      return same;
    }, { interval: 200, timeout: 10_000 }).toBe(true);
    expect(before, "what nobody reads is not taken from storage").toBeLessThan(length / 2);
    const { length: got, sha256 } = await read(response);
    expect(got).toBe(length);
    expect(await closings(response)).toMatchObject([{ delivery: "complete", bytesSent: length, sha256 }]);
  });

  test("that the client leaves is recorded as aborted, with the bytes that left and without a hash", async () => {
    const response = await fetchCopy();
    await once(response, "readable");
    response.destroy();
    const [closing] = await closings(response);
    expect(closing).toMatchObject({ delivery: "aborted", sha256: null });
    expect(closing?.["bytesSent"]).toBeLessThan(Number(response.headers["content-length"]));
  });

  test("is whole only when its parts cover it: the last byte alone is a part; the hash is taken once, when nothing is missing, and the receipt has it whatever comes later", async () => {
    const last = await fetchCopy({ range: "bytes=-1" });
    expect([last.statusCode, (await read(last)).length]).toEqual([206, 1]);
    const length = Number(/\/(\d+)$/.exec(last.headers["content-range"] ?? "")?.[1]);
    expect(await closings(last)).toMatchObject([{ delivery: "part", bytesSent: 1, sha256: null }]);
    const rest = await fetchCopy({ range: `bytes=0-${length - 2}`, "if-range": String(last.headers["etag"]) });
    await read(rest);
    const [, whole] = await closings(last, 2);
    expect(whole).toMatchObject({ delivery: "complete", bytesSent: length - 1 });
    const again = await fetchCopy({ range: "bytes=0-" });
    const { sha256 } = await read(again);
    expect(whole?.["sha256"]).toBe(sha256);
    const cut = await fetchCopy({ range: "bytes=0-" });
    cut.destroy();
    expect((await closings(last, 4)).map(({ delivery }) => delivery)).toEqual(["part", "complete", "complete", "aborted"]);
    const { content } = await perform(caller(), getReceipt, { about: `download/${String(last.headers["x-download-id"])}` });
    expect(content).toContain(sha256);
  });

  test("sends all of it where If-Range names another copy", async () => {
    const first = await fetchCopy({ range: "bytes=0-99" });
    await read(first);
    const other = await fetchCopy({ range: "bytes=100-", "if-range": '"another"' });
    expect(other.statusCode).toBe(200);
    expect((await read(other)).length).toBe(Number(other.headers["content-length"]));
    expect((await closings(first, 2))[1]).toMatchObject({ delivery: "complete" });
  });

  test("whose end could not be written down at first is closed with its hash when the database is back", async () => {
    const mend = await breakInserts("audit_event", "NEW.operation = 'reports:CompleteDownload'");
    const response = await fetchCopy();
    const { sha256 } = await read(response);
    expect(await deliveriesOf(response.headers["x-download-id"])).toEqual([]);
    await mend();
    expect(await closings(response)).toMatchObject([{ delivery: "complete", sha256 }]);
  });

  test("read in the browser in parts has each part's range in its event", async () => {
    const response = await fetchCopy({ range: "bytes=0-9" }, "ViewReport");
    expect((await read(response)).length).toBe(10);
    expect(await rows("SELECT parameters->>'range' AS range FROM audit_event WHERE operation = 'reports:ViewReport' ORDER BY id DESC LIMIT 1")).toEqual([{ range: "bytes=0-9" }]);
  });
});
