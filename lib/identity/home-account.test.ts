import { expect, test } from "vitest";
import { database } from "@/lib/database/client";
import { atTime } from "@/lib/operations/clock";
import { useWorld } from "@/lib/testing/world";
import { homeAccount } from "./home-account";

const world = useWorld();

test("a new session opens where the person worked last, also when they switched there several times within one moment", async () => {
  const actor = world.actor("alpha-auditor");
  const [main, side] = [world.account("alpha-main"), world.account("alpha-side")];
  await atTime(new Date(Date.now() + 60_000), async () => {
    actor.leave();
    await actor.signIn();
    for (const accountId of [main, side, main, side]) {
      const caller = await actor.workIn(accountId);
      const personId = caller.kind === "person" ? caller.personId : "";
      expect((await homeAccount(database(), personId))?.id).toBe(accountId);
    }
  });
});
