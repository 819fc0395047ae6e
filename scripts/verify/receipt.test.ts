import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { erasableFields } from "@/lib/audit/erasable-fields";
import { getReceipt } from "@/lib/audit/get-receipt";
import { canonicalJson } from "@/lib/audit/log/canonical-json";
import { exportLog } from "@/lib/audit/log/export-log";
import { tileReader } from "@/lib/audit/log/log-store";
import { cosignatureV1, newKeyPair, readNote, signatureLine, signerOf, verifierLine } from "@/lib/audit/log/note";
import { inclusionProof } from "@/lib/audit/log/proofs";
import { publicLogFile } from "@/lib/audit/log/public-log";
import { rotateLogKey } from "@/lib/audit/rotate-log-key";
import { beginLog, sequence } from "@/lib/audit/log/sequencer";
import { LogSigner } from "@/lib/audit/log/signer";
import { newestCheckpoint } from "@/lib/audit/log/stored-checkpoints";
import { config } from "@/lib/config/config";
import { rawPool } from "@/lib/database/client";
import { systemCaller } from "@/lib/operations/caller";
import { perform } from "@/lib/operations/perform";
import { acceptTerms } from "@/lib/reports/accept-terms";
import { completeDownload } from "@/lib/reports/complete-download";
import { findCopy } from "@/lib/reports/find-copy";
import { getReport } from "@/lib/reports/get-report";
import { anonymousFrom, outcomeOf, useWorld } from "@/lib/testing/world";
import { erasable } from "./erasures.mjs";

const world = useWorld();
const pdf = Buffer.from("%PDF-1.7 what was served");
const sha256 = createHash("sha256").update(pdf).digest("hex");

let folder: string;
let signer: LogSigner;
let downloadId: string;
let held: string;
let receipt: Record<string, unknown>;

const bring = async (): Promise<void> => {
  await sequence(rawPool());
  await signer.sign();
};
const file = (name: string): string => path.join(folder, name);
const textOf = async (name: string): Promise<string> => String((await publicLogFile(rawPool(), name))?.body ?? "");

