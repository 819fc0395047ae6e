// What checks a receipt, a pair of checkpoints and an entry of the log. It uses nothing but the language: hashing and signatures are handed in, so that the same
// lines run in a browser (Web Crypto) and in Node. It shares no code with the portal on purpose: a fault there must not hide here.

/**
 * @typedef {{ sha256(bytes: Uint8Array): Uint8Array | Promise<Uint8Array>, ed25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean | Promise<boolean> }} Crypto
 * @typedef {{ what: string, good: boolean, detail: string }} Step
 * @typedef {{ name: string, id: string, kind: number, publicKey: Uint8Array, line: string }} Key
 * @typedef {{ origin: string, size: number, root: Uint8Array }} Checkpoint
 */

/** A sentence for whoever has the file in hand. */
export class Refused extends Error {}

const utf8 = new TextEncoder();

/** @param {string} text */
export function fromBase64(text) {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) throw new Refused("something that should be base64 is not");
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** @param {Uint8Array} bytes */
export const toBase64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
/** @param {Uint8Array} bytes */
const toBase64Url = (bytes) => toBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
/** @param {Uint8Array} bytes */
export const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** @param {Uint8Array} a @param {Uint8Array} b */
export const same = (a, b) => a.length === b.length && a.every((byte, at) => byte === b[at]);

