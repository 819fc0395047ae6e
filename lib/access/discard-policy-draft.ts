import { z } from "zod";
import { Nothing } from "@/lib/identity/models";
import { operation } from "@/lib/operations/operation";
import { DraftPlace, dropDraft } from "./policy-draft";

/** Throws away what the caller wrote into a policy and has not saved. */
export const discardPolicyDraft = operation({
  name: "access:DiscardPolicyDraft",
  summary: "Throws away what the caller wrote into a policy and has not saved.",
  access: "Write",
  reach: "self",
  browsing: true,
  input: z.object({ place: DraftPlace }),
  output: Nothing,
  async handle({ db, caller, input }) {
    await dropDraft(db, caller.personId, input.place);
    return {};
  },
  record: ({ input }) => ({ resources: input.place === "new" ? [] : [`policy/${input.place}`] }),
});
