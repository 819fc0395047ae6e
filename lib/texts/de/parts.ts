import type { Catalogue } from "../locale";
import { access } from "./access";
import { browser } from "./browser";
import { common } from "./common";
import { data } from "./data";
import { letters } from "./letters";
import { lettersOfAccounts } from "./letters-of-accounts";
import { notices } from "./notices";
import { policies } from "./policies";
import { requests } from "./requests";
import { trail } from "./trail";
import { witnesses } from "./witnesses";

/** The German texts by where they are said; `common` is said in several places, `data` names what records hold by a fixed list. */
export const parts = {
  access,
  browser,
  common,
  data,
  letters,
  lettersOfAccounts,
  notices,
  policies,
  requests,
  trail,
  witnesses,
} as const satisfies Record<string, Catalogue>;
