import type { Caller } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { stepUpSeconds } from "@/lib/operations/perform";
import { withParams } from "./paths";

/** Two minutes less than the rule, so that there is time to fill in what needs it. */
const isFresh = (caller: Caller): boolean =>
  caller.kind === "person" && caller.factorAt !== null && now().getTime() - caller.factorAt.getTime() < (stepUpSeconds - 120) * 1000;

/** Where to confirm before something that needs a fresh factor, to come back here; null where that is not needed. */
export const stepUpHref = (caller: Caller, here: string): string | null => (isFresh(caller) ? null : withParams("/step-up", { return: withParams(here, { flash: undefined }) }));
