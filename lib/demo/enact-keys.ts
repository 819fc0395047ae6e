import { callerForKey } from "@/lib/identity/access-key";
import { clearOnceShown } from "@/lib/identity/clear-once-shown";
import { createAccessKey } from "@/lib/identity/create-access-key";
import { originOf } from "@/lib/operations/caller";
import { atTime } from "@/lib/operations/clock";
import { perform } from "@/lib/operations/perform";
import { listReports } from "@/lib/reports/list-reports";
import type { DemoWorld } from "./found";

const dayMs = 86_400_000;

type DemoKey = { person: string; account: string; name: string; daysAgo: number; usedDaysAgo: readonly number[] };

/** One key that a script uses every week, and one that was forgotten. They are older than the acts of the last weeks: codes only go forward. */
export const demoKeys: readonly DemoKey[] = [
  { person: "misaki-sato", account: "meridian-consumer", name: "Quarterly evidence pull", daysAgo: 170, usedDaysAgo: [160, 130] },
  { person: "jonas-weber", account: "helios-hospitals", name: "Vendor register sync", daysAgo: 168, usedDaysAgo: [167] },
];

/** Lets people of the demo make access keys, and their scripts call with them. */
export async function enactKeys(today: Date, world: DemoWorld): Promise<void> {
  const before = (days: number): Date => new Date(today.getTime() - days * dayMs);
  for (const { person, account, name, daysAgo, usedDaysAgo } of demoKeys) {
    const actor = world.actor(person);
    const key = await atTime(before(daysAgo), async () => {
      actor.leave();
      const caller = await actor.workIn(world.accountId(account));
      const made = await perform(caller, createAccessKey, { name });
      await perform(caller, clearOnceShown, {});
      actor.leave();
      return made.key;
    });
    for (const days of usedDaysAgo) {
      const origin = originOf({ address: "203.0.113.77", userAgent: "curl/8.16.0" });
      await atTime(before(days), async () => perform(await callerForKey(key, origin, "reports:ListReports"), listReports, {}));
    }
  }
}
