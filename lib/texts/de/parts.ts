import type { Catalogue } from "../locale";
import { browser } from "./browser";
import { common } from "./common";
import { data } from "./data";
import { doors } from "./doors";
import { identity } from "./identity";
import { organization } from "./organization";
import { refusals } from "./refusals";

/** The German texts by where they are said; `common` is said in several places, `data` names what records hold by a fixed list. */
export const parts = { browser, common, data, doors, identity, organization, refusals } as const satisfies Record<string, Catalogue>;
