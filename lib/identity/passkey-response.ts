import { z } from "zod";
import { msg } from "@/lib/texts/text";

const Base64Url = z.string().max(8192).regex(/^[A-Za-z0-9_-]+$/);
const maxText = 16_384;

/** The browser's answer as a form field carries it: JSON in a text. */
function fromText<T extends z.ZodType>(schema: T) {
  return z
    .string()
    .max(maxText)
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: "custom", message: msg("This is not the answer of a passkey.") });
        return z.NEVER;
      }
    })
    .pipe(schema);
}

const shared = {
  id: Base64Url,
  rawId: Base64Url,
  type: z.literal("public-key"),
  authenticatorAttachment: z.enum(["platform", "cross-platform"]).optional(),
  // No extension is asked for: what a browser says of any is dropped.
  clientExtensionResults: z.unknown().transform(() => ({})),
};

/** What `navigator.credentials.create` gave (WebAuthn level 3, 5.1, RegistrationResponseJSON). */
export const RegistrationResponse = fromText(
  z.object({
    ...shared,
    response: z.object({
      clientDataJSON: Base64Url,
      attestationObject: Base64Url,
      authenticatorData: Base64Url.optional(),
      transports: z.array(z.string().max(32)).max(10).optional(),
      publicKeyAlgorithm: z.int().optional(),
      publicKey: Base64Url.optional(),
    }),
  }),
);

/** What `navigator.credentials.get` gave (WebAuthn level 3, 5.1, AuthenticationResponseJSON). */
export const AuthenticationResponse = fromText(
  z.object({
    ...shared,
    response: z.object({ clientDataJSON: Base64Url, authenticatorData: Base64Url, signature: Base64Url, userHandle: z.string().max(128).optional() }),
  }),
);

export type Registration = z.output<typeof RegistrationResponse>;
export type Authentication = z.output<typeof AuthenticationResponse>;

export const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, "base64url"));
export const toBase64Url = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");

const ClientData = z.object({ challenge: Base64Url });

/** The challenge that an answer says it answers; null where it says none. It is only a key to look up: what was signed is checked afterwards. */
export function challengeIn(clientDataJSON: string): Uint8Array<ArrayBuffer> | null {
  try {
    return fromBase64Url(ClientData.parse(JSON.parse(Buffer.from(clientDataJSON, "base64url").toString("utf8"))).challenge);
  } catch {
    return null;
  }
}

/** A person's id as the bytes that an authenticator keeps for it, and gives back as the user handle. */
export const userHandleOf = (personId: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(personId.replaceAll("-", ""), "hex"));
