import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { signCheckpoint } from "@/lib/audit/log/checkpoint";
import { GrowingTree } from "@/lib/audit/log/growing-tree";
import { hashBytes, leafHash } from "@/lib/audit/log/merkle";
import { cosignatureV1, newKeyPair, readNote, signatureLine, signerOf, verifierLine } from "@/lib/audit/log/note";
import { consistencyProof, inclusionProof, type TileReader } from "@/lib/audit/log/proofs";
import { tileWidth } from "@/lib/audit/log/tiles";

const gopath = "/usr/share/gocode";
const hasGo = spawnSync("go", ["version"]).status === 0 && existsSync(path.join(gopath, "src/golang.org/x/mod/sumdb/tlog"));
if (!hasGo) console.warn("SKIPPED: Go's implementation is not on this machine (Debian: golang-go, golang-golang-x-mod-dev).");

const origin = "portal.example/log";
const signer = signerOf(origin, newKeyPair().seed);
const key = verifierLine(signer.verifier);
const entries = Array.from({ length: 700 }, (_, at) => `{"event":${at}}`);
const leaves = entries.map((entry) => leafHash(Buffer.from(entry)));

const treeOf = (size: number): GrowingTree => {
  const tree = new GrowingTree(0, []);
  for (const leaf of leaves.slice(0, size)) tree.append(leaf);
  return tree;
};
const reader: TileReader = ({ level, n, width }) => {
  if (level === 0) return Promise.resolve(Buffer.concat(leaves.slice(n * tileWidth, n * tileWidth + width)));
  return Promise.resolve(Buffer.concat(treeOf(700).takeFull().filter((tile) => tile.level === level - 1).map(({ root }) => root)).subarray(0, width * hashBytes));
};
const checkpoint = (size: number): string => signCheckpoint({ origin, size, root: treeOf(size).root() }, [signer], new Date());
const base64 = (hashes: readonly Uint8Array[]): string[] => hashes.map((hash) => Buffer.from(hash).toString("base64"));
const otherHash = Buffer.from(leafHash(Buffer.from("other"))).toString("base64");

/** Go's answers, in the order of the questions. */
let ask: (questions: readonly object[]) => string[];

describe.skipIf(!hasGo)("Go's implementation of notes and transparency logs agrees", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "muniment-peer-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  beforeAll(() => {
    const program = path.join(folder, "peer");
    const env = { ...process.env, GO111MODULE: "off", GOPATH: gopath, GOPROXY: "off", GOCACHE: path.join(folder, "cache"), GOFLAGS: "" };
    execFileSync("go", ["build", "-o", program, path.resolve("scripts/verify/peer/main.go")], { env, cwd: folder });
    ask = (questions) => execFileSync(program, { input: questions.map((one) => JSON.stringify(one)).join("\n"), encoding: "utf8", maxBuffer: 1 << 26 }).trim().split("\n");
  });

  test("our checkpoints open with our key, and not with one character changed", () => {
    const note = checkpoint(700);
    const other = verifierLine(signerOf(origin, newKeyPair().seed).verifier);
    const [good, size, root, signature, stranger] = ask([
      { kind: "checkpoint", key, note },
      { kind: "checkpoint", key, note: note.replace("\n700\n", "\n701\n") },
      { kind: "checkpoint", key, note: note.replace(/\n(.)(\S{42}=)\n/, (_, first: string, rest: string) => `\n${first === "A" ? "B" : "A"}${rest}\n`) },
      { kind: "checkpoint", key, note: note.replace(/(\S)(\S{6})\n$/, (_, first: string, rest: string) => `${first === "A" ? "B" : "A"}${rest}\n`) },
      { kind: "checkpoint", key: other, note },
    ]);
    expect(good).toBe("yes");
    for (const refused of [size, root, signature, stranger]) expect(refused).toMatch(/^no: /);
  });

  test("our cosignatures open with the witness's key, and not with another text, time, name or key", () => {
    const witness = signerOf("witness.example/w", newKeyPair().seed, cosignatureV1);
    const note = signCheckpoint({ origin, size: 700, root: treeOf(700).root() }, [signer, witness], new Date("2026-11-22T12:00:00Z"));
    const later = signatureLine({ ...witness.sign("", 0), bytes: Buffer.concat([Buffer.of(0, 0, 0, 0, 0x70, 0, 0, 0), Buffer.from(readNote(note).signatures[1]?.bytes ?? []).subarray(8)]) });
    const right = { kind: "cosignature", key: verifierLine(witness.verifier), note };
    const [good, log, ...refused] = ask([
      right,
      { kind: "checkpoint", key, note },
      { ...right, note: note.replace("\n700\n", "\n701\n") },
      { ...right, note: `${note.split("\n").slice(0, 5).join("\n")}\n${later}` },
      { ...right, key: verifierLine(signerOf("witness.example/other", newKeyPair().seed, cosignatureV1).verifier) },
      { ...right, key: verifierLine(signerOf("witness.example/w", newKeyPair().seed, cosignatureV1).verifier) },
      { ...right, note: checkpoint(700) },
    ]);
    expect([good, log]).toEqual(["yes", "yes"]);
    for (const one of refused) expect(one).toMatch(/^no: /);
  });

  test("the tree over the same entries has the same root, at sizes around every corner", () => {
    for (const size of [1, 2, 3, 255, 256, 257, 511, 512, 513, 700]) {
      expect(ask([{ kind: "entries", key, note: checkpoint(size), entries: entries.slice(0, size) }, { kind: "entries", key, note: checkpoint(size), entries: entries.slice(1, size + 1) }])).toEqual(["yes", "no: the entries have another root"]);
    }
  });

  test("our inclusion proofs hold, and tampered ones do not", async () => {
    const questions: object[] = [];
    for (const [index, size] of [[0, 1], [0, 2], [2, 3], [255, 256], [256, 257], [300, 700], [699, 700], [511, 512], [0, 700]] as const) {
      const proof = base64(await inclusionProof(index, size, reader));
      const right = { kind: "inclusion", key, note: checkpoint(size), index, leaf: Buffer.from(leaves[index] ?? []).toString("base64"), proof };
      questions.push(right, { ...right, leaf: otherHash }, { ...right, proof: [...proof, otherHash] });
      if (proof.length > 0) questions.push({ ...right, proof: [otherHash, ...proof.slice(1)] });
    }
    const answers = ask(questions);
    questions.forEach((question, at) => {
      const { leaf, proof } = question as { leaf: string; proof: string[] };
      if (leaf === otherHash || proof.includes(otherHash)) expect(answers[at]).toMatch(/^no: /);
      else expect(answers[at]).toBe("yes");
    });
  });

  test("our consistency proofs hold, and tampered ones do not", async () => {
    for (const [oldSize, size] of [[1, 2], [1, 700], [2, 3], [255, 256], [256, 257], [256, 700], [300, 700], [512, 700], [699, 700]] as const) {
      const proof = base64(await consistencyProof(oldSize, size, reader));
      const right = { kind: "consistency", key, note: checkpoint(size), old: checkpoint(oldSize), proof };
      const [good, bent, short] = ask([right, { ...right, proof: [otherHash, ...proof.slice(1)] }, { ...right, proof: proof.slice(1) }]);
      expect(good).toBe("yes");
      expect(bent).toMatch(/^no: /);
      expect(short).toMatch(/^no: /);
    }
  });
});
