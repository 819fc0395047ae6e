import { z } from "zod";
import { Uuid } from "@/lib/identity/models";
import { msg } from "@/lib/texts/text";

export const EntityName = z.string().trim().min(1, msg("Enter a name.")).max(120, msg("Names have at most 120 characters.")).transform((name) => name.normalize("NFC"));
export const Slug = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/, msg("Use small letters, digits and dashes, 64 at most."));

/** A place in the tree: `root`, or the id of a unit. Read as null or the id. */
export const Place = z.union([z.literal("root"), Uuid], msg("Choose one place.")).transform((place) => (place === "root" ? null : place));

/** What a preview answered, sent along with the change: it holds for exactly what was shown. */
export const PreviewDigest = z.string(msg("Look at what changes first, then confirm it.")).regex(/^[0-9a-f]{64}$/, msg("Look at what changes first, then confirm it."));
