import { z } from "zod";
import { operation } from "@/lib/operations/operation";
import { Nothing, Uuid } from "./models";
import { endAccessKey, ownAccessKey } from "./own-access-key";

/** Ends one of the caller's access keys, with all its secrets, at once. */
export const revokeAccessKey = operation({
  name: "identity:RevokeAccessKey",
  summary: "Ends one of the caller's access keys at once.",
  access: "Write",
  reach: "self",
  input: z.object({ accessKeyId: Uuid }),
  output: Nothing,
  resource: ({ db, caller, input }) => ownAccessKey(db, caller, input.accessKeyId),
  async handle({ db, resource }) {
    await endAccessKey(db, resource.id);
    return {};
  },
  record: ({ resource }) => ({ resources: [`access-key/${resource.id}`], parameters: { name: resource.name } }),
});
