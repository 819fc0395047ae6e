// The pages that Next bundles and the server entry share one process but not one module graph: the map is shared by symbol.
const key = Symbol.for("muniment.page-status");

function statuses(): Map<string, number> {
  const shared: { [key: symbol]: Map<string, number> | undefined } = globalThis;
  return (shared[key] ??= new Map<string, number>());
}

/**
 * Says with which HTTP status the page of a request is to be answered. Next has a page answer 404 only by throwing, and then makes the page in the
 * browser alone: empty without scripts (docs/decisions/0009-page-status.md).
 */
export function setPageStatus(requestId: string, status: number): void {
  statuses().set(requestId, status);
}

/** For the server entry: the status that a page asked for, if it did. Forgets it. */
export function takePageStatus(requestId: string): number | undefined {
  const status = statuses().get(requestId);
  statuses().delete(requestId);
  return status;
}
