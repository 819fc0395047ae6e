import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { systemCaller, type PersonCaller } from "@/lib/operations/caller";
import { MunimentError } from "@/lib/operations/errors";
import { perform } from "@/lib/operations/perform";
import { readDocument } from "@/lib/storage/documents";
import { outcomeOf, rows, useWorld } from "@/lib/testing/world";
import { splice } from "@/lib/watermark";
import { acceptTerms } from "./accept-terms";
import { completeDownload } from "./complete-download";
import { getReport } from "./get-report";
import { traceDocument } from "./trace-document";
import { readTraceToken, traceToken } from "./trace-token";

const world = useWorld();
let published = 0;

async function download(caller: PersonCaller): Promise<{ id: string; bytes: Buffer; reportId: string }> {
  const reportId = await world.publish(`traced-${(published += 1)}`, { pages: 1 });
  const { ticket } = await perform(caller, acceptTerms, { reportId, termsRevision: 1, accepted: true });
  const { downloadId, preparedSha256, personalisation, correlationId } = await perform(caller, getReport, { reportId, ticket });
  const pieces: Uint8Array[] = [];
  for await (const piece of splice(readDocument(preparedSha256), personalisation)) pieces.push(piece);
  const bytes = Buffer.concat(pieces);
  const sha256 = new Uint8Array(createHash("sha256").update(bytes).digest());
  await perform(systemCaller("delivery"), completeDownload, { downloadId, complete: true, bytesSent: bytes.length, total: bytes.length, sha256, correlationId });
  return { id: downloadId, bytes, reportId };
}

const reasonOf = (work: Promise<unknown>): Promise<string> => work.then(() => "", (error: unknown) => (error instanceof MunimentError ? error.message : "?"));

describe("tracing", { timeout: 60_000 }, () => {
  test("says of a served file whose it is: exactly, with everything about the download", async () => {
    const { id, bytes, reportId } = await download(await world.as("alpha-auditor"));
    const { kind, traces, sha256 } = await perform(await world.as("publisher"), traceDocument, { document: bytes });
    expect(kind).toBe("pdf");
    expect(sha256).toBe(createHash("sha256").update(bytes).digest("hex"));
    expect(traces).toHaveLength(1);
    expect(traces[0]).toMatchObject({
      downloadId: id, certainty: "EXACT", state: "COMPLETED", report: { id: reportId, version: 1 },
      person: { name: "Άννα Ελεγκτή", email: "auditor@alpha.example" }, account: { name: "Alpha Main" }, organization: { name: "Alpha" },
    });
    expect(traces[0]?.how.map(({ method }) => method)).toEqual(expect.arrayContaining(["bytes", "identifier", "code", "text"]));
  });

  test("says of a changed file whose it is: by the marks, no longer exactly", async () => {
    const { id, bytes } = await download(await world.as("alpha-auditor"));
    const { traces } = await perform(await world.as("root"), traceDocument, { document: Buffer.concat([bytes, Buffer.from("\n% changed")]) });
    expect(traces).toMatchObject([{ downloadId: id, certainty: "CERTAIN" }]);
  });

  test("takes an id as people type it, and says when no download has it", async () => {
    const { id } = await download(await world.as("alpha-auditor"));
    const staff = await world.as("publisher");
    const typed = `${id.slice(0, 7).toLowerCase()} - ${id.slice(7)}`;
    expect((await perform(staff, traceDocument, { downloadId: typed })).traces).toMatchObject([{ downloadId: id, certainty: "LOOKED_UP" }]);
    expect(await perform(staff, traceDocument, { downloadId: "00000000000000" })).toMatchObject({ traces: [], unrecorded: ["00000000000000"] });
  });

  test("is recorded with what was found, and for the operator's staff alone", async () => {
    const { id, bytes } = await download(await world.as("alpha-auditor"));
    await perform(await world.as("publisher"), traceDocument, { document: bytes });
    const [event] = await rows("SELECT parameters FROM audit_event WHERE operation = 'reports:TraceDocument' AND outcome = 'Success' ORDER BY at DESC LIMIT 1");
    expect(event?.["parameters"]).toMatchObject({ kind: "pdf", found: [`${id} EXACT`] });
    for (const who of ["alpha-admin", "alpha-auditor", "beta-admin"] as const) expect(await outcomeOf(perform(await world.as(who), traceDocument, { downloadId: id }))).toBe("AccessDenied");
  });

  test("answers bad input with what to do", async () => {
    const staff = await world.as("publisher");
    expect(await reasonOf(perform(staff, traceDocument, { downloadId: "abc" }))).toContain("fourteen letters and digits");
    expect(await reasonOf(perform(staff, traceDocument, { document: Buffer.from("hello") }))).toContain("neither a PDF nor");
    expect(await outcomeOf(perform(staff, traceDocument, {}))).toBe("ValidationException");
    expect(await outcomeOf(perform(staff, traceDocument, { document: Buffer.from("%PDF-1.7 nothing"), downloadId: "x" }))).toBe("ValidationException");
    expect(["Success", "DocumentRejected"]).toContain(await outcomeOf(perform(staff, traceDocument, { document: Buffer.from("%PDF-1.7\nbroken") })));
  });

  test("gives its page nothing that somebody else could make up", () => {
    const reading = { name: "a.pdf", kind: "pdf" as const, sha256: null, found: [{ downloadId: "0".repeat(14), how: [{ method: "code" as const, pages: [1, 2, 3, 4, 5, 6] }] }], unrecorded: [] };
    const token = traceToken(reading);
    expect(readTraceToken(token)?.found[0]).toEqual({ downloadId: "0".repeat(14), how: [{ method: "code", pages: [1, 2, 3, 4, 5] }] });
    expect(readTraceToken(`${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`)).toBeNull();
    expect(readTraceToken(undefined)).toBeNull();
  });
});
