import type { Catalogue } from "../locale";
import { browser } from "./browser";

/** German, by the English text. A test holds it to be complete and without leftovers. */
export const german: Catalogue = { ...browser };