/** Runs the verifier as people do: a process of its own, away from the project. */
function verify(...args: string[]): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [path.resolve("scripts/verify/muniment-verify.mjs"), ...args], { cwd: folder }, (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), said: stdout + stderr }));
  });
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "muniment-verify-"));
  await beginLog(rawPool(), "portal.example/log");
  signer = new LogSigner(rawPool(), config().dataDir);
  const reportId = await world.publish("proved");
  const auditor = await world.as("alpha-auditor");
  const { ticket } = await perform(auditor, acceptTerms, { reportId, termsRevision: 1, accepted: true });
  const delivery = await perform(auditor, getReport, { reportId, ticket });
  downloadId = delivery.downloadId;
  await perform(systemCaller("delivery"), completeDownload, { downloadId, complete: true, bytesSent: pdf.length, sha256: createHash("sha256").update(pdf).digest(), correlationId: delivery.correlationId });
  await world.offer("nda", { name: "Non-disclosure" });
  held = await world.accept("alpha-admin", "nda", "ORGANIZATION");
  await bring();
  const { content } = await perform(auditor, getReceipt, { about: `download/${downloadId}` });
  receipt = JSON.parse(content) as Record<string, unknown>;
  await writeFile(file("receipt.json"), content);
  await writeFile(file("copy.pdf"), pdf);
  await writeFile(file("keys.txt"), await textOf("keys"));
  await writeFile(file("old.txt"), await textOf("checkpoint"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("a receipt", () => {
  test("of a download proves who got which bytes, offline, to a program that knows nothing of the portal", async () => {
    const { code, said } = await verify("receipt", "receipt.json", "--pdf", "copy.pdf", "--keys", "keys.txt");
    expect(said).toContain(sha256);
    expect(said).toContain("Άννα Ελεγκτή");
    expect(said).not.toContain("FAILED");
    expect(code).toBe(0);
  });

  test("exists for an acceptance, and for whoever may see the event alone", async () => {
    const { content } = await perform(await world.as("alpha-admin"), getReceipt, { about: `customer-agreement/${held}` });
    await writeFile(file("accepted.json"), content);
    expect((await verify("receipt", "accepted.json")).code).toBe(0);
    expect(await outcomeOf(perform(await world.as("beta-admin"), getReceipt, { about: `customer-agreement/${held}` }))).toBe("ResourceNotFound");
    expect(await outcomeOf(perform(await world.as("beta-admin"), getReceipt, { about: `download/${downloadId}` }))).toBe("ResourceNotFound");
  });

  const bent: [string, (whole: Record<string, unknown>) => unknown, RegExp][] = [
    ["another name", (whole) => ({ ...whole, disclosures: JSON.parse(JSON.stringify(whole["disclosures"]).replace("Άννα", "Anna")) as unknown }), /"name" is not what was recorded/],
    ["another time", (whole) => ({ ...whole, entry: String(whole["entry"]).replace(/"at":"\d/, '"at":"1') }), /not in the tree that was signed/],
    ["another place", (whole) => ({ ...whole, proof: String(whole["proof"]).replace(/index \d+/, "index 0") }), /not in the tree that was signed|too/],
    ["another tree", (whole) => ({ ...whole, proof: String(whole["proof"]).replace(/\nportal.example\/log\n(\d+)/, "\nportal.example/log\n1$1") }), /signature of portal.example\/log does not fit/],
    ["no signature of the log", (whole) => ({ ...whole, keys: [] }), /not signed by a key that you trust/],
    ["another format", (whole) => ({ ...whole, format: "muniment-receipt/2" }), /not a receipt/],
    ["nothing", () => null, /has no "format"/],
  ];
  test.each(bent)("with %s does not hold, and says what is wrong", async (_, change, reason) => {
    await writeFile(file("bent.json"), JSON.stringify(change(receipt)));
    const { code, said } = await verify("receipt", "bent.json");
    expect(said).toMatch(reason);
    expect(code).toBe(1);
  });

  test("does not hold with a key that is not the one you trust, or with another PDF", async () => {
    await writeFile(file("strange.txt"), "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW\n");
    expect(await verify("receipt", "receipt.json", "--keys", "strange.txt")).toMatchObject({ code: 1, said: expect.stringMatching(/not signed by a key that you trust/) as string });
    await writeFile(file("other.pdf"), "%PDF-1.7 something else");
    expect(await verify("receipt", "receipt.json", "--pdf", "other.pdf")).toMatchObject({ code: 1, said: expect.stringMatching(/the PDF is another one/) as string });
  });

  test("is refused while no checkpoint covers the event, in words", async () => {
    const auditor = await world.as("alpha-auditor");
    const { rows } = await rawPool().query<{ id: string }>("SELECT id::text FROM audit_event WHERE person_id = $1 ORDER BY seq DESC LIMIT 1", [auditor.personId]);
    await expect(perform(auditor, getReceipt, { eventId: rows[0]?.id })).rejects.toThrow(/No signed checkpoint covers this event yet/);
  });
});

describe("whether a file is a copy", () => {
  test("is answered to anyone with yes or no and the time, and names the event to those who may see it alone", async () => {
    const anyone = await perform(anonymousFrom("203.0.113.9"), findCopy, { sha256: sha256.toUpperCase() });
    expect(anyone).toMatchObject({ served: true, eventId: null });
    expect(anyone.at).toBeInstanceOf(Date);
    expect(await perform(await world.as("beta-admin"), findCopy, { sha256 })).toMatchObject({ served: true, eventId: null });
    expect(await perform(await world.as("alpha-admin"), findCopy, { sha256 })).toMatchObject({ served: true, eventId: expect.any(String) as string });
    expect(await perform(anonymousFrom("203.0.113.9"), findCopy, { sha256: "0".repeat(64) })).toEqual({ served: false, at: null, eventId: null });
  });
});

describe("an export of the log", () => {
  const write = async (name: string, organization: string | null): Promise<string[]> => {
    const pieces: string[] = [];
    for await (const piece of exportLog(rawPool(), organization)) pieces.push(piece);
    await writeFile(file(name), pieces.join(""));
    return pieces.join("").trimEnd().split("\n");
  };

  test("is checked whole, or for one organization: every field, the order, that none is missing, and that it is what was signed", async () => {
    const lines = await write("all.jsonl", null);
    const { code, said } = await verify("export", "all.jsonl", "--keys", "keys.txt", "--checkpoint", "old.txt");
    expect(said).toContain(`the root of all ${lines.length - 2} events is the one in the checkpoint`);
    expect(code).toBe(0);
    const organization = (await world.as("alpha-admin")).account?.organizationId ?? "";
    const own = await write("own.jsonl", organization);
    expect(await verify("export", "own.jsonl", "--keys", "keys.txt")).toMatchObject({ code: 0, said: expect.stringContaining(`all ${own.length - 2} of the organization`) as string });
  });

  test("that lacks, doubles, swaps or changes a line does not hold, and the line is named", async () => {
    for (const [name, organization] of [["all.jsonl", null], ["own.jsonl", (await world.as("alpha-admin")).account?.organizationId ?? ""]] as const) {
      const lines = await write(name, organization);
      const [a = "", b = ""] = [lines[3], lines[4]];
      const variants = [
        lines.filter((line) => line !== a),
        lines.flatMap((line) => (line === a ? [a, a] : [line])),
        lines.map((line) => (line === a ? b : line === b ? a : line)),
        lines.map((line) => (line === a ? a.replace("Success", "Succe55") : line)),
        lines.slice(0, -1),
        lines.filter((_, at) => at !== lines.length - 2),
      ];
      for (const [at, variant] of variants.entries()) {
        await writeFile(file("bent.jsonl"), `${variant.join("\n")}\n`);
        // Without its last entry an organization's export is a shorter one that holds; only against what is known to be newer does it show.
        if (organization !== null && at === 5) continue;
        expect(await verify("export", "bent.jsonl", "--keys", "keys.txt"), `${name} ${at}`).toMatchObject({ code: 1, said: expect.stringContaining("FAILED") as string });
      }
    }
  });
});

describe("an export of one organization", () => {
  type Line = { index: number; entry: string };
  const own = async (slug: "alpha-admin" | "beta-admin" | "root"): Promise<{ id: string; header: Record<string, unknown>; lines: Line[]; end: Record<string, unknown> }> => {
    const id = (await world.as(slug)).account?.organizationId ?? "";
    const pieces: string[] = [];
    for await (const piece of exportLog(rawPool(), id)) pieces.push(piece);
    const all = pieces.join("").trimEnd().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>);
    return { id, header: all[0] ?? {}, lines: all.slice(1, -1) as Line[], end: all.at(-1) ?? {} };
  };
  const verifyLines = async (...lines: unknown[]): Promise<{ code: number; said: string }> => {
    await writeFile(file("forged.jsonl"), lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
    return verify("export", "forged.jsonl", "--keys", "keys.txt");
  };

  test("is of that one alone: an invented history of one with a genuine entry of another behind it does not hold", async () => {
    const [alpha, other] = [await own("alpha-admin"), await own("root")];
    const [genuine] = other.lines;
    if (!genuine) throw new Error("the operator has no event");
    let previous: string | undefined;
    const invented = Array.from({ length: Math.min(3, genuine.index) }, (_, at) => {
      const entry = canonicalJson({ format: "muniment-event/1", id: `01900000-0000-7000-8000-00000000000${at}`, organization: alpha.id, organizationSequence: at + 1, ...(previous === undefined ? {} : { previous }), commitments: {} });
      previous = createHash("sha256").update(Uint8Array.of(0)).update(entry).digest("hex");
      return { index: at, entry, disclosures: [] };
    });
    const size = Number(alpha.header["size"]);
    const proof = (await inclusionProof(genuine.index, size, tileReader(rawPool()))).map((step) => Buffer.from(step).toString("base64"));
    expect((await verifyLines(alpha.header, ...invented, genuine, { ...alpha.end, proof })).said).toContain(`is not of the organization ${alpha.id}, whose export this is`);
    expect((await verifyLines(alpha.header, ...invented, { ...alpha.end, proof })).said).toMatch(/not in the tree that was signed|too (long|short)/);
    const { organization, ...unnamed } = alpha.header;
    expect(organization).toBe(alpha.id);
    expect((await verifyLines(unnamed, ...alpha.lines, alpha.end)).said).toMatch(/does not say of which organization/);
    expect((await verifyLines({ ...alpha.header, scope: "some" }, ...alpha.lines, alpha.end)).said).toMatch(/neither of everything nor of one organization/);
    expect((await verifyLines({ ...alpha.header, size: size - 1 }, ...alpha.lines, alpha.end)).code).toBe(1);
    expect((await verifyLines(alpha.header, ...alpha.lines, alpha.end)).said).toContain(`of the organization ${alpha.id} up to it are there`);
  });
});

describe("two checkpoints", () => {
  test("are shown to be of one history, with the proof that the portal publishes; also across a new key", async () => {
    const older = (await newestCheckpoint(rawPool()))?.size ?? 0;
    await perform(await world.as("root"), rotateLogKey, {});
    await bring();
    const newer = (await newestCheckpoint(rawPool()))?.size ?? 0;
    expect(newer).toBeGreaterThan(older);
    await writeFile(file("new.txt"), await textOf("checkpoint"));
    await writeFile(file("proof.txt"), await textOf(`consistency/${older}/${newer}`));
    // The keys that were kept before the rotation still do.
    const { code, said } = await verify("consistency", "old.txt", "new.txt", "proof.txt", "--keys", "keys.txt");
    expect(said).toContain(`the first ${older} events are the same`);
    expect(code).toBe(0);
    await writeFile(file("no-proof.txt"), "");
    expect((await verify("consistency", "old.txt", "new.txt", "no-proof.txt", "--keys", "keys.txt")).code).toBe(1);
    expect((await verify("consistency", "new.txt", "old.txt", "proof.txt", "--keys", "keys.txt")).said).toMatch(/change their places/);
    expect((await textOf("keys")).trim().split("\n")).toHaveLength(2);
  });

  test("cannot be had for what is not signed, and entries are not public", async () => {
    expect(await publicLogFile(rawPool(), "consistency/1/999999")).toBeUndefined();
    for (const path_ of ["tile/0/000", "tile/0/000.p/255", "tile/5/000.p/1", "tile/entries/000.p/1", "state", ""]) expect(await publicLogFile(rawPool(), path_)).toBeUndefined();
    expect((await publicLogFile(rawPool(), "tile/0/000.p/3"))?.body).toHaveLength(96);
  });
});

describe("witnesses", () => {
  const [first, second] = [signerOf("one.example/witness", newKeyPair().seed, cosignatureV1), signerOf("two.example/witness", newKeyPair().seed, cosignatureV1)];
  const [one, two] = [verifierLine(first.verifier), verifierLine(second.verifier)];
  const at = new Date("2026-11-22T12:00:00Z");

  beforeAll(async () => {
    const newest = await newestCheckpoint(rawPool());
    const line = signatureLine(first.sign(readNote(newest?.note ?? "").text, at.getTime() / 1000)).trimEnd();
    await rawPool().query("WITH w AS (INSERT INTO log_witness (id, verifier, address, next_attempt_at, created_at) VALUES (gen_random_uuid(), $1, 'https://one.example', now(), now()) RETURNING id) INSERT INTO log_cosignature (checkpoint_size, witness_id, line, at) SELECT $2, w.id, $3, $4 FROM w", [one, newest?.size, line, at]);
    await writeFile(file("witnessed.json"), (await perform(await world.as("alpha-admin"), getReceipt, { about: `customer-agreement/${held}` })).content);
    await writeFile(file("witnessed.txt"), await textOf("checkpoint"));
  });

  test("are told with their times, and count only by keys that you bring yourself", async () => {
    const named = await verify("receipt", "witnessed.json");
    expect(named.said).toContain("It says that it was cosigned by one.example/witness on 2026-11-22 12:00:00 UTC: keys that the file itself names.");
    expect(named.code).toBe(0);
    const counted = await verify("receipt", "witnessed.json", "--witness", one, "--keys", "keys.txt");
    expect(counted.said).toContain("1 of the 1 witnesses that you named (1 required) have cosigned it, and so were shown the same history: one.example/witness on 2026-11-22 12:00:00 UTC.");
    expect(counted.code).toBe(0);
  });

  test("that are missing are named; as many must have signed as you say, all unless you do; one key counts once", async () => {
    expect(await verify("receipt", "witnessed.json", "--witness", one, "--witness", two)).toMatchObject({ code: 1, said: expect.stringContaining("1 of the 2 witnesses that you named have cosigned the checkpoint, and 2 are required. No cosignature of two.example/witness.") as string });
    expect((await verify("receipt", "witnessed.json", "--witness", one, "--witness", two, "--required", "1")).code).toBe(0);
    expect((await verify("receipt", "witnessed.json", "--witness", one, "--witness", one, "--required", "2")).code).toBe(1);
    expect((await verify("receipt", "witnessed.json", "--required", "1")).said).toMatch(/--required takes a number up to/);
    expect((await verify("receipt", "receipt.json", "--witness", one)).said).toMatch(/0 of the 1 witnesses/);
  });

  test("of another key, or with a changed signature, make the file fail", async () => {
    const forged = verifierLine(signerOf("one.example/witness", newKeyPair().seed, cosignatureV1).verifier);
    expect((await verify("receipt", "witnessed.json", "--witness", forged)).said).toMatch(/0 of the 1 witnesses/);
    const whole = JSON.parse((await perform(await world.as("alpha-admin"), getReceipt, { about: `customer-agreement/${held}` })).content) as { proof: string };
    await writeFile(file("bent.json"), JSON.stringify({ ...whole, proof: whole.proof.replace(/(.)(.{5})=*\n$/, (_, digit: string, rest: string) => `${digit === "A" ? "B" : "A"}${rest}=\n`) }));
    expect((await verify("receipt", "bent.json", "--witness", one)).code).toBe(1);
    expect((await verify("receipt", "witnessed.json", "--witness", (await textOf("keys")).split("\n")[0] ?? "")).said).toMatch(/is that of a log, not of a witness/);
  });

  test("are required of exports and of newer checkpoints in the same way", async () => {
    const pieces: string[] = [];
    for await (const piece of exportLog(rawPool(), null)) pieces.push(piece);
    await writeFile(file("witnessed.jsonl"), pieces.join(""));
    expect((await verify("export", "witnessed.jsonl", "--witness", one)).said).toContain("one.example/witness on 2026-11-22 12:00:00 UTC");
    expect((await verify("export", "witnessed.jsonl", "--witness", two)).code).toBe(1);
    expect(await verify("consistency", "new.txt", "witnessed.txt", "no-proof.txt", "--keys", "keys.txt", "--witness", one)).toMatchObject({ code: 0, said: expect.stringContaining("Witnesses were shown the newer one") as string });
    expect((await verify("consistency", "new.txt", "witnessed.txt", "no-proof.txt", "--keys", "keys.txt", "--witness", two)).code).toBe(1);
  });
});

test("the verifier, which has none of the portal's code, takes the same fields for erasable", () => {
  expect([...erasable]).toEqual([...erasableFields]);
});
