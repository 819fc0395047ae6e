import { createPrivateKey, createPublicKey, generateKeyPairSync, hash, sign, verify, type KeyObject } from "node:crypto";

/** Kinds of keys that sign notes: a log's own (C2SP signed-note) and a witness's, whose signatures carry a time (C2SP tlog-cosignature). */
export const ed25519 = 0x01;
export const cosignatureV1 = 0x04;
type Algorithm = typeof ed25519 | typeof cosignatureV1;

/** A key that notes are checked with. `id` is the first four bytes of a hash of all the rest. */
export type Verifier = { name: string; id: number; algorithm: Algorithm; publicKey: Uint8Array };

export type Signature = { name: string; id: number; bytes: Uint8Array };
/** `text` ends in a newline; it is what was signed. */
export type Note = { text: string; signatures: readonly Signature[] };

const spkiPrefix = Buffer.from("302a300506032b6570032100", "hex");
const pkcs8Prefix = Buffer.from("302e020100300506032b657004220420", "hex");

const isName = (name: string): boolean => name !== "" && !/[\s+\u0000-\u001f]/u.test(name) && name.isWellFormed();

function idOf(name: string, algorithm: Algorithm, publicKey: Uint8Array): number {
  return hash("sha256", Buffer.concat([Buffer.from(`${name}\n`, "utf8"), Buffer.of(algorithm), publicKey]), "buffer").readUInt32BE(0);
}

/** @throws RangeError for a name with white space or a plus sign, or a key that does not have 32 bytes */
export function verifierOf(name: string, publicKey: Uint8Array, algorithm: Algorithm = ed25519): Verifier {
  if (!isName(name) || publicKey.length !== 32) throw new RangeError("the name or the key of a verifier is not possible");
  return { name, id: idOf(name, algorithm, publicKey), algorithm, publicKey };
}

const hexId = (id: number): string => id.toString(16).padStart(8, "0");

/** A verifier in one line: `name+id+key`, with the id in hexadecimal and kind and key in base64. */
export const verifierLine = ({ name, id, algorithm, publicKey }: Verifier): string =>
  `${name}+${hexId(id)}+${Buffer.concat([Buffer.of(algorithm), publicKey]).toString("base64")}`;

/** Name and id of a verifier line, to speak of it: the key itself says nothing to people. */
export const keyName = (line: string): string => line.split("+", 2).join("+");

/** @throws RangeError for a line that is none, of a kind that is not known, or whose id is not the key's */
export function readVerifierLine(line: string): Verifier {
  const [, name = "", id = "", key = ""] = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(line) ?? [];
  const bytes = Buffer.from(key, "base64");
  const algorithm = bytes[0];
  if (bytes.length !== 33 || (algorithm !== ed25519 && algorithm !== cosignatureV1)) throw new RangeError("this is not the public key of a log or a witness");
  const verifier = verifierOf(name, bytes.subarray(1), algorithm);
  if (hexId(verifier.id) !== id) throw new RangeError("the id of the public key is not the key's");
  return verifier;
}

export type KeyPair = { publicKey: Uint8Array; seed: Uint8Array };

/** A new Ed25519 key pair (RFC 8032). */
export function newKeyPair(): KeyPair {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  return { publicKey: publicKey.export({ type: "spki", format: "der" }).subarray(-32), seed: privateKey.export({ type: "pkcs8", format: "der" }).subarray(-32) };
}

export function publicKeyOf(seed: Uint8Array): Uint8Array {
  return createPublicKey(privateKeyOf(seed)).export({ type: "spki", format: "der" }).subarray(-32);
}

const privateKeyOf = (seed: Uint8Array): KeyObject => createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: "der", type: "pkcs8" });

/** What signs notes under a name. */
export type Signer = { verifier: Verifier; sign(text: string, atSeconds: number): Signature };

