import { spawn } from "node:child_process";
import { createHash, randomBytes, randomInt } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { serialize } from "node:v8";
import { PDFDocument } from "pdf-lib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { config } from "@/lib/config/config";
import { perform } from "@/lib/operations/perform";
import { listReports } from "@/lib/reports/list-reports";
import { rows, useWorld } from "@/lib/testing/world";
import { createTestDatabase, type TestDatabase } from "@/lib/database/testing";
import { getDraft } from "./get-draft";
import { freePreparations, prepareNext } from "./prepare-drafts";
import { receivePart } from "./receive-part";
import { startUpload } from "./start-upload";
import { uploadFile } from "./upload-files";

const rounds = process.env["LONG_TESTS"] === "1" ? 15 : 1;

let database: TestDatabase;
const world = useWorld(() => {
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());
});

/** A document that takes a while to send and to read: pages, and bytes that cannot be made smaller. */
async function heavyPdf(pages: number, bytes: number): Promise<Buffer> {
  const pdf = await PDFDocument.create();
  for (let page = 0; page < pages; page += 1) pdf.addPage([595, 842]).drawText(`Page ${page + 1}`, { x: 60, y: 780, size: 12 });
  pdf.context.register(pdf.context.stream(randomBytes(bytes)));
  return Buffer.from(await pdf.save());
}

/** Runs a process that does the work, and kills it (SIGKILL) so many milliseconds after it began. @returns what it had acknowledged last */
async function killed(task: "upload" | "prepare", draftId: string, file: string, afterMs: number): Promise<number> {
  const caller = serialize(await world.as("publisher")).toString("base64");
  const work = JSON.stringify({ task, connection: database.application, dataDir: config().dataDir, draftId, file, caller });
  const child = spawn(process.execPath, ["--import", "tsx", path.resolve("lib/publishing/testing-crash-child.ts"), work], { stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, MUNIMENT_LOG: "none" } });
  let acknowledged = 0;
  const lines = createInterface({ input: child.stdout });
  lines.on("line", (line) => {
    if (line === "+0") setTimeout(() => child.kill("SIGKILL"), afterMs);
    if (line.startsWith("+")) acknowledged = Number(line.slice(1));
  });
  await new Promise<void>((resolve) => lines.once("close", () => resolve()));
  return acknowledged;
}

async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

test(`${rounds} times killed during an upload: what was acknowledged is there, the rest is sent from there, and nothing half-done is prepared or shown`, { timeout: 60_000 + rounds * 40_000 }, async () => {
  const document = await heavyPdf(30, 6_000_000);
  const file = path.join(config().dataDir, "sent.pdf");
  await writeFile(file, document);
  const caller = await world.as("publisher");
  for (let round = 0; round < rounds; round += 1) {
    const { draftId } = await perform(caller, startUpload, { fileName: "sent.pdf", bytes: document.length, fingerprint: `round ${round}` });
    const acknowledged = await killed("upload", draftId, file, randomInt(20, 500));
    const { received, resumed } = await perform(caller, startUpload, { fileName: "sent.pdf", bytes: document.length, fingerprint: `round ${round}` });
    expect(resumed).toBe(true);
    expect(received).toBeGreaterThanOrEqual(acknowledged);
    if (received > 0) expect((await readFile(uploadFile(draftId))).subarray(0, received).equals(document.subarray(0, received)), "what counts as received is on disk").toBe(true);
    expect(await prepareNext(), "what is not whole is not prepared").toBe(false);
    await perform(caller, receivePart, { draftId, offset: received, source: whole(document.subarray(received)) });
    expect(await prepareNext()).toBe(true);
    expect(await perform(caller, getDraft, { draftId })).toMatchObject({ state: "READY", pages: 30, sha256: createHash("sha256").update(document).digest("hex") });
  }
});

test(`${rounds} times killed during a preparation: nothing of it shows, and after the next start it is done as if nothing had been`, { timeout: 60_000 + rounds * 40_000 }, async () => {
  const caller = await world.as("publisher");
  const customer = await world.as("alpha-auditor");
  for (let round = 0; round < rounds; round += 1) {
    const document = await heavyPdf(400, 3_000_000);
    const { draftId } = await perform(caller, startUpload, { fileName: "prepared.pdf", bytes: document.length });
    await perform(caller, receivePart, { draftId, offset: 0, source: whole(document) });
    await killed("prepare", draftId, "", randomInt(10, 700));
    const [left] = await rows("SELECT state, manifest IS NULL AS without, prepared_sha256 IS NULL AS unstored FROM draft WHERE id = $1", [draftId]);
    if (left?.["state"] !== "READY") expect(left).toMatchObject({ without: true, unstored: true });
    expect((await perform(customer, listReports, {})).rows).toEqual([]);
    await freePreparations();
    if (left?.["state"] !== "READY") expect(await prepareNext()).toBe(true);
    expect(await perform(caller, getDraft, { draftId })).toMatchObject({ state: "READY", pages: 400, sha256: createHash("sha256").update(document).digest("hex") });
  }
});
