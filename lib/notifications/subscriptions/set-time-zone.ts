import { z } from "zod";
import { Nothing } from "@/lib/identity/models";
import { operation } from "@/lib/operations/operation";
import { isTimeZone } from "./digest-time";
import { msg } from "@/lib/texts/text";

/** The time zone in which the caller's digests leave in the morning. */
export const setTimeZone = operation({
  name: "notifications:SetTimeZone",
  summary: "Sets the time zone in which the caller's digests leave in the morning.",
  access: "Write",
  reach: "self",
  input: z.object({ timeZone: z.string().max(64).refine((name) => name !== "" && isTimeZone(name), msg("There is no time zone of this name. Choose one such as Europe/Berlin.")) }),
  output: Nothing,
  async handle({ db, caller, input }) {
    const { personId } = caller;
    await db.notificationPreference.upsert({ where: { personId }, create: { personId, timeZone: input.timeZone }, update: { timeZone: input.timeZone } });
    return {};
  },
  record: ({ input }) => ({ parameters: { timeZone: input.timeZone } }),
});
