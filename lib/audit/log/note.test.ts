import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCheckpoint, signCheckpoint } from "./checkpoint";
import { emptyRoot } from "./merkle";
import { cosignatureV1, cosignedAt, newKeyPair, noteText, openNote, readNote, readVerifierLine, signatureHolds, signerOf, verifierLine } from "./note";

// The example of Go's package golang.org/x/mod/sumdb/note.
const peter = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const peterNote = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.

\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`;
// The example of C2SP tlog-checkpoint with a cosignature of C2SP tlog-cosignature.
const cosigned = `example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

\u2014 example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
\u2014 witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
`;

describe("signed notes", () => {
  test("a note that another implementation signed opens, and its key is read and written the same", () => {
    const verifier = readVerifierLine(peter);
    expect(verifierLine(verifier)).toBe(peter);
    expect(openNote(peterNote, [verifier])).toContain("your problem is.\n");
    expect(noteText(readNote(peterNote))).toBe(peterNote);
  });

  test("one changed character anywhere in the text, or in the signature, and it does not open", () => {
    const verifier = readVerifierLine(peter);
    expect(() => openNote(peterNote.replace("answer", "Answer"), [verifier])).toThrow(/does not hold/);
    expect(() => openNote(peterNote.replace("ZJku", "ZJkv"), [verifier])).toThrow(RangeError);
    expect(() => openNote(peterNote, [])).toThrow(/no key/);
  });

  test("a checkpoint of the standard is read, with the time of its witness", () => {
    const { text, signatures } = readNote(cosigned);
    expect(readCheckpoint(text)).toMatchObject({ origin: "example.com/behind-the-sofa", size: 20852163 });
    expect(signatures.map((signature) => signature.name)).toEqual(["example.com/behind-the-sofa", "witness.example.com/w1"]);
    const [, witness] = signatures;
    expect(witness && cosignedAt(witness)).toBe(1679315147);
  });

  test("what a log and a witness sign together opens with either key, and a key of another name opens nothing", () => {
    const log = signerOf("portal.example/log", newKeyPair().seed);
    const witness = signerOf("witness.example", newKeyPair().seed, cosignatureV1);
    const note = signCheckpoint({ origin: "portal.example/log", size: 7, root: emptyRoot }, [log, witness], new Date("2026-03-01T00:00:00Z"));
    for (const { verifier } of [log, witness]) expect(readCheckpoint(openNote(note, [readVerifierLine(verifierLine(verifier))])).size).toBe(7);
    const stranger = signerOf("portal.example/log", newKeyPair().seed);
    expect(() => openNote(note, [stranger.verifier])).toThrow(RangeError);
    const { text, signatures } = readNote(note);
    expect(signatures.map((signature) => signatureHolds(text, signature, witness.verifier))).toEqual([false, true]);
    expect(() => openNote(note.replace("\n7\n", "\n8\n"), [witness.verifier])).toThrow(/does not hold/);
  });

  test("no text makes the reader fail in another way than by refusing", () => {
    const verifier = readVerifierLine(peter);
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), fc.nat({ max: peterNote.length }), (noise, at) => {
        const bent = peterNote.slice(0, at) + noise + peterNote.slice(at);
        if (bent !== peterNote) expect(() => openNote(bent, [verifier])).toThrow(RangeError);
        expect(() => readVerifierLine(noise)).toThrow(RangeError);
        expect(() => readCheckpoint(noise)).toThrow(RangeError);
      }),
    );
  });
});
