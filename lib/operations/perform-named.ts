import type { z } from "zod";
import type { Caller } from "./caller";
import type { Operation, Reach } from "./operation";
import { perform } from "./perform";

/** Any operation, by its shape: what doors that serve all operations alike work with. */
export type ServableOperation = Operation<Reach, z.ZodType, z.ZodType, unknown, unknown>;

/** `perform` for input that nothing has typed yet: it is parsed first of all, as always. */
export const performUnknown = (caller: Caller, operation: ServableOperation, input: unknown): Promise<unknown> => perform(caller, operation, input);
