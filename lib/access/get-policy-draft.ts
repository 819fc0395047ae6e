import { z } from "zod";
import { operation } from "@/lib/operations/operation";
import { DraftPlace } from "./policy-draft";

/** What the caller wrote into a policy and has not saved. */
export const getPolicyDraft = operation({
  name: "access:GetPolicyDraft",
  summary: "What the caller wrote into a policy and has not saved.",
  access: "Read",
  reach: "self",
  browsing: true,
  input: z.object({ place: DraftPlace }),
  output: z.object({ draft: z.object({ slug: z.string(), name: z.string(), document: z.string(), after: z.int().nullable(), keptAt: z.date() }).nullable() }),
  async handle({ db, caller, input }) {
    const where = { personId_place: { personId: caller.personId, place: input.place } };
    return { draft: await db.policyDraft.findUnique({ where, select: { slug: true, name: true, document: true, after: true, keptAt: true } }) };
  },
});
