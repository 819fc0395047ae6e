import { z } from "zod";
import { MunimentError } from "@/lib/operations/errors";
import { Slug } from "@/lib/organizations/models";
import { msg, t } from "@/lib/texts/text";

/** Short names as a list, one of them, or one text with commas or line breaks between. */
export const Slugs = z
  .union([z.array(Slug), z.string().max(10_000).transform((text) => text.split(/[\s,]+/).filter(Boolean)).pipe(z.array(Slug))])
  .transform((slugs) => [...new Set(slugs)])
  .pipe(z.array(Slug).min(1).max(100));

/** For whom a series is, as forms, programs and commands say it. */
export const audienceFields = {
  /** `everyone`: every customer, also those to come. `named`: the organizations alone. Where organizations are given it may be left out, and means `named`. */
  audience: z.enum(["everyone", "named"], msg("everyone, or named.")).optional(),
  /** Short names of the organizations it is for alone. */
  organizations: Slugs.optional(),
};

export type SaidAudience = Readonly<{ audience?: "everyone" | "named" | undefined; organizations?: readonly string[] | undefined }>;
export type Audience = Readonly<{ audience: "EVERYONE" | "NAMED"; organizations: readonly string[] }>;

const refused = (field: "audience" | "organizations", sentence: string): MunimentError => new MunimentError("ValidationException", sentence, { fields: [{ field, message: sentence }] });

/**
 * For whom a series is by what was said; null where nothing was. Everyone is only who is named so: a list that went missing never widens it.
 * @throws MunimentError ValidationException for everyone with a list, and for a list that is named and missing
 */
export function audienceOf({ audience, organizations }: SaidAudience): Audience | null {
  if (audience === "everyone") {
    if (organizations) throw refused("audience", t("It is for every customer, or for the organizations that are ticked: choose one of the two."));
    return { audience: "EVERYONE", organizations: [] };
  }
  if (organizations) return { audience: "NAMED", organizations };
  if (audience === "named") throw refused("organizations", t("Name at least one organization that it is for."));
  return null;
}

/** As `audienceOf`, where something has to be said. @throws MunimentError ValidationException */
export function neededAudience(said: SaidAudience): Audience {
  const audience = audienceOf(said);
  if (!audience) throw refused("audience", t("Say for whom it is: every customer, or the organizations that you name."));
  return audience;
}
