import { createHash, createHmac, createSecretKey, hkdfSync, randomBytes, type KeyObject } from "node:crypto";
import { chmodSync, linkSync, mkdirSync, readFileSync, statSync, unlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { config, ConfigError, isMasterKey } from "./config";
import { log } from "./log";

const shared: { [key: symbol]: { source: string; key: Buffer } | undefined } = globalThis;
const KEY = Symbol.for("muniment.master-key");

function readKeyFile(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function createKeyFile(file: string): string {
  const key = randomBytes(32).toString("base64");
  const draft = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(draft, `${key}\n`, { mode: 0o600, flag: "wx", flush: true });
  try {
    // A link fails where a rename would replace the key that another process made in the meantime.
    linkSync(draft, file);
    return key;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return readKeyFile(file) ?? key;
  } finally {
    unlinkSync(draft);
  }
}

function masterKey(): Buffer {
  const fromEnvironment = process.env["MUNIMENT_SECRET_KEY"]?.trim() || undefined;
  const file = path.join(config().dataDir, "keys", "master.key");
  const source = fromEnvironment ?? file;
  const known = shared[KEY];
  if (known?.source === source) return known.key;

  const text = fromEnvironment ?? readKeyFile(file) ?? createKeyFile(file);
  const where = fromEnvironment ? "MUNIMENT_SECRET_KEY" : `The key file ${file}`;
  if (!isMasterKey(text)) throw new ConfigError([`${where} must hold 32 random bytes in base64`]);
  if (!fromEnvironment && process.platform !== "win32" && (statSync(file).mode & 0o077) !== 0) {
    log.warn("config.key-file-was-readable-by-others", { file });
    chmodSync(file, 0o600);
  }
  const key = Buffer.from(text, "base64");
  shared[KEY] = { source, key };
  return key;
}

/**
 * 32 bytes for one purpose, derived from the master key (HKDF-SHA-256, RFC 5869): the same purpose always gives the same bytes,
 * and knowing them tells nothing about the key or about other purposes. The master key is MUNIMENT_SECRET_KEY, otherwise
 * `DATA_DIR/keys/master.key`, which is made (mode 0600) when it is needed for the first time. Throws ConfigError for a damaged key.
 */
export function secretFor(purpose: string): Buffer {
  const key = masterKey();
  if (derived.from !== key) derived = { from: key, secrets: new Map(), keys: new Map() };
  const known = derived.secrets.get(purpose);
  if (known) return known;
  const secret = Buffer.from(hkdfSync("sha256", key, Buffer.alloc(0), `muniment/${purpose}`, 32));
  derived.secrets.set(purpose, secret);
  return secret;
}

// Every form and every page token asks for one: derived once per purpose and master key.
let derived: { from: Buffer | undefined; secrets: Map<string, Buffer>; keys: Map<string, KeyObject> } = { from: undefined, secrets: new Map(), keys: new Map() };

/** The HMAC-SHA-256 (RFC 2104) of a message under the secret of one purpose: 32 bytes. */
export function macFor(purpose: string, message: string): Buffer {
  const secret = secretFor(purpose);
  // Node takes five times as long for a key that it gets as bytes, and a page with many forms asks often.
  const key = derived.keys.get(purpose) ?? createSecretKey(secret);
  derived.keys.set(purpose, key);
  return createHmac("sha256", key).update(message).digest();
}

/** A short public name of the master key (not secret): stored beside what it encrypted, to tell keys apart after a change. */
export function masterKeyId(): string {
  return createHash("sha256").update(secretFor("key-id")).digest("hex").slice(0, 16);
}
