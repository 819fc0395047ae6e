import { placeHold } from "@/lib/audit/retention/place-hold";
import { updateRetention } from "@/lib/audit/retention/update-retention";
import { atTime } from "@/lib/operations/clock";
import { perform } from "@/lib/operations/perform";
import type { DemoWorld } from "./found";

const dayMs = 86_400_000;
const rules = [
  { class: "reads", days: 730, reason: "Two years of browsing are enough for reviews." },
  { class: "sign-ins", days: 1095, reason: "As the information security policy has it." },
  { class: "evidence", days: 3650, reason: "Ten years, as customers' contracts ask." },
] as const;

/** Lets the operator decide how long events are kept, at the beginning; and hold those of one customer, today. */
export async function enactRetention(world: DemoWorld, founded: Date): Promise<void> {
  const freya = world.actor("freya-lindqvist");
  await atTime(new Date(founded.getTime() + 5 * dayMs), async () => {
    freya.leave();
    const caller = await freya.workIn(world.accountId("northwind-operations"));
    for (const rule of rules) await perform(caller, updateRetention, rule);
    freya.leave();
  });
}

/** A hold, because of a dispute that is under way. */
export async function enactHold(world: DemoWorld, today: Date): Promise<void> {
  const freya = world.actor("freya-lindqvist");
  await atTime(today, async () => {
    freya.leave();
    const caller = await freya.workIn(world.accountId("northwind-operations"));
    await perform(caller, placeHold, { covers: "ORGANIZATION", subject: "Helios Health", reason: "Preservation notice of 3 November, case HH-2211." });
    freya.leave();
  });
}
