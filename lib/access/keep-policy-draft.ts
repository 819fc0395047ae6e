import { z } from "zod";
import { Nothing } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { DraftPlace, maxDraftLength, maxDrafts } from "./policy-draft";
import { unixLines } from "./policy-text";
import { t } from "@/lib/texts/text";

/** Keeps what a person wrote and could not save, so that the next page can show it again. It is theirs alone and has no effect. */
export const keepPolicyDraft = operation({
  name: "access:KeepPolicyDraft",
  summary: "Keeps what was written into a policy and not saved, for the caller alone.",
  access: "Write",
  reach: "self",
  browsing: true,
  input: z.object({
    place: DraftPlace,
    slug: z.string().max(400).default(""),
    name: z.string().max(400).default(""),
    document: z.string().max(maxDraftLength).transform(unixLines),
    after: z.coerce.number().int().min(1).max(1_000_000).optional(),
  }),
  output: Nothing,
  async handle({ db, caller, input: { place, ...written } }) {
    const { personId } = caller;
    if ((await db.policyDraft.count({ where: { personId, place: { not: place } } })) >= maxDrafts) {
      throw new MunimentError("Conflict", t("You have {n} drafts of policies. Save or discard one first.", { n: maxDrafts }));
    }
    const data = { ...written, after: written.after ?? null, keptAt: now() };
    await db.policyDraft.upsert({ where: { personId_place: { personId, place } }, create: { personId, place, ...data }, update: data });
    return {};
  },
  record: ({ input }) => ({ resources: input.place === "new" ? [] : [`policy/${input.place}`] }),
});
