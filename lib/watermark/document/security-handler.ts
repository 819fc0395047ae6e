import { createDecipheriv, createCipheriv, createHash, timingSafeEqual } from "node:crypto";
import { PDFDict, PDFHexString, PDFName, PDFNumber, PDFString, PDFBool } from "pdf-lib";

/** Decrypts the bytes of an object, by its number and generation. */
export type Decryptor = { string(bytes: Uint8Array, number: number, generation: number): Uint8Array; stream: Decryptor["string"] };

type Method = "None" | "V2" | "AESV2" | "AESV3";

const passwordPadding = Buffer.from("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a", "hex");
const md5 = (...parts: Uint8Array[]): Buffer => createHash("md5").update(Buffer.concat(parts)).digest();

/** OpenSSL 3 has left it out, but documents from before 2006 need it. */
function rc4(key: Uint8Array, data: Uint8Array): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, index) => index);
  const at = (index: number): number => state[index & 0xff] ?? 0;
  let j = 0;
  for (let i = 0; i < 256; i += 1) {
    const value = at(i);
    j = (j + value + (key[i % key.length] ?? 0)) & 0xff;
    state[i] = at(j);
    state[j] = value;
  }
  const output = Buffer.alloc(data.length);
  let i = 0;
  j = 0;
  for (let index = 0; index < data.length; index += 1) {
    i = (i + 1) & 0xff;
    const value = at(i);
    j = (j + value) & 0xff;
    state[i] = at(j);
    state[j] = value;
    output[index] = (data[index] ?? 0) ^ at(at(i) + value);
  }
  return output;
}

/** CBC with the initialisation vector in front and PKCS 7 padding behind; bad padding is left as it is, as viewers do. */
function aes(key: Uint8Array, data: Uint8Array): Uint8Array {
  const whole = data.length - (data.length % 16);
  if (whole < 32) return new Uint8Array();
  const decipher = createDecipheriv(key.length === 32 ? "aes-256-cbc" : "aes-128-cbc", key, data.subarray(0, 16)).setAutoPadding(false);
  const plain = Buffer.concat([decipher.update(data.subarray(16, whole)), decipher.final()]);
  const padding = plain.at(-1) ?? 0;
  return padding >= 1 && padding <= 16 ? plain.subarray(0, plain.length - padding) : plain;
}

/** The hash of revision 6 (ISO 32000-2, algorithm 2.B) for an empty user password. */
function hardenedHash(salt: Uint8Array): Buffer {
  let key = createHash("sha256").update(salt).digest();
  for (let round = 0, last = 0; round < 64 || last > round - 32; round += 1) {
    const repeated = Buffer.concat(Array.from({ length: 64 }, () => key));
    const cipher = createCipheriv("aes-128-cbc", key.subarray(0, 16), key.subarray(16, 32)).setAutoPadding(false);
    const encrypted = cipher.update(repeated);
    const remainder = encrypted.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3;
    key = createHash(["sha256", "sha384", "sha512"][remainder] ?? "sha256").update(encrypted).digest();
    last = encrypted.at(-1) ?? 0;
  }
  return key.subarray(0, 32);
}

function bytesIn(dict: PDFDict, key: string): Uint8Array {
  const value = dict.lookup(PDFName.of(key));
  return value instanceof PDFString || value instanceof PDFHexString ? value.asBytes() : new Uint8Array();
}

function numberIn(dict: PDFDict, key: string, otherwise: number): number {
  const value = dict.lookup(PDFName.of(key));
  return value instanceof PDFNumber ? value.asNumber() : otherwise;
}

const same = (left: Uint8Array, right: Uint8Array): boolean => left.length === right.length && timingSafeEqual(left, right);

