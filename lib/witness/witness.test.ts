import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { signCheckpoint } from "@/lib/audit/log/checkpoint";
import { describePublicLog } from "@/lib/audit/log/describe-public-log";
import { GrowingTree } from "@/lib/audit/log/growing-tree";
import { emptyRoot, leafHash, perfectRoot } from "@/lib/audit/log/merkle";
import { cosignatureV1, newKeyPair, openNote, readNote, readVerifierLine, signatureLine, signerOf, verifierLine, type Signer } from "@/lib/audit/log/note";
import { consistencyProof } from "@/lib/audit/log/proofs";
import { publicLogFile } from "@/lib/audit/log/public-log";
import { makeReceipt } from "@/lib/audit/log/receipt";
import { beginLog, sequence } from "@/lib/audit/log/sequencer";
import { LogSigner } from "@/lib/audit/log/signer";
import { logKeys, newSealedKey } from "@/lib/audit/log/signing-keys";
import { config, parseConfig, setConfig } from "@/lib/config/config";
import { rawPool } from "@/lib/database/client";
import { acrossTenants } from "@/lib/database/connection";
import { cloneAnotherDatabase, ownerPool } from "@/lib/database/testing";
import { atTime } from "@/lib/operations/clock";
import { perform } from "@/lib/operations/perform";
import type { TextAnswer } from "@/lib/outbound/post-text";
import { listReports } from "@/lib/reports/list-reports";
import { outcomeOf, rows, useWorld } from "@/lib/testing/world";
import { addCheckpoint, witnessedCheckpoint, witnessVerifier } from "./add-checkpoint";
import { addWitness } from "./add-witness";
import { addWitnessedLog } from "./add-witnessed-log";
import { listWitnesses } from "./list-witnesses";
import { removeWitness } from "./remove-witness";
import { removeWitnessedLog } from "./remove-witnessed-log";
import { requestCosignatures, type Ask } from "./request-cosignatures";

const world = useWorld();
const root = () => world.as("root");
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

/** Another log, kept in memory, whose history a test can bend. */
class OtherLog {
  readonly signer: Signer;
  constructor(readonly origin: string, readonly leaves: Uint8Array[] = []) {
    this.signer = signerOf(origin, newKeyPair().seed);
  }
  get key(): string {
    return verifierLine(this.signer.verifier);
  }
  grow(count: number, word = "entry"): this {
    for (let at = 0; at < count; at += 1) this.leaves.push(leafHash(Buffer.from(`${word} ${this.leaves.length}`)));
    return this;
  }
  note(size = this.leaves.length, leaves = this.leaves, signers: readonly Signer[] = [this.signer]): string {
    const tree = new GrowingTree(0, []);
    for (const leaf of leaves.slice(0, size)) tree.append(leaf);
    return signCheckpoint({ origin: this.origin, size, root: tree.root() }, signers, new Date());
  }
  proof(old: number, size = this.leaves.length, leaves = this.leaves): Promise<Uint8Array[]> {
    const above = Array.from({ length: Math.floor(leaves.length / 256) }, (_, at) => perfectRoot(leaves.slice(at * 256, (at + 1) * 256)));
    return consistencyProof(old, size, ({ level, n, width }) => Promise.resolve(Buffer.concat((level === 0 ? leaves : above).slice(n * 256, n * 256 + width))));
  }
  async request(old: number, size = this.leaves.length, leaves = this.leaves): Promise<string> {
    return `old ${old}\n${(await this.proof(old, size, leaves)).map((hash) => `${base64(hash)}\n`).join("")}\n${this.note(size, leaves)}`;
  }
}

const ask = (body: string) => addCheckpoint(rawPool(), body);

