import { z } from "zod";

/** A stored document that the server entry streams as it is. */
export const StoredDelivery = z.object({ fileName: z.string(), sha256: z.instanceof(Uint8Array), bytes: z.int() });
export type StoredDelivery = z.infer<typeof StoredDelivery>;
