import { atTime } from "@/lib/operations/clock";
import { perform } from "@/lib/operations/perform";
import { setTimeZone } from "@/lib/notifications/subscriptions/set-time-zone";
import { subscribe } from "@/lib/notifications/subscriptions/subscribe";
import type { DemoWorld } from "./found";

const dayMs = 86_400_000;

type DemoSubscriber = { person: string; account: string; timeZone: string; daysAgo: number; to: readonly { about: string; rhythm: "IMMEDIATE" | "DAILY" | "WEEKLY" }[] };

/** What people of the demo want to be told. They subscribed before the acts of the last weeks: codes only go forward. */
export const demoSubscribers: readonly DemoSubscriber[] = [
  { person: "misaki-sato", account: "meridian-consumer", timeZone: "Asia/Tokyo", daysAgo: 166, to: [{ about: "PROGRAM:soc2", rhythm: "IMMEDIATE" }, { about: "REGION:asia-pacific", rhythm: "DAILY" }, { about: "AGREEMENTS", rhythm: "WEEKLY" }] },
  { person: "jonas-weber", account: "helios-hospitals", timeZone: "Europe/Berlin", daysAgo: 165, to: [{ about: "REGION:emea", rhythm: "WEEKLY" }, { about: "CATEGORY:LETTERS", rhythm: "IMMEDIATE" }, { about: "ROLES", rhythm: "IMMEDIATE" }] },
];

/** Lets people of the demo subscribe. Messages follow when the portal runs. */
export async function enactSubscriptions(today: Date, world: DemoWorld): Promise<void> {
  for (const { person, account, timeZone, daysAgo, to } of demoSubscribers) {
    const actor = world.actor(person);
    await atTime(new Date(today.getTime() - daysAgo * dayMs), async () => {
      actor.leave();
      const caller = await actor.workIn(world.accountId(account));
      await perform(caller, setTimeZone, { timeZone });
      for (const one of to) await perform(caller, subscribe, one);
      actor.leave();
    });
  }
}
