import { now } from "@/lib/operations/clock";

/** What failed this often for a reason of the portal's own is set aside, with its problem, until a person sees to it. */
export const mostTries = 5;

/** When to try again after so many attempts: half a minute later, then twice as long each time. */
export const tryAgainAt = (attempts: number): Date => new Date(now().getTime() + 30_000 * 2 ** (attempts - 1));
