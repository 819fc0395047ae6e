import { log } from "@/lib/config/log";
import { database } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import { systemCaller } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { perform } from "@/lib/operations/perform";
import { DraftFacts } from "./models";
import { keptSentence } from "./kept-sentences";
import { publishDraft } from "./publish-draft";

/** Refusals that a person has to see to; anything else is tried again. */
const final = new Set(["ValidationException", "ResourceNotFound", "Conflict", "AccessDenied"]);

/**
 * Publishes the draft whose time has come, if there is one. Two processes, or one that was interrupted, never publish it twice: it is a draft until it is a version.
 * @returns whether there was one
 */
export function publishDue(): Promise<boolean> {
  return asSystem("publishing what is due", async () => {
    const draft = await database().draft.findFirst({ where: { state: "READY", publishAt: { lte: now() } }, orderBy: { publishAt: "asc" } });
    if (!draft) return false;
    const { title = "", ...facts } = DraftFacts.parse(draft.facts);
    try {
      await perform(systemCaller("publishing"), publishDraft, { draftId: draft.id, reportId: draft.seriesId ?? undefined, title, ...facts });
    } catch (error) {
      if (!(error instanceof MunimentError) || !final.has(error.code)) throw error;
      log.warn("publishing.due-refused", { draft: draft.id, code: error.code });
      await database().draft.updateMany({ where: { id: draft.id, state: "READY" }, data: { publishAt: null, problem: keptSentence("late", { problem: error.message }) } });
    }
    return true;
  });
}
