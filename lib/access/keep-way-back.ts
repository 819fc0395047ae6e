import type { Db } from "@/lib/database/client";
import type { MemberCaller } from "@/lib/operations/caller";
import { MunimentError } from "@/lib/operations/errors";
import { requestOf } from "./decide";
import { evaluate } from "./evaluate";
import { readAccess } from "./load-access";
import { t } from "@/lib/texts/text";

/**
 * Called at the end of a change, inside its transaction: whoever changes policies must afterwards still be able to change them back.
 * @throws MunimentError Conflict, which undoes the change
 */
export async function keepWayBack(db: Db, caller: MemberCaller): Promise<void> {
  const access = await readAccess(db, caller);
  for (const action of ["access:DetachPolicy", "access:PutPolicyVersion"] as const) {
    if (!evaluate(access.layers, requestOf({ ...caller, access }, action))) {
      throw new MunimentError("Conflict", t("This would take {action} from you: you could not undo it. Leave yourself a way back.", { action }));
    }
  }
}
