import { database } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import { now } from "@/lib/operations/clock";

/** Gives up what waited until it was of no use any more, with or without a mail server, and forgets its words. @returns how many */
export async function sweepMessages(): Promise<number> {
  const at = now();
  const swept = await asSystem("sweeping the outbox", () =>
    database().message.updateMany({
      where: { state: "QUEUED", goodUntil: { lte: at }, OR: [{ claimedUntil: null }, { claimedUntil: { lte: at } }] },
      data: { state: "GIVEN_UP", body: null, settledAt: at },
    }),
  );
  return swept.count;
}
