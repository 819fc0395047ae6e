import type { OperationName } from "@/lib/operations/operation";
import { catalogueOf } from "@/lib/texts/in-locale";
import { locales } from "@/lib/texts/locale";
import { wordsOf } from "./words";
import { msg, type Message } from "@/lib/texts/text";

type Page = Readonly<{ href: string; title: Message; detail: Message; needs: OperationName | null; words: readonly string[] }>;

/** Found by the words of every language, whichever the page is in. */
const inEveryLanguage = (text: Message): string => [text, ...locales.flatMap((locale) => catalogueOf(locale)?.[text] ?? [])].join(" ");

const page = (href: string, title: Message, detail: Message, needs: OperationName | null, more = ""): Page => ({
  href,
  title,
  detail,
  needs,
  words: wordsOf(inEveryLanguage(title), inEveryLanguage(detail), more),
});

/** The pages of the portal that are found by name, each with the operation that it needs. */
export const pages: readonly Page[] = [
  page("/reports", msg("Reports"), msg("The catalogue of reports, certificates and letters"), "reports:ListReports", "catalog evidence download soc iso pci"),
  page("/agreements", msg("Agreements"), msg("What is accepted for your account and organization"), "agreements:ListAgreements", "baa nda dpa contract accept"),
  page("/agreements/coverage", msg("Agreement coverage"), msg("Which accounts an agreement covers on any day"), "agreements:GetCoverage", "gaps matrix"),
  page("/center", msg("Compliance Center"), msg("Programs, coverage, shared responsibility, resources and learning"), "center:ListPrograms"),
  page("/center/programs", msg("Programs"), msg("What each compliance program is, and what there is for it"), "center:ListPrograms", "standards frameworks regions map"),
  page("/center/timeline", msg("Coverage timeline"), msg("Which days of your fiscal period are covered by a report"), "center:GetTimeline", "period gap bridge letter fiscal year"),
  page("/center/responsibility", msg("Shared responsibility"), msg("Who secures what, and what is left to you"), "center:ListPrograms", "cuec complementary user entity controls checklist"),
  page("/center/resources", msg("Resources"), msg("Whitepapers, answers, checklists and customer stories"), "resources:ListResources", "faq questions help guide"),
  page("/center/learning", msg("Learning path"), msg("Modules for auditing, compliance and legal roles"), null, "course training certificate quiz help"),
  page("/packet", msg("Evidence packet"), msg("Reports, agreements and receipts of a period in one file"), "packets:GetPacket", "zip workpapers download export"),
  page("/notifications", msg("Notifications"), msg("What you are told about, and where"), null, "subscriptions mail webhook digest unsubscribe"),
  page("/publishing", msg("Publishing"), msg("Series, drafts and versions"), "publishing:ListSeries", "upload publish report"),
  page("/publishing/freshness", msg("Freshness"), msg("What runs out, and what is open already"), "publishing:GetFreshness", "expiry lapse gap reminder"),
  page("/trail", msg("Audit trail"), msg("Who did what, and when"), "audit:ListEvents", "log events history activity"),
  page("/trail/activity", msg("Activity"), msg("What happened lately, drawn"), "audit:GetActivity", "trail chart"),
  page("/organization", msg("Organization"), msg("Units, accounts and people"), "organizations:DescribeOrganization", "members invite users tree"),
  page("/policies", msg("Access policies"), msg("Who may do what, and why"), "access:ListPolicies", "permissions guardrails"),
  page("/policies/simulator", msg("Policy simulator"), msg("Ask whether somebody may do something"), "access:SimulateDecision", "explain decision"),
  page("/roles", msg("Roles"), msg("Access for a time, for auditors on a visit"), "access:ListRoles", "assume grant"),
  page("/requests", msg("Access requests"), msg("What was asked for, and the answers"), "access:ListRequests", "approve"),
  page("/trace", msg("Trace a copy"), msg("From a document back to the download"), "reports:TraceDocument", "watermark leak"),
  page("/outbox", msg("Outbox"), msg("Mail that waits or was sent"), "notifications:ListMessages", "messages"),
  page("/security", msg("Security"), msg("Your password, second factors, sessions and access keys"), null, "passkey totp authenticator recovery codes settings profile"),
  page("/verify", msg("Check a receipt or a copy"), msg("Whether a receipt, a copy or a certificate is genuine"), null, "verify proof hash"),
];
