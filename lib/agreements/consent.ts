import { config } from "@/lib/config/config";
import { t } from "@/lib/texts/text";
import type { HolderKind } from "./models";

/** Raised whenever the form asks differently: the record of an acceptance names it. */
export const consentForm = "agreement-form/1";

/** What the statements of this form are written in, whatever the page around them. */
export const consentLanguage = "en";

/** The title of an agreement's page, in the reader's language, without the portal's. */
export const agreementPageTitle = (): string => t("Agreement");

/** The address at which a text can be read and accepted for a holder. */
export const acceptanceAddress = (slug: string, revision: number, bound: { kind: HolderKind; accountId: string | null }): string =>
  `${config().baseUrl}/agreements/${slug}?${new URLSearchParams({ revision: String(revision), for: bound.kind, ...(bound.accountId === null ? {} : { account: bound.accountId }) }).toString()}`;

/** What accepting electronically means, and which wording of it was shown. */
export const electronicConsent = {
  version: "2026-11",
  text: "I agree to make this agreement electronically and to be given the records of it electronically. I can store and print its text now, and the certificate as soon as I have accepted.",
} as const;

/** The words by which a person says that they may bind somebody else. The page shows them and the record keeps them. */
export function authorityStatement(bound: { kind: HolderKind; organizationName: string; accountName: string }): string {
  const whom = bound.kind === "ACCOUNT" ? `${bound.organizationName} for its account ${bound.accountName}` : `${bound.organizationName} for all its accounts, those of today and those that join later`;
  return `I have the authority to bind ${whom}.`;
}

export const acceptButton = (kind: HolderKind): string => (kind === "ACCOUNT" ? "Accept for the account" : "Accept for the organization");

/** How names are compared that were typed by hand: case and spacing do not matter. */
export const sameName = (one: string, other: string): boolean => foldedName(one) === foldedName(other);
const foldedName = (name: string): string => name.normalize("NFKC").trim().replace(/\s+/gu, " ").toLowerCase();
