import { database } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import { systemCaller } from "@/lib/operations/caller";
import { MunimentError } from "@/lib/operations/errors";
import { perform } from "@/lib/operations/perform";
import { dueReminders } from "./due-reminders";
import { remindOwner } from "./remind-owner";

/** Reminds every owner whose series run out: one message to each. @returns how many */
export function remindOwners(): Promise<number> {
  return asSystem("reminding owners of series", async () => {
    const owners = new Set((await dueReminders(database())).map(({ ownerId }) => ownerId));
    let written = 0;
    for (const ownerId of owners) {
      try {
        await perform(systemCaller("publishing"), remindOwner, { ownerId });
        written += 1;
      } catch (error) {
        // Somebody published in the meantime, or another process was quicker.
        if (!(error instanceof MunimentError) || error.code !== "Conflict") throw error;
      }
    }
    return written;
  });
}