/** @param {readonly Uint8Array[]} parts */
export function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** JSON in its one form (RFC 8785). @param {unknown} value @returns {string} */
export function canonical(value) {
  if (value === null || typeof value === "boolean" || typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) throw new Refused("a number has no single form");
    return String(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object") throw new Refused("something is no JSON");
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(",")}}`;
}

/** @param {Crypto} crypto @param {string | Uint8Array} entry */
export const leafHash = (crypto, entry) => crypto.sha256(joined(Uint8Array.of(0), typeof entry === "string" ? utf8.encode(entry) : entry));
/** @param {Crypto} crypto @param {Uint8Array} left @param {Uint8Array} right */
export const nodeHash = (crypto, left, right) => crypto.sha256(joined(Uint8Array.of(1), left, right));

/** The root that an inclusion proof leads to (RFC 9162, 2.1.3.2). @param {Crypto} crypto @param {Uint8Array} leaf @param {number} index @param {number} size @param {readonly Uint8Array[]} proof */
export async function rootByInclusion(crypto, leaf, index, size, proof) {
  if (!(index >= 0 && index < size)) throw new Refused(`there is no entry ${index} among ${size}`);
  let [place, last, hash] = [index, size - 1, leaf];
  for (const step of proof) {
    if (last === 0) throw new Refused("the proof is too long");
    if (place % 2 === 1 || place === last) {
      hash = await nodeHash(crypto, step, hash);
      while (place % 2 === 0 && place !== 0) [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
    } else hash = await nodeHash(crypto, hash, step);
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  if (last !== 0) throw new Refused("the proof is too short");
  return hash;
}

/** Whether the older tree is the beginning of the newer one (RFC 9162, 2.1.4.2). @param {Crypto} crypto @param {Checkpoint} older @param {Checkpoint} newer @param {readonly Uint8Array[]} proof */
export async function isConsistent(crypto, older, newer, proof) {
  if (older.size > newer.size) return false;
  if (older.size === newer.size) return proof.length === 0 && same(older.root, newer.root);
  if (older.size === 0) return proof.length === 0;
  let [place, last] = [older.size - 1, newer.size - 1];
  while (place % 2 === 1) [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  const [first, ...rest] = place === 0 ? [older.root, ...proof] : proof;
  if (!first) return false;
  let [before, after] = [first, first];
  for (const step of rest) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      before = await nodeHash(crypto, step, before);
      after = await nodeHash(crypto, step, after);
      while (place % 2 === 0 && place !== 0) [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
    } else after = await nodeHash(crypto, after, step);
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  return last === 0 && same(before, older.root) && same(after, newer.root);
}

/** A public key in one line: name+id+key (C2SP signed-note). @param {Crypto} crypto @param {string} line @returns {Promise<Key>} */
export async function readKey(crypto, line) {
  const [, name = "", id = "", key = ""] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(line.trim()) ?? [];
  const bytes = fromBase64(key);
  const kind = bytes[0] ?? 0;
  if (bytes.length !== 33 || (kind !== 1 && kind !== 4)) throw new Refused("this line is not a public key of a log: name+id+key");
  const expected = (await crypto.sha256(joined(utf8.encode(`${name}\n`), bytes))).subarray(0, 4);
  if (toHex(expected) !== id) throw new Refused(`the public key of ${name} does not have the id ${id}`);
  return { name, id, kind, publicKey: bytes.subarray(1), line: line.trim() };
}

/** @param {string} note */
function takeApart(note) {
  const split = note.lastIndexOf("\n\n");
  if (split < 0 || !note.endsWith("\n")) throw new Refused("this is not a signed checkpoint");
  const text = note.slice(0, split + 1);
  const signatures = note.slice(split + 2, -1).split("\n").map((line) => {
    const [, name = "", body = ""] = /^\u2014 (\S+) (\S+)$/.exec(line) ?? [];
    const bytes = fromBase64(body);
    if (name === "" || bytes.length < 5) throw new Refused("a signature line of the checkpoint is malformed");
    return { name, id: toHex(bytes.subarray(0, 4)), bytes: bytes.subarray(4) };
  });
  return { text, signatures };
}

/** When a witness signed, in seconds since 1970. @param {Uint8Array} bytes */
const cosignedAt = (bytes) => Number(new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0));

/** @param {Crypto} crypto @param {string} text @param {Uint8Array} bytes @param {Key} key */
async function holds(crypto, text, bytes, key) {
  if (key.kind === 1) return crypto.ed25519(key.publicKey, utf8.encode(text), bytes);
  if (bytes.length !== 72) return false;
  const seconds = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0);
  if (seconds > 0xffffffffffn) return false;
  return crypto.ed25519(key.publicKey, utf8.encode(`cosignature/v1\ntime ${seconds}\n${text}`), bytes.subarray(8));
}

/**
 * A checkpoint that at least one of the keys has signed, and which ones. @param {Crypto} crypto @param {string} note @param {readonly Key[]} keys
 * @returns {Promise<{ checkpoint: Checkpoint, signedBy: Key[] }>} @throws Refused
 */
export async function openCheckpoint(crypto, note, keys) {
  const { text, signatures } = takeApart(note);
  const signedBy = [];
  for (const { name, id, bytes } of signatures) {
    const key = keys.find((one) => one.name === name && one.id === id);
    if (!key) continue;
    if (!(await holds(crypto, text, bytes, key))) throw new Refused(`the signature of ${name} does not fit the checkpoint: one of them was changed`);
    signedBy.push(key);
  }
  if (!signedBy.some(({ kind }) => kind === 1)) throw new Refused("the checkpoint is not signed by a key that you trust");
  const [origin = "", size = "", root = ""] = text.split("\n");
  if (!/^(0|[1-9]\d{0,15})$/.test(size) || fromBase64(root).length !== 32) throw new Refused("what was signed is not a checkpoint");
  return { checkpoint: { origin, size: Number(size), root: fromBase64(root) }, signedBy };
}

/** @param {number} seconds since 1970 */
const inWords = (seconds) => `${new Date(seconds * 1000).toISOString().slice(0, 19).replace("T", " ")} UTC`;

/**
 * Which witnesses have cosigned a checkpoint (C2SP tlog-cosignature), and when, in a sentence. A witness signs only what follows from all that it signed of the log before: so it was shown the same history.
 * @param {Crypto} crypto @param {string} note
 * @param {{ trusted?: readonly string[] | undefined, required?: number | undefined, named?: readonly string[] }} [with_] keys of witnesses that you have from elsewhere, how many of them must have signed (all unless
 * given), and keys that the file itself names, which count for nothing but are told
 * @returns {Promise<string | undefined>} undefined where there is nothing to say @throws Refused
 */
export async function checkWitnesses(crypto, note, { trusted = [], required = trusted.length, named = [] } = {}) {
  const { text, signatures } = takeApart(note);
  /** @type {{ name: string, at: number | undefined }[]} */
  const seen = [];
  /** @type {Set<string>} */
  const keys = new Set();
  for (const line of trusted.length > 0 ? trusted : named) {
    const key = await readKey(crypto, line);
    if (key.kind !== 4) throw new Refused(`the key of ${key.name} is that of a log, not of a witness`);
    // One key under two names is one witness.
    if (keys.has(toHex(key.publicKey))) continue;
    keys.add(toHex(key.publicKey));
    const found = signatures.find(({ name, id }) => name === key.name && id === key.id);
    if (found && !(await holds(crypto, text, found.bytes, key))) throw new Refused(`the cosignature of the witness ${key.name} does not fit the checkpoint: one of them was changed`);
    seen.push({ name: key.name, at: found && cosignedAt(found.bytes) });
  }
  const by = seen.flatMap(({ name, at }) => (at === undefined ? [] : [`${name} on ${inWords(at)}`]));
  if (trusted.length === 0) return by.length === 0 ? undefined : `It says that it was cosigned by ${by.join(", ")}: keys that the file itself names. To rely on a witness, give the key that you have from the witness.`;
  const missing = seen.filter(({ at }) => at === undefined).map(({ name }) => name);
  const without = missing.length > 0 ? ` No cosignature of ${missing.join(", ")}.` : "";
  if (by.length < required) throw new Refused(`${by.length} of the ${seen.length} witnesses that you named have cosigned the checkpoint, and ${required} are required.${without}`);
  return `${by.length} of the ${seen.length} witnesses that you named (${required} required) have cosigned it, and so were shown the same history: ${by.join(", ")}.${without}`;
}

/** The commitment that an entry must hold for a disclosed field. @param {Crypto} crypto @param {unknown} disclosure */
export const commitment = async (crypto, disclosure) => toBase64Url(await crypto.sha256(utf8.encode(canonical(disclosure))));

/**
 * The disclosed fields of an entry, each checked against its commitment. @param {Crypto} crypto @param {Record<string, unknown>} entry @param {readonly unknown[]} disclosures
 * @returns {Promise<{ fields: Record<string, unknown>, hidden: string[] }>}
 */
export async function openFields(crypto, entry, disclosures) {
  const commitments = /** @type {Record<string, unknown>} */ (entry["commitments"] ?? {});
  /** @type {Record<string, unknown>} */
  const fields = {};
  for (const disclosure of disclosures) {
    if (!Array.isArray(disclosure) || disclosure.length !== 3 || typeof disclosure[1] !== "string") throw new Refused("a disclosed field is malformed");
    const name = disclosure[1];
    if (!Object.hasOwn(commitments, name) || (await commitment(crypto, disclosure)) !== commitments[name]) throw new Refused(`the field "${name}" is not what was recorded: it was changed`);
    fields[name] = disclosure[2];
  }
  return { fields, hidden: Object.keys(commitments).filter((name) => !Object.hasOwn(fields, name)) };
}

/** A proof as C2SP tlog-proof writes it. @param {string} proof */
export function readProof(proof) {
  const split = proof.indexOf("\n\n");
  const [title, ...lines] = proof.slice(0, split).split("\n");
  if (split < 0 || title !== "c2sp.org/tlog-proof@v1") throw new Refused("the receipt holds no proof in the form c2sp.org/tlog-proof@v1");
  if (lines[0]?.startsWith("extra ")) lines.shift();
  const [, index = ""] = /^index (0|[1-9]\d{0,15})$/.exec(lines.shift() ?? "") ?? [];
  if (index === "") throw new Refused("the proof does not say which entry it is of");
  return { index: Number(index), hashes: lines.map(fromBase64), note: proof.slice(split + 2) };
}

/** @param {unknown} value @param {string} name @returns {string} */
function textIn(value, name) {
  const found = typeof value === "object" && value !== null ? /** @type {Record<string, unknown>} */ (value)[name] : undefined;
  if (typeof found !== "string") throw new Refused(`the receipt has no "${name}"`);
  return found;
}

/**
 * Checks a receipt of a portal, step by step; the steps stop at the first that fails. Never throws.
 * @param {Crypto} crypto @param {unknown} receipt the parsed file
 * @param {{ trusted?: readonly string[], whose?: string, pdfSha256?: string | undefined, witnesses?: readonly string[], required?: number | undefined }} [with_] keys that you have from elsewhere; the SHA-256 of a PDF in hexadecimal; keys of witnesses
 * that you have from elsewhere, and how many of them must have cosigned
 * @returns {Promise<{ good: boolean, steps: Step[], event: Record<string, unknown> | undefined, fields: Record<string, unknown>, hidden: string[], size: number }>}
 */
export async function checkReceipt(crypto, receipt, { trusted, whose: whoseKey = "a key that you gave", pdfSha256, witnesses, required } = {}) {
  /** @type {Step[]} */
  const steps = [];
  /** @type {{ event: Record<string, unknown> | undefined, fields: Record<string, unknown>, hidden: string[], size: number }} */
  const found = { event: undefined, fields: {}, hidden: [], size: 0 };
  let doing = "The file is a receipt";
  /** @param {string} detail */
  const done = (detail) => void steps.push({ what: doing, good: true, detail });
  try {
    if (textIn(receipt, "format") !== "muniment-receipt/1") throw new Refused("this is not a receipt that this program knows (muniment-receipt/1)");
    const parts = /** @type {Record<string, unknown>} */ (receipt);
    const entry = textIn(receipt, "entry");
    const named = Array.isArray(parts["keys"]) ? parts["keys"].map(String) : [];
    done(`It is a receipt of the log ${textIn(receipt, "log")}.`);

    doing = "The log has signed";
    const proof = readProof(textIn(receipt, "proof"));
    const keys = await Promise.all((trusted ?? named).map((line) => readKey(crypto, line)));
    const { checkpoint, signedBy } = await openCheckpoint(crypto, proof.note, keys);
    found.size = checkpoint.size;
    const whose = trusted ? whoseKey : "a key that the receipt itself names: compare it with the one that the portal publishes, or that you have kept";
    done(`A checkpoint of ${checkpoint.size} events is signed by ${whose} (${signedBy.map(({ name, id }) => `${name}+${id}`).join(", ")}).`);
    if (checkpoint.origin !== textIn(receipt, "log")) throw new Refused(`the checkpoint is of another log: ${checkpoint.origin}`);

    doing = "Witnesses were shown the same log";
    const witnessed = await checkWitnesses(crypto, proof.note, { trusted: witnesses, required, named: Array.isArray(parts["witnesses"]) ? parts["witnesses"].map(String) : [] });
    if (witnessed !== undefined) done(witnessed);

    doing = "The event is in the log";
    const root = await rootByInclusion(crypto, await leafHash(crypto, entry), proof.index, checkpoint.size, proof.hashes);
    if (!same(root, checkpoint.root)) throw new Refused("the event is not in the tree that was signed: the event, its place or the proof was changed");
    const event = /** @type {Record<string, unknown>} */ (JSON.parse(entry));
    if (canonical(event) !== entry) throw new Refused("the entry is not in canonical form");
    found.event = event;
    done(`It is entry ${proof.index} of ${checkpoint.size}, and was not changed since.`);

    doing = "The details are what was recorded";
    const { fields, hidden } = await openFields(crypto, event, Array.isArray(parts["disclosures"]) ? parts["disclosures"] : []);
    Object.assign(found, { fields, hidden });
    done(`${Object.keys(fields).length} fields agree with their commitments.${hidden.length > 0 ? ` Not shown: ${hidden.join(", ")}.` : ""}`);

    if (pdfSha256 !== undefined) {
      doing = "The PDF is the one that was served";
      const served = fields["parameters.sha256"] ?? fields["parameters.certificateSha256"];
      if (served === undefined) throw new Refused("this receipt does not name the SHA-256 of a document: take the receipt of the delivery (reports:CompleteDownload)");
      if (served !== pdfSha256) throw new Refused(`the PDF is another one. Recorded: ${String(served)}; this file: ${pdfSha256}`);
      done(`SHA-256 ${pdfSha256}`);
    }
  } catch (error) {
    const detail = error instanceof Refused ? error.message : error instanceof SyntaxError ? "a part of the file is not JSON" : "the file is malformed";
    steps.push({ what: doing, good: false, detail });
  }
  return { good: steps.every(({ good }) => good), steps, ...found };
}
