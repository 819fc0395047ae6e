import { z } from "zod";

/** A stored document that the server entry streams as it is. */
export const StoredDelivery = z.object({ fileName: z.string(), sha256: z.instanceof(Uint8Array), bytes: z.int(), /** A PDF unless it says otherwise. */ contentType: z.string().optional() });
export type StoredDelivery = z.infer<typeof StoredDelivery>;
