import { AsyncLocalStorage } from "node:async_hooks";

// Next's bundle and the server entry share one process but not one module graph: the store is shared by symbol.
const key = Symbol.for("muniment.clock");

function store(): AsyncLocalStorage<Date> {
  const shared: { [key: symbol]: AsyncLocalStorage<Date> | undefined } = globalThis;
  return (shared[key] ??= new AsyncLocalStorage<Date>());
}

/** The time everything in the domain goes by. */
export const now = (): Date => store().getStore() ?? new Date();

/** Runs `work` at another time. Only the demo loader, which writes a past, and tests may call it: import rules see to that. */
export const atTime = <T>(time: Date, work: () => Promise<T>): Promise<T> => store().run(time, work);
