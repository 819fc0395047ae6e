import { z } from "zod";
import { operation } from "@/lib/operations/operation";
import { Nothing, Uuid } from "./models";
import { keepLastFactor, ownPasskey } from "./own-passkey";
import { relyingPartyId } from "./relying-party";

/** Removes one of the caller's passkeys, never the last factor. It works nowhere from then on. */
export const removePasskey = operation({
  name: "identity:RemovePasskey",
  summary: "Removes one of the caller's passkeys; never the last factor.",
  access: "Write",
  reach: "self",
  stepUp: true,
  input: z.object({ passkeyId: Uuid }),
  output: Nothing,
  resource: ({ db, caller, input }) => ownPasskey(db, caller, input.passkeyId),
  async handle({ db, caller, resource }) {
    await db.passkey.deleteMany({ where: { id: resource.id } });
    await keepLastFactor(db, caller, relyingPartyId());
    return {};
  },
  record: ({ resource }) => ({ resources: [`passkey/${resource.id}`], parameters: { name: resource.name } }),
});
