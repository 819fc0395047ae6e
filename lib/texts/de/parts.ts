import type { Catalogue } from "../locale";
import { browser } from "./browser";
import { center } from "./center";
import { common } from "./common";
import { data } from "./data";
import { learning } from "./learning";
import { publishing } from "./publishing";
import { publishingOverviews } from "./publishing-overviews";
import { publishingRefusals } from "./publishing-refusals";
import { retention } from "./retention";
import { witnesses } from "./witnesses";

/** The German texts by where they are said; `common` is said in several places, `data` names what records hold by a fixed list. */
export const parts = {
  browser, center, common, data, learning, publishing, publishingOverviews, publishingRefusals, retention, witnesses,
} as const satisfies Record<string, Catalogue>;
