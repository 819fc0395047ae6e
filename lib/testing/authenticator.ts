import { createHash, generateKeyPairSync, sign, type KeyObject } from "node:crypto";

const bytes = (...parts: (Uint8Array | number[])[]): Buffer => Buffer.concat(parts.map((part) => Buffer.from(part)));
const sha256 = (data: Uint8Array | string): Buffer => createHash("sha256").update(data).digest();
const uint32 = (value: number): Buffer => {
  const four = Buffer.alloc(4);
  four.writeUInt32BE(value);
  return four;
};
const base64url = (data: Uint8Array): string => Buffer.from(data).toString("base64url");

/** CBOR (RFC 8949) of a byte string, and of a short text. */
const cborBytes = (data: Uint8Array): Buffer => bytes(data.length < 24 ? [0x40 + data.length] : data.length < 256 ? [0x58, data.length] : [0x59, data.length >> 8, data.length & 255], data);
const cborText = (text: string): Buffer => bytes([0x60 + text.length], Buffer.from(text, "utf8"));

const flags = { userPresent: 0x01, userVerified: 0x04, attested: 0x40 } as const;

export type Ceremony = { challenge: string; origin?: string; rpId?: string; userVerified?: boolean; crossOrigin?: boolean };

/** A passkey in software (WebAuthn level 3, 6): ES256, no attestation, a counter that tests can set. */
export class Authenticator {
  readonly #key: KeyObject;
  readonly #x: Buffer;
  readonly #y: Buffer;
  counter = 0;
  userHandle = "";

  constructor(
    readonly id: Buffer = sha256(crypto.randomUUID()),
    private readonly home: { origin: string; rpId: string } = { origin: "http://localhost:3000", rpId: "localhost" },
  ) {
    const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const { x = "", y = "" } = pair.publicKey.export({ format: "jwk" });
    this.#key = pair.privateKey;
    this.#x = Buffer.from(x, "base64url");
    this.#y = Buffer.from(y, "base64url");
  }

  #authenticatorData(ceremony: Ceremony, attested: Uint8Array = Buffer.alloc(0)): Buffer {
    const set = flags.userPresent | (ceremony.userVerified === false ? 0 : flags.userVerified) | (attested.length > 0 ? flags.attested : 0);
    return bytes(sha256(ceremony.rpId ?? this.home.rpId), [set], uint32(this.counter), attested);
  }

  #clientData(type: "webauthn.create" | "webauthn.get", ceremony: Ceremony): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge: ceremony.challenge, origin: ceremony.origin ?? this.home.origin, crossOrigin: ceremony.crossOrigin ?? false }), "utf8");
  }

  /** What a browser would send after `navigator.credentials.create`, as the text of a form field. */
  create(ceremony: Ceremony & { userHandle: string }): string {
    this.userHandle = ceremony.userHandle;
    const coseKey = bytes([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21], cborBytes(this.#x), [0x22], cborBytes(this.#y));
    const attested = bytes(Buffer.alloc(16), [this.id.length >> 8, this.id.length & 255], this.id, coseKey);
    const attestationObject = bytes([0xa3], cborText("fmt"), cborText("none"), cborText("attStmt"), [0xa0], cborText("authData"), cborBytes(this.#authenticatorData(ceremony, attested)));
    const response = { clientDataJSON: base64url(this.#clientData("webauthn.create", ceremony)), attestationObject: base64url(attestationObject), transports: ["internal"] };
    return JSON.stringify({ id: base64url(this.id), rawId: base64url(this.id), type: "public-key", clientExtensionResults: {}, response });
  }

  /** What a browser would send after `navigator.credentials.get`. The counter goes up first, unless it stands at `stuck`. */
  get(ceremony: Ceremony, options: { stuck?: boolean; userHandle?: string | null } = {}): string {
    if (!options.stuck) this.counter += 1;
    const data = this.#authenticatorData(ceremony);
    const clientDataJSON = this.#clientData("webauthn.get", ceremony);
    const signature = sign("sha256", bytes(data, sha256(clientDataJSON)), this.#key);
    const handle = options.userHandle === undefined ? this.userHandle : options.userHandle;
    const response = { clientDataJSON: base64url(clientDataJSON), authenticatorData: base64url(data), signature: base64url(signature), ...(handle === null ? {} : { userHandle: handle }) };
    return JSON.stringify({ id: base64url(this.id), rawId: base64url(this.id), type: "public-key", clientExtensionResults: {}, response });
  }
}