describe("as a witness of others", () => {
  test("it knows no log until the operator has entered one, and refuses what is not entered well", async () => {
    const log = new OtherLog("first.example/log").grow(3);
    expect(await witnessVerifier(rawPool())).toBeUndefined();
    expect(await ask(await log.request(0))).toMatchObject({ status: 404 });
    const witnessKey = verifierLine(signerOf("w.example", newKeyPair().seed, cosignatureV1).verifier);
    for (const [keys, said] of [["", /Paste/], ["nonsense", /no public key of a log/], [witnessKey, /that of a witness/], [`${log.key}\n${new OtherLog("b.example").key}`, /different names/]] as const) {
      await expect(perform(await root(), addWitnessedLog, { keys })).rejects.toMatchObject({ code: "ValidationException", detail: { fields: [{ message: expect.stringMatching(said) as string }] } });
    }
    expect(await outcomeOf(perform(await world.as("publisher"), addWitnessedLog, { keys: log.key }))).toBe("AccessDenied");
    const added = await perform(await root(), addWitnessedLog, { keys: log.key });
    expect(added).toMatchObject({ origin: "first.example/log" });
    expect(readVerifierLine(added.verifier)).toMatchObject({ algorithm: cosignatureV1, name: "localhost:3000/witness" });
    const { body, status } = await ask(await log.request(0));
    expect(status).toBe(200);
    const note = log.note() + body;
    expect(openNote(note, [readVerifierLine(added.verifier)])).toContain("first.example/log\n3\n");
    const kept = await witnessedCheckpoint(rawPool(), (await crypto.subtle.digest("SHA-256", Buffer.from("first.example/log")).then((hash) => Buffer.from(hash).toString("hex"))));
    expect(kept).toBe(note);
    const events = await rows("SELECT count(*)::int AS n FROM audit_event WHERE operation = 'audit:AddWitnessedLog' AND outcome = 'Success'");
    expect(events).toEqual([{ n: 1 }]);
  });

  test("it answers every request as the standard says", async () => {
    const log = new OtherLog("standard.example/log").grow(600);
    const { witnessedLogId } = await perform(await root(), addWitnessedLog, { keys: log.key });
    for (const bad of ["", "old 0", "old 01\n\n", `old 0\nAAAA\n\n${log.note()}`, `old x\n\n${log.note()}`, `old 0\n\nno note`, `old 0\n${`${base64(emptyRoot)}\n`.repeat(64)}\n${log.note()}`, `old 601\n\n${log.note()}`]) {
      expect(await ask(bad), bad.slice(0, 30)).toMatchObject({ status: 400 });
    }
    const stranger = signerOf("standard.example/log", newKeyPair().seed);
    expect(await ask(`old 0\n\n${log.note(5, log.leaves, [stranger])}`), "a key that nobody entered").toMatchObject({ status: 403 });
    const { text, signatures } = readNote(log.note(5));
    const [good] = signatures;
    const bent = { ...good, name: log.origin, id: log.signer.verifier.id, bytes: new Uint8Array(64) };
    expect(await ask(`old 0\n\n${text}\n${signatureLine(bent)}`), "a signature that does not hold").toMatchObject({ status: 403 });
    expect(await ask(`old 0\n\n${log.note(0)}`), "an empty tree").toMatchObject({ status: 200 });
    expect(await ask(`old 0\n\n${signCheckpoint({ origin: log.origin, size: 0, root: leafHash(Buffer.from("x")) }, [log.signer], new Date())}`)).toMatchObject({ status: 422 });
    expect(await ask(`old 0\n${base64(emptyRoot)}\n\n${log.note(5)}`), "a proof from nothing").toMatchObject({ status: 422 });
    expect(await ask(await log.request(0, 5))).toMatchObject({ status: 200 });
    expect(await ask(await log.request(0, 7))).toEqual({ status: 409, type: "text/x.tlog.size", body: "5\n" });
    expect(await ask(`old 5\n\n${log.note(7)}`), "without a proof").toMatchObject({ status: 422 });
    for (const [from, to] of [[5, 5], [5, 256], [256, 257], [257, 600]] as const) expect(await ask(await log.request(from, to)), `${from} to ${to}`).toMatchObject({ status: 200 });
    const forked = [...log.leaves.slice(0, 400), ...new OtherLog("x").grow(300, "bent").leaves];
    expect(await ask(await log.request(600, 700, forked)), "a longer fork").toMatchObject({ status: 422 });
    const [row] = await rows("SELECT size::int AS size, refused IS NOT NULL AS refused FROM witnessed_log WHERE id = $1::uuid", [witnessedLogId]);
    expect(row).toEqual({ size: 600, refused: true });
  });

  test("two histories of one size are refused, and the proof of them is kept once, with its event", async () => {
    const log = new OtherLog("fork.example/log").grow(10);
    await perform(await root(), addWitnessedLog, { keys: log.key });
    expect(await ask(await log.request(0))).toMatchObject({ status: 200 });
    const forked = [...log.leaves.slice(0, 9), leafHash(Buffer.from("another last one"))];
    for (let time = 0; time < 3; time += 1) expect(await ask(`old 10\n\n${log.note(10, forked)}`)).toMatchObject({ status: 422 });
    expect(await rows("SELECT parameters->>'label' AS origin, parameters->>'size' AS size FROM audit_event WHERE operation = 'audit:RecordFork'")).toEqual([{ origin: "fork.example/log", size: "10" }]);
    const { forks } = await perform(await root(), listWitnesses, {});
    expect(forks).toHaveLength(1);
    for (const note of [forks[0]?.cosigned ?? "", forks[0]?.presented ?? ""]) expect(openNote(note, [log.signer.verifier])).toContain("fork.example/log\n10\n");
    expect(forks[0]?.cosigned).not.toBe(forks[0]?.presented);
    expect(await ask(await log.grow(2).request(10)), "the history that was cosigned goes on").toMatchObject({ status: 200 });
  });

  test("of many requests at a time one gets through, and never two histories", async () => {
    const log = new OtherLog("race.example/log").grow(40);
    await perform(await root(), addWitnessedLog, { keys: log.key });
    await ask(await log.request(0, 10));
    const requests = await Promise.all(Array.from({ length: 24 }, (_, at) => log.request(10, 11 + at)));
    const answers = await Promise.all(requests.map(ask));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const won = 11 + answers.findIndex(({ status }) => status === 200);
    for (const { status, body } of answers) if (status !== 200) expect([status, body]).toEqual([409, `${won}\n`]);
    expect(await rows("SELECT size::int AS size FROM witnessed_log WHERE origin = 'race.example/log'")).toEqual([{ size: won }]);
  });

  test("a log that was removed and entered again, with new keys, is held to what was cosigned before", async () => {
    const log = new OtherLog("again.example/log").grow(10);
    const { witnessedLogId } = await perform(await root(), addWitnessedLog, { keys: log.key });
    await ask(await log.request(0));
    await perform(await root(), removeWitnessedLog, { witnessedLogId });
    expect(await ask(await log.request(10))).toMatchObject({ status: 404 });
    const rewritten = new OtherLog("again.example/log").grow(12, "rewritten");
    await perform(await root(), addWitnessedLog, { keys: rewritten.key });
    expect(await ask(await rewritten.request(0))).toMatchObject({ status: 409, body: "10\n" });
    expect(await ask(await rewritten.request(10))).toMatchObject({ status: 422 });
    expect(await ask(await log.request(10)), "the old key is not known any more").toMatchObject({ status: 403 });
    await expect(ownerPool().query("UPDATE witnessed_log SET size = 1 WHERE origin = 'again.example/log'"), "not even the owner takes it back").rejects.toThrow("never taken back");
  });
});

