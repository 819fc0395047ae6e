import { z } from "zod";

/** Milliseconds of processor time for one round. */
export const Cpu = z.object({ ms: z.number() });
