import type { Catalogue } from "../locale";
import { browser } from "./browser";
import { common } from "./common";
import { data } from "./data";
import { documents } from "./documents";
import { reports } from "./reports";
import { witnesses } from "./witnesses";

/** The German texts by where they are said; `common` is said in several places, `data` names what records hold by a fixed list. */
export const parts = { browser, common, data, documents, reports, witnesses } as const satisfies Record<string, Catalogue>;