function keyUpToRevision4(dict: PDFDict, id: Uint8Array, revision: number, length: number): Buffer | undefined {
  const owner = bytesIn(dict, "O").subarray(0, 32);
  const permissions = Buffer.alloc(4);
  permissions.writeInt32LE(numberIn(dict, "P", 0) | 0);
  const open = dict.lookup(PDFName.of("EncryptMetadata")) === PDFBool.False && revision >= 4;
  let key = md5(passwordPadding, owner, permissions, id, open ? Buffer.alloc(4, 0xff) : Buffer.alloc(0)).subarray(0, length);
  const user = bytesIn(dict, "U");
  if (revision < 3) return same(rc4(key, passwordPadding), user.subarray(0, 32)) ? key : undefined;
  for (let round = 0; round < 50; round += 1) key = md5(key).subarray(0, length);
  let check: Buffer = md5(passwordPadding, id);
  for (let round = 0; round < 20; round += 1) check = rc4(key.map((byte) => byte ^ round), check);
  return same(check, user.subarray(0, 16)) ? key : undefined;
}

function keyOfRevision5Or6(dict: PDFDict, revision: number): Buffer | undefined {
  const user = bytesIn(dict, "U");
  const hash = (salt: Uint8Array): Buffer => (revision === 5 ? createHash("sha256").update(salt).digest() : hardenedHash(salt));
  if (!same(hash(user.subarray(32, 40)), user.subarray(0, 32))) return undefined;
  const wrapped = bytesIn(dict, "UE").subarray(0, 32);
  if (wrapped.length < 32) return undefined;
  const decipher = createDecipheriv("aes-256-cbc", hash(user.subarray(40, 48)), Buffer.alloc(16)).setAutoPadding(false);
  return Buffer.concat([decipher.update(wrapped), decipher.final()]);
}

function methodNamed(dict: PDFDict, key: string, version: number): Method | undefined {
  if (version < 4) return "V2";
  const filter = dict.lookup(PDFName.of(key));
  const name = filter instanceof PDFName ? filter.decodeText() : "Identity";
  if (name === "Identity") return "None";
  const filters = dict.lookup(PDFName.of("CF"));
  const entry = filters instanceof PDFDict ? filters.lookup(PDFName.of(name)) : undefined;
  const method = entry instanceof PDFDict ? entry.lookup(PDFName.of("CFM")) : undefined;
  const text = method instanceof PDFName ? method.decodeText() : "None";
  return text === "None" || text === "V2" || text === "AESV2" || text === "AESV3" ? text : undefined;
}

/**
 * Opens the standard security handler (ISO 32000-2, 7.6.4; revisions 2 to 6) with the empty user password, as every viewer
 * does. Undefined where a password is needed, or the handler is another one.
 */
export function openWithoutPassword(dict: PDFDict, id: Uint8Array): Decryptor | undefined {
  if (dict.lookup(PDFName.of("Filter")) !== PDFName.of("Standard")) return undefined;
  const version = numberIn(dict, "V", 0);
  const revision = numberIn(dict, "R", 2);
  const bits = numberIn(dict, "Length", 40);
  const usual = version === 1 ? 5 : version >= 4 ? 16 : Math.min(16, Math.max(5, Math.floor((bits < 40 ? bits * 8 : bits) / 8)));
  const fileKey = revision >= 5 ? keyOfRevision5Or6(dict, revision) : keyUpToRevision4(dict, id, revision, usual);
  const strings = methodNamed(dict, "StrF", version);
  const streams = methodNamed(dict, "StmF", version);
  if (!fileKey || !strings || !streams) return undefined;
  const decryptWith =
    (method: Method) =>
    (bytes: Uint8Array, number: number, generation: number): Uint8Array => {
      if (method === "None") return bytes;
      if (method === "AESV3") return aes(fileKey, bytes);
      const tweak = Buffer.from([number & 0xff, (number >> 8) & 0xff, (number >> 16) & 0xff, generation & 0xff, (generation >> 8) & 0xff]);
      const salt = method === "AESV2" ? Buffer.from("sAlT") : Buffer.alloc(0);
      const key = md5(fileKey, tweak, salt).subarray(0, Math.min(16, fileKey.length + 5));
      return method === "AESV2" ? aes(key, bytes) : rc4(key, bytes);
    };
  return { string: decryptWith(strings), stream: decryptWith(streams) };
}
