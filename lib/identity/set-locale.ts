import { z } from "zod";
import { operation } from "@/lib/operations/operation";
import { locales } from "@/lib/texts/locale";
import { Nothing } from "./models";

/** The language and formats in which the caller is written to, and in which the portal greets them in a browser that has not been told. */
export const setLocale = operation({
  name: "identity:SetLocale",
  summary: "Sets the language and formats in which the caller is written to.",
  access: "Write",
  reach: "self",
  input: z.object({ locale: z.enum(locales) }),
  output: Nothing,
  async handle({ db, caller, input }) {
    await db.person.update({ where: { id: caller.personId }, data: { locale: input.locale } });
    return {};
  },
  record: ({ input }) => ({ parameters: { locale: input.locale } }),
});
