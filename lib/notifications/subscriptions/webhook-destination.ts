import { z } from "zod";
import { seal, unseal } from "@/lib/identity/seal";

const Sealed = z.object({ url: z.string(), secret: z.string() });
export type WebhookDestination = z.infer<typeof Sealed>;

/** An address may carry a key of its receiver: it is sealed together with the secret, bound to the row. */
export const sealDestination = (id: string, destination: WebhookDestination): Uint8Array<ArrayBuffer> => seal(JSON.stringify(destination), id);

export const openDestination = (id: string, sealed: Uint8Array): WebhookDestination => Sealed.parse(JSON.parse(unseal(sealed, id)));
