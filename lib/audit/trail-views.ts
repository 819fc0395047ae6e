import { z } from "zod";
import { msg } from "@/lib/texts/text";

/** What an address of the trail may hold: what a view keeps of it. */
const kept = ["person", "personId", "account", "operation", "outcome", "about", "address", "from", "to", "all"];

/** At most so many views per person. */
export const maxViews = 30;

export const ViewName = z.string().trim().min(1, msg("Give the view a name.")).max(60, msg("At most 60 characters.")).refine((name) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(name), msg("Without line breaks."));

/** The query of a search in one form: known names alone, in one order. */
export const ViewQuery = z.string().max(1500).transform((text) => {
  const given = new URLSearchParams(text.startsWith("?") ? text.slice(1) : text);
  const query = new URLSearchParams();
  for (const name of kept) {
    const value = given.get(name)?.trim();
    if (value) query.set(name, value.slice(0, 200));
  }
  return query.toString();
});

export const View = z.object({ id: z.uuid(), name: z.string(), query: z.string() });
export type View = z.infer<typeof View>;
