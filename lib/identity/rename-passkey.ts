import { z } from "zod";
import { operation } from "@/lib/operations/operation";
import { Nothing, PasskeyName, Uuid } from "./models";
import { ownPasskey } from "./own-passkey";

/** Gives one of the caller's passkeys another name. */
export const renamePasskey = operation({
  name: "identity:RenamePasskey",
  summary: "Gives one of the caller's passkeys another name.",
  access: "Write",
  reach: "self",
  stepUp: true,
  input: z.object({ passkeyId: Uuid, name: PasskeyName }),
  output: Nothing,
  resource: ({ db, caller, input }) => ownPasskey(db, caller, input.passkeyId),
  async handle({ db, input, resource }) {
    await db.passkey.update({ where: { id: resource.id }, data: { name: input.name } });
    return {};
  },
  record: ({ input, resource }) => ({ resources: [`passkey/${resource.id}`], parameters: { from: resource.name, to: input.name } }),
});
