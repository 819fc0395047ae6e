import { z } from "zod";
import { Slug } from "@/lib/organizations/models";
import { msg, t, type Message } from "@/lib/texts/text";

export const AgreementSlug = Slug;
export const AgreementKind = z.enum(["BAA", "NDA", "DPA", "OTHER"]);
export type AgreementKind = z.infer<typeof AgreementKind>;
export const AgreementScope = z.enum(["ACCOUNT", "ORGANIZATION", "BOTH"]);
export const HolderKind = z.enum(["ACCOUNT", "ORGANIZATION"]);
export type HolderKind = z.infer<typeof HolderKind>;
export const RevisionNumber = z.coerce.number().int().min(1).max(100_000);
export const Sections = z.array(z.object({ heading: z.string().trim().min(1).max(200), text: z.string().trim().min(1).max(40_000) })).min(1).max(120);
export const Boxes = z.array(z.string().trim().min(1).max(1000)).min(1).max(12);
export const HeldState = z.enum(["ACTIVE", "CUSTOMER_TERMINATED", "PROVIDER_TERMINATED", "SUPERSEDED"]);
export const HeldType = z.enum(["DEFAULT", "CUSTOM", "MODIFIED"]);
export const Source = z.enum(["OWN", "ORGANIZATION", "NONE"]);

/** A box that was ticked in a form, or `true` in JSON. */
export const Ticked = z.union([z.boolean(), z.literal("on").transform(() => true)]).default(false);

/** Numbers of the boxes ticked, from 0. */
export const TickedBoxes = z.union([z.array(z.coerce.number().int().min(0).max(99)), z.coerce.number().int().min(0).max(99).transform((one) => [one])]).default([]);

/** One line that a person wrote about themselves or their company. */
export const OneLine = (missing: Message, most = 160) =>
  z
    .string()
    .trim()
    .min(1, missing)
    .max(most, { error: () => t("At most {n} characters.", { n: most }) })
    .refine((text) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text), msg("Without line breaks."))
    .transform((text) => text.normalize("NFC"));

/** An agreement held by an account or an organization, as it is shown. */
export const HeldSummary = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  revision: z.int(),
  holder: z.object({ kind: HolderKind, id: z.string(), name: z.string(), organizationName: z.string() }),
  type: HeldType,
  state: HeldState,
  start: z.date(),
  /** The first instant at which it is no longer in force: ended, or overtaken by a later revision. */
  end: z.date().nullable(),
  inForce: z.boolean(),
  /** In force, and a later revision asks to be accepted. */
  outdated: z.boolean(),
  endedByName: z.string(),
  endReason: z.string(),
  acceptance: z
    .object({ at: z.date(), personName: z.string(), personEmail: z.string(), personTitle: z.string(), recordSha256: z.string(), certificateSha256: z.string(), certificateBytes: z.int() })
    .nullable(),
  /** It was recorded with its last day behind it, or before something that was in force already: nobody ended or replaced it. */
  ranOut: z.boolean(),
  /** The record of how it ended, where somebody ended or replaced it. */
  endingRecord: z.object({ at: z.date(), recordSha256: z.string() }).nullable(),
  document: z.object({ sha256: z.string(), bytes: z.int(), note: z.string() }).nullable(),
});
export type HeldSummary = z.infer<typeof HeldSummary>;

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
export const agreementResource = (slug: string, revision?: number): string => (revision === undefined ? `agreement/${slug}` : `agreement/${slug}:${revision}`);
/** What the file is called that proves an acceptance. */
export const certificateName = (slug: string, customerAgreementId: string): string => `${slug}-certificate-${customerAgreementId.slice(-12)}.pdf`;
export const heldResource = (id: string): string => `customer-agreement/${id}`;
export const holderResource = (holder: { kind: HolderKind; id: string }): string => `${holder.kind === "ACCOUNT" ? "account" : "organization"}/${holder.id}`;
