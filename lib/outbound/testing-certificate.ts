import { generateKeyPairSync, sign } from "node:crypto";

const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts);
  const length = body.length < 128 ? [body.length] : body.length < 256 ? [0x81, body.length] : [0x82, body.length >> 8, body.length & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
};
const bytes = (hex: string): Buffer => Buffer.from(hex, "hex");
const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts);
const time = (at: Date): Buffer => der(0x17, Buffer.from(`${at.toISOString().replace(/\D/g, "").slice(2, 14)}Z`));

const ecdsaWithSha256 = sequence(der(0x06, bytes("2a8648ce3d040302")));
const commonName = sequence(der(0x31, sequence(der(0x06, bytes("550403")), der(0x0c, Buffer.from("localhost")))));

/** A key and a certificate that it signed itself (X.509 v3, RFC 5280), for `localhost` and 127.0.0.1, good for an hour: for receivers in tests. */
export function selfSigned(): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const names = sequence(der(0x82, Buffer.from("localhost")), der(0x87, Buffer.from([127, 0, 0, 1])));
  const extensions = der(0xa3, sequence(sequence(der(0x06, bytes("551d11")), der(0x04, names)), sequence(der(0x06, bytes("551d13")), der(0x01, bytes("ff")), der(0x04, sequence(der(0x01, bytes("ff")))))));
  const validity = sequence(time(new Date(Date.now() - 3_600_000)), time(new Date(Date.now() + 3_600_000)));
  const body = sequence(der(0xa0, der(0x02, bytes("02"))), der(0x02, bytes("01")), ecdsaWithSha256, commonName, validity, commonName, publicKey.export({ type: "spki", format: "der" }), extensions);
  const signature = sign("sha256", body, privateKey);
  const certificate = sequence(body, ecdsaWithSha256, der(0x03, bytes("00"), signature));
  const pem = certificate.toString("base64").replace(/.{64}/g, "$&\n");
  return { key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(), cert: `-----BEGIN CERTIFICATE-----\n${pem}\n-----END CERTIFICATE-----\n` };
}