const timedMessage = (text: string, seconds: bigint): Buffer => Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`, "utf8");

/** A signer of a log, or of a witness with `cosignatureV1`. @throws RangeError as {@link verifierOf} */
export function signerOf(name: string, seed: Uint8Array, algorithm: Algorithm = ed25519): Signer {
  const verifier = verifierOf(name, publicKeyOf(seed), algorithm);
  const key = privateKeyOf(seed);
  return {
    verifier,
    sign(text, atSeconds) {
      if (algorithm === ed25519) return { name, id: verifier.id, bytes: sign(null, Buffer.from(text, "utf8"), key) };
      const time = Buffer.alloc(8);
      time.writeBigUInt64BE(BigInt(atSeconds));
      return { name, id: verifier.id, bytes: Buffer.concat([time, sign(null, timedMessage(text, BigInt(atSeconds)), key)]) };
    },
  };
}

/** A signature as a line of a note, with its newline. */
export const signatureLine = ({ name, id, bytes }: Signature): string => {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(id);
  return `\u2014 ${name} ${Buffer.concat([head, bytes]).toString("base64")}\n`;
};

/** The note as text: what was signed, an empty line, a line for each signature. */
export const noteText = ({ text, signatures }: Note): string => `${text}\n${signatures.map(signatureLine).join("")}`;

function readSignature(line: string): Signature {
  const [, name = "", body = ""] = /^\u2014 (\S+) ([A-Za-z0-9+/]+={0,2})$/.exec(line) ?? [];
  const bytes = Buffer.from(body, "base64");
  if (!isName(name) || bytes.length < 5 || bytes.toString("base64") !== body) throw new RangeError("a signature line of the note is malformed");
  return { name, id: bytes.readUInt32BE(0), bytes: bytes.subarray(4) };
}

/** Lines of signatures alone, as a witness answers. @throws RangeError for a malformed line */
export const readSignatureLines = (text: string): Signature[] => text.split("\n").filter((line) => line !== "").map(readSignature);

/** Takes a note apart without believing it (C2SP signed-note). @throws RangeError when it is malformed */
export function readNote(note: string): Note {
  const split = note.lastIndexOf("\n\n");
  // Control characters other than the newline are not part of a note.
  if (split < 0 || !note.endsWith("\n") || !note.isWellFormed() || /[\u0000-\u0009\u000b-\u001f\u007f]/.test(note)) throw new RangeError("this is not a signed note");
  const lines = note.slice(split + 2, -1).split("\n");
  if (lines.length > 100) throw new RangeError("the note has too many signatures");
  return { text: note.slice(0, split + 1), signatures: lines.map(readSignature) };
}

/** True when the signature is that of the verifier on this text. */
export function signatureHolds(text: string, signature: Signature, verifier: Verifier): boolean {
  if (signature.name !== verifier.name || signature.id !== verifier.id) return false;
  const key = createPublicKey({ key: Buffer.concat([spkiPrefix, verifier.publicKey]), format: "der", type: "spki" });
  if (verifier.algorithm === ed25519) return verify(null, Buffer.from(text, "utf8"), key, signature.bytes);
  if (signature.bytes.length !== 72) return false;
  const bytes = Buffer.from(signature.bytes);
  return verify(null, timedMessage(text, bytes.readBigUInt64BE(0)), key, bytes.subarray(8));
}

/** When a witness signed, in seconds since 1970. */
export const cosignedAt = ({ bytes }: Signature): number => Number(Buffer.from(bytes).readBigUInt64BE(0));

/**
 * The text of a note that at least one of the verifiers has signed. Signatures of others are passed over; one that names a verifier and does not hold
 * makes the whole note wrong, as the standard has it. @throws RangeError
 */
export function openNote(note: string, verifiers: readonly Verifier[]): string {
  const { text, signatures } = readNote(note);
  let opened = false;
  for (const signature of signatures) {
    const verifier = verifiers.find(({ name, id }) => name === signature.name && id === signature.id);
    if (!verifier) continue;
    if (!signatureHolds(text, signature, verifier)) throw new RangeError(`the signature of ${signature.name} does not hold`);
    opened = true;
  }
  if (!opened) throw new RangeError("no key that is trusted here has signed this");
  return text;
}
