import { z } from "zod";
import { Nothing, Uuid } from "@/lib/identity/models";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { assignablePeople } from "./assignable-people";
import { controlResource, findUserControl } from "./find-controls";
import { t } from "@/lib/texts/text";

/** Gives a control to a person of the account, or to nobody. */
export const assignUserControl = operation({
  name: "center:AssignUserControl",
  summary: "Assigns a complementary user entity control to a person of the caller's account, or to nobody.",
  access: "Write",
  reach: "member",
  input: z.object({
    controlId: Uuid,
    /** Absent: nobody. */
    assigneeId: Uuid.optional(),
  }),
  output: Nothing,
  resource: ({ db, caller, input }) => findUserControl(db, caller, input.controlId),
  about: ({ resource }) => resource.report,
  async handle({ db, caller, input: { assigneeId = null }, resource: { control } }) {
    if (assigneeId !== null && !(await assignablePeople(db, caller)).some(({ id }) => id === assigneeId)) {
      throw new MunimentError("ValidationException", t("Choose a person who works in this account and is not a viewer: viewers cannot tick controls."), { fields: [{ field: "assigneeId", message: t("Nobody of this account who can work on the checklist.") }] });
    }
    const key = { accountId: caller.account.id, controlId: control.id };
    await db.userControlCheck.upsert({ where: { accountId_controlId: key }, create: { ...key, state: "OPEN", assigneeId }, update: { assigneeId } });
    return {};
  },
  record: ({ input, resource }) => ({ resources: [controlResource(resource)], parameters: { assignee: input.assigneeId ?? null, code: resource.control.code } }),
});
