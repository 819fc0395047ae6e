import { startRounds, type Stop } from "../mail-worker";
import { announce } from "./announce";
import { deliverWebhooks } from "./deliver-webhooks";
import { queueDue } from "./queue-due";

/** Agreements and roles begin and end by the day: a minute is soon enough. */
const lookAtTimeEveryMs = 60_000;
const firstLookAtTimeMs = 5_000;

/** Notices what happened, makes messages of what is due, and calls webhooks, for as long as it runs. Mail leaves by the mail worker. @returns a function that ends it */
export function startNoticeWorkers(): Stop {
  const stops = [
    startRounds("notices", async () => (await announce("REPORTS")) + (await queueDue())),
    startRounds("notices-of-time", () => announce(), lookAtTimeEveryMs, firstLookAtTimeMs),
    startRounds("webhooks", () => deliverWebhooks()),
  ];
  return async (graceMs) => {
    await Promise.all(stops.map((stop) => stop(graceMs)));
  };
}
