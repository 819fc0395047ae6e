import { AsyncLocalStorage } from "node:async_hooks";
import type { PrismaClient } from "./generated/client";
import { currentScope, settingsOf } from "./scope";

/** The part of Prisma's client that collects what is asked in one tick of the event loop: one `findUnique` for many, and what runs in transactions. */
interface Batches {
  batchBy: (request: object) => string | undefined;
  singleLoader: (request: object) => unknown;
  batchLoader: (requests: readonly object[]) => unknown;
}

function batchesOf(client: object): Batches {
  const options = ((client as { _requestHandler?: { dataloader?: { options?: Partial<Batches> } } })._requestHandler?.dataloader?.options ?? {});
  const { batchBy, singleLoader, batchLoader } = options;
  if (!batchBy || !singleLoader || !batchLoader) throw new Error("This version of Prisma collects requests in another way: see lib/database/batches.ts");
  return options as Batches;
}

/**
 * Prisma joins like questions of one tick and asks all that it has collected on behalf of whoever came first. Two people's questions would share one
 * scope. Here only questions of the same scope are joined, and each is asked in the scope it came from.
 */
export function keepBatchesInScope(client: PrismaClient): void {
  const batches = batchesOf(client);
  const { batchBy, singleLoader, batchLoader } = batches;
  const origins = new WeakMap<object, <T>(work: () => T) => T>();
  const inOrigin = <T>(request: object | undefined, work: () => T): T => {
    const origin = request && origins.get(request);
    return origin ? origin(work) : work();
  };
  batches.batchBy = (request) => {
    origins.set(request, AsyncLocalStorage.snapshot());
    const key = batchBy(request);
    const scope = currentScope();
    return key === undefined ? undefined : `${key} ${scope ? settingsOf(scope).join(" ") : ""}`;
  };
  batches.singleLoader = (request) => inOrigin(request, () => singleLoader(request));
  batches.batchLoader = (requests) => inOrigin(requests[0], () => batchLoader(requests));
}
