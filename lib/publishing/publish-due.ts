import { may } from "@/lib/access/decide";
import { log } from "@/lib/config/log";
import { database } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import { memberCaller } from "@/lib/identity/member-caller";
import { systemCaller } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { asMunimentError } from "@/lib/operations/errors";
import { perform } from "@/lib/operations/perform";
import { mostTries, tryAgainAt } from "./attempts";
import { DraftFacts } from "./models";
import { keptSentence } from "./kept-sentences";
import { publishDraft } from "./publish-draft";

/** Refusals that a person has to see to; anything else is tried again. */
const final = new Set(["ValidationException", "ResourceNotFound", "Conflict", "AccessDenied"]);

/**
 * Whether a person may publish at this moment, in any account of the operator that they are a member of. They are not there to give a code: one is taken
 * for given, as it was when the time was set. Where they would call from is not known, so that policies about addresses do not allow it.
 */
async function mayPublish(personId: string | null): Promise<boolean> {
  if (personId === null) return false;
  const memberships = await database().membership.findMany({ where: { personId, account: { organization: { kind: "OPERATOR" } } }, select: { accountId: true }, take: 50 });
  for (const { accountId } of memberships) {
    const member = await memberCaller(personId, accountId);
    if (member && may({ ...member, factor: "TOTP", factorAt: now() }, publishDraft)) return true;
  }
  return false;
}

/**
 * Publishes the draft whose time has come, if there is one. Two processes, or one that was interrupted, never publish it twice: it is a draft until it is a version.
 * One whose scheduler may not publish any more is held. What fails for a reason of the portal's own is tried again, later each time, then set aside; others go on meanwhile.
 * @returns whether there was one
 */
export function publishDue(): Promise<boolean> {
  return asSystem("publishing what is due", async () => {
    const at = now();
    const draft = await database().draft.findFirst({ where: { state: "READY", publishAt: { lte: at }, OR: [{ publishRetryAt: null }, { publishRetryAt: { lte: at } }] }, orderBy: { publishAt: "asc" } });
    if (!draft) return false;
    const { title = "", ...facts } = DraftFacts.parse(draft.facts);
    const setAside = (problem: string) => database().draft.updateMany({ where: { id: draft.id, state: "READY" }, data: { publishAt: null, publishAttempts: 0, publishRetryAt: null, problem: keptSentence("late", { problem }) } });
    if (!(await mayPublish(draft.scheduledBy))) {
      log.warn("publishing.due-refused", { draft: draft.id, code: "AccessDenied" });
      await setAside(keptSentence("noStanding"));
      return true;
    }
    try {
      await perform(systemCaller("publishing"), publishDraft, { draftId: draft.id, reportId: draft.seriesId ?? undefined, title, ...facts });
    } catch (thrown) {
      const error = asMunimentError(thrown);
      const attempts = draft.publishAttempts + 1;
      log.warn("publishing.due-refused", { draft: draft.id, code: error.code, attempts });
      if (final.has(error.code)) await setAside(error.message);
      else if (attempts >= mostTries) await setAside(keptSentence("gaveUp", { attempts, problem: error.message }));
      else await database().draft.updateMany({ where: { id: draft.id, state: "READY" }, data: { publishAttempts: attempts, publishRetryAt: tryAgainAt(attempts) } });
    }
    return true;
  });
}
