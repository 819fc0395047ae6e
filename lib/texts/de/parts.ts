import type { Catalogue } from "../locale";
import { access } from "./access";
import { agreements } from "./agreements";
import { agreementsMade } from "./agreements-made";
import { browser } from "./browser";
import { center } from "./center";
import { common } from "./common";
import { data } from "./data";
import { documents } from "./documents";
import { doors } from "./doors";
import { identity } from "./identity";
import { learning } from "./learning";
import { letters } from "./letters";
import { lettersOfAccounts } from "./letters-of-accounts";
import { notices } from "./notices";
import { organization } from "./organization";
import { packets } from "./packets";
import { policies } from "./policies";
import { publishing } from "./publishing";
import { publishingOverviews } from "./publishing-overviews";
import { publishingRefusals } from "./publishing-refusals";
import { refusals } from "./refusals";
import { reports } from "./reports";
import { requests } from "./requests";
import { retention } from "./retention";
import { trail } from "./trail";
import { witnesses } from "./witnesses";

/** The German texts by where they are said; `common` is said in several places, `data` names what records hold by a fixed list. */
export const parts = {
  access, agreements, agreementsMade, browser, center, common, data, documents, doors, identity, learning, letters,
  lettersOfAccounts, notices, organization, packets, policies, publishing, publishingOverviews, publishingRefusals,
  refusals, reports, requests, retention, trail, witnesses,
} as const satisfies Record<string, Catalogue>;