describe("a log with witnesses", () => {
  let folder: string;
  let other: pg.Pool;
  let otherSigner: LogSigner;
  let signer: LogSigner;
  const direct = (pool: pg.Pool): Ask => async ({ url, body }) => {
    expect(url).toMatch(/^https:\/\/127\.0\.0\.1\/witness\/add-checkpoint$/);
    return { answered: true, ...(await addCheckpoint(pool, body, () => Promise.resolve())) };
  };
  const happen = async (): Promise<void> => {
    await perform(await world.as("alpha-auditor"), listReports, {});
    await sequence(rawPool());
    await signer.sign();
  };
  const served = async (pool: pg.Pool, file: string): Promise<string> => String((await publicLogFile(pool, file))?.body ?? "");
  const state = async () => (await perform(await root(), listWitnesses, {})).witnesses[0];

  beforeAll(async () => {
    setConfig(parseConfig({ DATA_DIR: config().dataDir, BASE_URL: "https://a.example", OUTBOUND_PRIVATE_NETWORKS: "127.0.0.0/8" }));
    folder = await mkdtemp(path.join(tmpdir(), "muniment-witness-"));
    other = new pg.Pool({ ...acrossTenants(await cloneAnotherDatabase()), max: 4 });
    other.on("error", () => undefined);
    await beginLog(rawPool(), "a.example/log");
    await beginLog(other, "b.example/log");
    signer = new LogSigner(rawPool(), config().dataDir);
    otherSigner = new LogSigner(other, folder);
    await happen();
    await other.query("INSERT INTO audit_event (id, at, operation, outcome, browsing, actor_kind, person_name, person_email, address, user_agent, request_id, correlation_id, resources, parameters) SELECT id, event_id_time(id), 'reports:GetReport', 'Success', false, 'system', '', '', '', '', gen_random_uuid(), gen_random_uuid(), '{}', '{}' FROM (SELECT uuidv7() AS id FROM generate_series(1, 300)) made");
    await sequence(other);
    await otherSigner.sign();
    const key = newSealedKey("b.example/witness", "witness-signer");
    await other.query("INSERT INTO witness_key (verifier, sealed, created_at) VALUES ($1, $2, now())", [key.verifier, key.sealed]);
    const ours = (await logKeys(rawPool())).map(({ verifier }) => verifier);
    await other.query("INSERT INTO witnessed_log (id, origin, verifiers, root, created_at) VALUES (gen_random_uuid(), 'a.example/log', $1, $2, now())", [ours, emptyRoot]);
  });
  afterAll(async () => {
    await other.end();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    await ownerPool().query("UPDATE log_witness SET next_attempt_at = now() - interval '1 second', claimed_until = NULL, attempts = 0");
  });

  test("two portals witness each other: each keeps and serves what the other has cosigned, and receipts carry it", async () => {
    const [theirs = ""] = [await witnessVerifier(other)];
    await perform(await root(), addWitness, { address: "https://127.0.0.1/witness/", verifier: theirs });
    await perform(await root(), addWitnessedLog, { keys: (await logKeys(other)).map(({ verifier }) => verifier).join("\n") });
    const ours = (await witnessVerifier(rawPool())) ?? "";
    await other.query("INSERT INTO log_witness (id, verifier, address, next_attempt_at, created_at) VALUES (gen_random_uuid(), $1, 'https://127.0.0.1/witness', now(), now())", [ours]);

    for (let round = 0; round < 3; round += 1) {
      await happen();
      await requestCosignatures(rawPool(), direct(other));
      await requestCosignatures(other, direct(rawPool()));
    }
    const [mine, yours] = [await served(rawPool(), "checkpoint"), await served(other, "checkpoint")];
    expect(openNote(mine, [readVerifierLine(theirs)])).toContain("a.example/log\n");
    expect(openNote(yours, [readVerifierLine(ours)])).toContain("b.example/log\n300\n");
    expect(await state()).toMatchObject({ name: "b.example/witness", problem: "", cosigned: Number(mine.split("\n")[1]) });
    const [event] = await rows("SELECT event_id::text AS id FROM log_leaf WHERE idx = 0");
    const receipt = await makeReceipt(rawPool(), String(event?.["id"]));
    expect(receipt?.witnesses).toEqual([theirs]);
    expect(receipt?.proof).toContain("b.example/witness");
    expect((await describePublicLog())?.witnesses).toMatchObject([{ name: "b.example/witness", verifier: theirs }]);
    await expect(ownerPool().query("UPDATE log_cosignature SET line = '— x AAAA'")).rejects.toThrow("never changed");
  });

  test("nobody is asked again about what is cosigned, and nothing that this does makes new work for a witness", async () => {
    let asked = 0;
    await requestCosignatures(rawPool(), (post) => ((asked += 1), direct(other)(post)));
    const before = await rows("SELECT count(*)::int AS n FROM audit_event");
    await requestCosignatures(rawPool(), (post) => ((asked += 1), direct(other)(post)));
    expect(asked).toBeLessThanOrEqual(1);
    expect(await rows("SELECT count(*)::int AS n FROM audit_event")).toEqual(before);
  });

  test("while the newest checkpoint is not cosigned yet, receipts and the cosigned checkpoint stay with the last one that is", async () => {
    await happen();
    expect(readNote(await served(rawPool(), "checkpoint")).signatures).toHaveLength(1);
    expect(readNote(await served(rawPool(), "cosigned-checkpoint")).signatures).toHaveLength(2);
  });

  const forger = signerOf("b.example/witness", newKeyPair().seed, cosignatureV1);
  const forgeries: [string, (line: string, text: string) => string][] = [
    ["signed by another key under its name", (_line, text) => signatureLine(forger.sign(text, 1_700_000_000))],
    ["with its key's id and another's signature", (line, text) => signatureLine({ ...readNote(`x\n\n${line}`).signatures[0], name: "b.example/witness", id: readNote(`x\n\n${line}`).signatures[0]?.id ?? 0, bytes: forger.sign(text, 1_700_000_000).bytes })],
    ["of another checkpoint", (line) => line.replace(/(.{9})(=*)\n$/, (_, tail: string, end: string) => `${[...tail].reverse().join("")}${end}\n`)],
    ["that is no signature", () => "thank you\n"],
    ["of nothing", () => ""],
  ];
  test.each(forgeries)("an answer %s is not kept, and the witness is asked again later and later", async (_name, forge) => {
    await happen();
    const [before] = await rows("SELECT count(*)::int AS n FROM log_cosignature");
    const lying: Ask = async (post) => {
      const answer = await direct(other)(post);
      return answer.answered && answer.status === 200 ? { ...answer, body: forge(answer.body, readNote(post.body.slice(post.body.indexOf("\n\n") + 2)).text) } : answer;
    };
    let at = Date.now() + 10_000;
    let last = 0;
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await atTime(new Date(at), () => requestCosignatures(rawPool(), lying));
      const witness = await state();
      expect(witness).toMatchObject({ attempts: attempt, problem: expect.stringMatching(/^Its? /) as string });
      const wait = (witness?.nextAttemptAt.getTime() ?? 0) - at;
      expect(wait).toBeGreaterThan(last);
      [at, last] = [at + wait, wait];
    }
    expect(await rows("SELECT count(*)::int AS n FROM log_cosignature")).toEqual([before]);
    await atTime(new Date(at), () => requestCosignatures(rawPool(), direct(other)));
    expect(await state(), "the honest answer is taken").toMatchObject({ attempts: 0, problem: "" });
  });

  test.each<[string, TextAnswer, RegExp]>([
    ["away", { answered: false, problem: "connect ECONNREFUSED" }, /ECONNREFUSED/],
    ["without this log", { answered: true, status: 404, type: "text/plain", body: "" }, /does not know this log/],
    ["with another key", { answered: true, status: 403, type: "text/plain", body: "" }, /by another key/],
    ["of another history", { answered: true, status: 422, type: "text/plain", body: "" }, /does not begin with/],
    ["further than this log", { answered: true, status: 409, type: "text/x.tlog.size", body: "123456789\n" }, /rolled back/],
    ["that answers with a size of no form", { answered: true, status: 409, type: "text/plain", body: "12" }, /answered 409/],
  ])("a witness that is %s delays nothing, and its page says what to do", async (_name, answer, said) => {
    await happen();
    await requestCosignatures(rawPool(), () => Promise.resolve(answer));
    expect(await state()).toMatchObject({ attempts: 1, problem: expect.stringMatching(said) as string });
    const size = Number((await served(rawPool(), "checkpoint")).split("\n")[1]);
    await happen();
    expect(Number((await served(rawPool(), "checkpoint")).split("\n")[1])).toBeGreaterThan(size);
  });

  test("a rewritten history gets no cosignature: the witness remembers, and its operator sees what was presented", async () => {
    await requestCosignatures(rawPool(), direct(other));
    const forked = new pg.Pool({ ...acrossTenants(await cloneAnotherDatabase()), max: 2 });
    forked.on("error", () => undefined);
    const dir = await mkdtemp(path.join(tmpdir(), "muniment-fork-"));
    try {
      await beginLog(forked, "a.example/log");
      for (const { verifier, sealed, createdAt } of await logKeys(rawPool())) await forked.query("INSERT INTO log_key (verifier, sealed, created_at) VALUES ($1, $2, $3)", [verifier, sealed, createdAt]);
      await forked.query("INSERT INTO audit_event (id, at, operation, outcome, browsing, actor_kind, person_name, person_email, address, user_agent, request_id, correlation_id, resources, parameters) SELECT id, event_id_time(id), 'reports:GetReport', 'Success', false, 'system', '', '', '', '', gen_random_uuid(), gen_random_uuid(), '{}', '{}' FROM (SELECT uuidv7() AS id FROM generate_series(1, 2000)) made");
      await sequence(forked);
      await new LogSigner(forked, dir).sign();
      await forked.query("INSERT INTO log_witness (id, verifier, address, next_attempt_at, created_at) VALUES (gen_random_uuid(), $1, 'https://127.0.0.1/witness', now() - interval '1 hour', now())", [await witnessVerifier(other)]);
      await requestCosignatures(forked, direct(other));
      const { rows: said } = await forked.query<{ problem: string; kept: number }>("SELECT problem, (SELECT count(*) FROM log_cosignature)::int AS kept FROM log_witness");
      expect(said).toEqual([{ problem: expect.stringContaining("does not begin with") as string, kept: 0 }]);
      expect((await other.query("SELECT FROM witnessed_log WHERE refused LIKE 'a.example/log%2000%'")).rowCount).toBe(1);
    } finally {
      await forked.end();
      await rm(dir, { recursive: true, force: true });
    }
  });

  test("a witness that is removed is asked no more, and what it has cosigned stays", async () => {
    const witness = await state();
    await perform(await root(), removeWitness, { witnessId: witness?.witnessId ?? "" });
    await happen();
    await requestCosignatures(rawPool(), () => Promise.reject(new Error("asked")));
    expect(readNote(await served(rawPool(), "cosigned-checkpoint")).signatures).toHaveLength(2);
  });

  test("addresses are checked as those of webhooks are, and keys as what they are", async () => {
    const { key: logKey } = new OtherLog("x.example/log");
    const good = (await witnessVerifier(other)) ?? "";
    for (const [input, field] of [
      [{ address: "http://witness.example", verifier: good }, "address"],
      [{ address: "https://10.0.0.1/witness", verifier: good }, "address"],
      [{ address: "https://127.0.0.1/w?x=1", verifier: good }, "address"],
      [{ address: "https://127.0.0.1/w", verifier: logKey }, "verifier"],
      [{ address: "https://127.0.0.1/w", verifier: good.replace(/.$/, "") }, "verifier"],
    ] as const) await expect(perform(await root(), addWitness, input), JSON.stringify(input)).rejects.toMatchObject({ code: "ValidationException", detail: { fields: [{ field }] } });
    await expect(perform(await root(), addWitnessedLog, { keys: new OtherLog("a.example/log").key }), "not its own").rejects.toMatchObject({ code: "Conflict" });
  });
});
