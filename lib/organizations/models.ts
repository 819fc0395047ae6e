import { z } from "zod";

export const EntityName = z.string().trim().min(1, "Enter a name.").max(120, "Names have at most 120 characters.").transform((name) => name.normalize("NFC"));
export const Slug = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/, "Use small letters, digits and dashes, 64 at most.");
