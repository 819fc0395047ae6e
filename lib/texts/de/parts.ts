import type { Catalogue } from "../locale";
import { agreements } from "./agreements";
import { agreementsMade } from "./agreements-made";
import { browser } from "./browser";
import { common } from "./common";
import { data } from "./data";
import { documents } from "./documents";
import { packets } from "./packets";
import { reports } from "./reports";
import { witnesses } from "./witnesses";

/** The German texts by where they are said; `common` is said in several places, `data` names what records hold by a fixed list. */
export const parts = { agreements, agreementsMade, browser, common, data, documents, packets, reports, witnesses } as const satisfies Record<string, Catalogue>;
