import { z } from "zod";
import { groups } from "@/lib/operations/caller";
import { msg, type Message } from "@/lib/texts/text";

/** Lower case and trimmed: the form in which addresses are stored and compared. */
export const Email = z.string().trim().toLowerCase().max(254, msg("E-mail addresses have at most 254 characters.")).pipe(z.email(msg("Enter an e-mail address such as name@company.example.")));

/** As the person writes it, in any script; controls and line breaks are not part of a name. */
export const PersonName = z
  .string()
  .trim()
  .min(1, msg("Enter a name."))
  .max(120, msg("Names have at most 120 characters."))
  .refine((name) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(name), msg("A name has no line breaks or control characters."))
  .transform((name) => name.normalize("NFC"));

const labelOf = (hint: Message) =>
  z
    .string()
    .trim()
    .min(1, hint)
    .max(60, msg("Names have at most 60 characters."))
    .refine((name) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(name), msg("A name has no line breaks or control characters."))
    .transform((name) => name.normalize("NFC"));

/** "MacBook", "Key on the key ring": as its person calls it. */
export const PasskeyName = labelOf(msg("Give it a name, such as the device that it is on."));
/** "Nightly download": what the script with the key does. */
export const AccessKeyName = labelOf(msg("Give it a name, such as what the script does."));
export const maxPasskeys = 10;

export const GroupName = z.enum(groups);
/** What an invitation leads to: a group, or a role. */
export const StandingName = z.enum([...groups, "role"]);
export const AccountId = z.string().regex(/^\d{12}$/, msg("An account id has twelve digits."));
export const Uuid = z.uuid(msg("This is not an id of this portal."));
export const LinkToken = z.string().regex(/^[A-Za-z0-9_-]{43}$/, msg("The link is incomplete. Copy all of it."));

/** What operations that end in a session answer; next-auth puts the token into the cookie. */
export const IssuedSession = z.object({ token: z.string(), sessionId: z.uuid(), expiresAt: z.date() });
export const Nothing = z.object({});
