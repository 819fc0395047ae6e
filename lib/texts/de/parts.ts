import type { Catalogue } from "../locale";
import { agreements } from "./agreements";
import { agreementsMade } from "./agreements-made";
import { browser } from "./browser";
import { center } from "./center";
import { common } from "./common";
import { data } from "./data";
import { documents } from "./documents";
import { learning } from "./learning";
import { packets } from "./packets";
import { publishing } from "./publishing";
import { publishingOverviews } from "./publishing-overviews";
import { publishingRefusals } from "./publishing-refusals";
import { reports } from "./reports";
import { retention } from "./retention";
import { witnesses } from "./witnesses";

/** The German texts by where they are said; `common` is said in several places, `data` names what records hold by a fixed list. */
export const parts = {
  agreements, agreementsMade, browser, center, common, data, documents, learning, packets, publishing,
  publishingOverviews, publishingRefusals, reports, retention, witnesses,
} as const satisfies Record<string, Catalogue>;
