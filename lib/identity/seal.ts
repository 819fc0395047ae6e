import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { secretFor } from "@/lib/config/secrets";

// layout: format (1) | key id (8) | wrap iv (12) | wrapped data key (32 + tag 16) | iv (12) | ciphertext + tag (16)
const format = 1;
const keyIdAt = 1;
const wrapIvAt = keyIdAt + 8;
const wrappedAt = wrapIvAt + 12;
const ivAt = wrappedAt + 48;
const bodyAt = ivAt + 12;

const keyIdOf = (key: Uint8Array): Buffer => createHash("sha256").update("key-id").update(key).digest().subarray(0, 8);

function encrypt(key: Uint8Array, iv: Uint8Array, plain: Uint8Array, aad: string): Buffer {
  const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(aad, "utf8"));
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Uint8Array, iv: Uint8Array, sealed: Uint8Array, aad: string): Buffer {
  const tagAt = sealed.length - 16;
  const decipher = createDecipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(aad, "utf8")).setAuthTag(sealed.subarray(tagAt));
  return Buffer.concat([decipher.update(sealed.subarray(0, tagAt)), decipher.final()]);
}

/**
 * Envelope encryption with AES-256-GCM: a fresh data key per secret, wrapped by the portal's key, whose id is kept for rotation.
 * @param owner bound as associated data, so that a sealed secret cannot be moved to another person's row
 */
export function seal(secret: string, owner: string): Uint8Array<ArrayBuffer> {
  const key = secretFor("sealed-secrets");
  const dataKey = randomBytes(32);
  const wrapIv = randomBytes(12);
  const iv = randomBytes(12);
  const wrapped = encrypt(key, wrapIv, dataKey, `wrap:${owner}`);
  const body = encrypt(dataKey, iv, Buffer.from(secret, "utf8"), owner);
  return new Uint8Array(Buffer.concat([Buffer.from([format]), keyIdOf(key), wrapIv, wrapped, iv, body]));
}

/** Opens what `seal` made. @throws Error when it was sealed with another key, for another owner, or was changed */
export function unseal(sealed: Uint8Array, owner: string): string {
  const key = secretFor("sealed-secrets");
  if (sealed[0] !== format || sealed.length <= bodyAt + 16) throw new Error("unknown format of a sealed secret");
  if (!keyIdOf(key).equals(sealed.subarray(keyIdAt, wrapIvAt))) throw new Error("sealed with another key: restore the master key of this portal");
  const dataKey = decrypt(key, sealed.subarray(wrapIvAt, wrappedAt), sealed.subarray(wrappedAt, ivAt), `wrap:${owner}`);
  return decrypt(dataKey, sealed.subarray(ivAt, bodyAt), sealed.subarray(bodyAt), owner).toString("utf8");
}
