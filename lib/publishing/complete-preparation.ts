import { z } from "zod";
import { Nothing } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { PreparedManifest } from "@/lib/watermark";
import { DraftId, draftResource, Guesses } from "./models";

const Hash = z.instanceof(Uint8Array).transform((bytes) => new Uint8Array(bytes));
export const Preparation = z.discriminatedUnion("state", [
  z.object({ state: z.literal("READY"), preparedSha256: Hash, manifest: PreparedManifest, guesses: Guesses }),
  z.object({ state: z.literal("REFUSED"), problem: z.string().max(1000) }),
]);

/** Closes a preparation: the document can be published, or it cannot, and why. Until then nothing of it is shown but how far it is. */
export const completePreparation = operation({
  name: "publishing:CompletePreparation",
  summary: "Closes the preparation of a document: it can be published, or it is refused.",
  access: "Write",
  reach: "staff",
  door: "internal",
  input: z.object({ draftId: DraftId, originalSha256: Hash, preparation: Preparation }),
  output: Nothing,
  async handle({ db, input: { draftId, originalSha256, preparation } }) {
    const settled =
      preparation.state === "READY"
        ? { state: preparation.state, preparedSha256: preparation.preparedSha256, manifest: preparation.manifest, guesses: preparation.guesses, page: preparation.manifest.pages, pages: preparation.manifest.pages }
        : { state: preparation.state, problem: preparation.problem, publishAt: null };
    const closed = await db.draft.updateMany({ where: { id: draftId, state: "PREPARING" }, data: { ...settled, originalSha256, claimedUntil: null, touchedAt: now() } });
    if (closed.count !== 1) throw new MunimentError("Conflict");
    return {};
  },
  record: ({ input: { draftId, originalSha256, preparation } }) => ({
    resources: [draftResource(draftId)],
    parameters: {
      sha256: Buffer.from(originalSha256).toString("hex"),
      preparation: preparation.state,
      ...(preparation.state === "READY" ? { pages: preparation.manifest.pages } : { problem: preparation.problem }),
    },
  }),
});
