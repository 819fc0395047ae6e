import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { Nothing, Uuid } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { operation } from "@/lib/operations/operation";
import { controlResource, findUserControl } from "./find-controls";
import { CommentText } from "./models";

/** Writes a comment on a control, for the people of the account. It stays as it was written; the trail tells that there is one, not what it says. */
export const commentOnUserControl = operation({
  name: "center:CommentOnUserControl",
  summary: "Writes a comment on a complementary user entity control, for the people of the caller's account.",
  access: "Write",
  reach: "member",
  input: z.object({ controlId: Uuid, text: CommentText }),
  output: Nothing,
  resource: ({ db, caller, input }) => findUserControl(db, caller, input.controlId),
  about: ({ resource }) => resource.report,
  async handle({ db, caller, input: { text }, resource: { control } }) {
    const at = now();
    await db.userControlComment.create({
      data: { id: uuidv7({ msecs: at.getTime() }), accountId: caller.account.id, controlId: control.id, personId: caller.personId, personName: caller.name, text, createdAt: at },
    });
    return {};
  },
  record: ({ input, resource }) => ({ resources: [controlResource(resource)], parameters: { characters: input.text.length, code: resource.control.code } }),
});
