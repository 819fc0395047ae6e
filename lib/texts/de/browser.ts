import type { Catalogue } from "../locale";

/** What scripts in the browser say, too: every page carries these. */
export const browser: Catalogue = {};
