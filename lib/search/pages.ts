import type { OperationName } from "@/lib/operations/operation";
import { wordsOf } from "./words";

type Page = Readonly<{ href: string; title: string; detail: string; needs: OperationName | null; words: readonly string[] }>;

const page = (href: string, title: string, detail: string, needs: OperationName | null, more = ""): Page => ({ href, title, detail, needs, words: wordsOf(title, detail, more) });

/** The pages of the portal that are found by name, each with the operation that it needs. */
export const pages: readonly Page[] = [
  page("/reports", "Reports", "The catalogue of reports, certificates and letters", "reports:ListReports", "catalog evidence download soc iso pci"),
  page("/agreements", "Agreements", "What is accepted for your account and organization", "agreements:ListAgreements", "baa nda dpa contract accept"),
  page("/agreements/coverage", "Agreement coverage", "Which accounts an agreement covers on any day", "agreements:GetCoverage", "gaps matrix"),
  page("/center", "Compliance Center", "Programs, coverage, shared responsibility, resources and learning", "center:ListPrograms"),
  page("/center/programs", "Programs", "What each compliance program is, and what there is for it", "center:ListPrograms", "standards frameworks regions map"),
  page("/center/timeline", "Coverage timeline", "Which days of your fiscal period are covered by a report", "center:GetTimeline", "period gap bridge letter fiscal year"),
  page("/center/responsibility", "Shared responsibility", "Who secures what, and what is left to you", "center:ListPrograms", "cuec complementary user entity controls checklist"),
  page("/center/resources", "Resources", "Whitepapers, answers, checklists and customer stories", "resources:ListResources", "faq questions help guide"),
  page("/center/learning", "Learning path", "Modules for auditing, compliance and legal roles", null, "course training certificate quiz help"),
  page("/packet", "Evidence packet", "Reports, agreements and receipts of a period in one file", "packets:GetPacket", "zip workpapers download export"),
  page("/notifications", "Notifications", "What you are told about, and where", null, "subscriptions mail webhook digest unsubscribe"),
  page("/publishing", "Publishing", "Series, drafts and versions", "publishing:ListSeries", "upload publish report"),
  page("/publishing/freshness", "Freshness", "What runs out, and what is open already", "publishing:GetFreshness", "expiry lapse gap reminder"),
  page("/trail", "Audit trail", "Who did what, and when", "audit:ListEvents", "log events history activity"),
  page("/trail/activity", "Activity", "What happened lately, drawn", "audit:GetActivity", "trail chart"),
  page("/organization", "Organization", "Units, accounts and people", "organizations:DescribeOrganization", "members invite users tree"),
  page("/policies", "Access policies", "Who may do what, and why", "access:ListPolicies", "permissions guardrails"),
  page("/policies/simulator", "Policy simulator", "Ask whether somebody may do something", "access:SimulateDecision", "explain decision"),
  page("/roles", "Roles", "Access for a time, for auditors on a visit", "access:ListRoles", "assume grant"),
  page("/requests", "Access requests", "What was asked for, and the answers", "access:ListRequests", "approve"),
  page("/trace", "Trace a copy", "From a document back to the download", "reports:TraceDocument", "watermark leak"),
  page("/outbox", "Outbox", "Mail that waits or was sent", "notifications:ListMessages", "messages"),
  page("/security", "Security", "Your password, second factors, sessions and access keys", null, "passkey totp authenticator recovery codes settings profile"),
  page("/verify", "Check a receipt or a copy", "Whether a receipt, a copy or a certificate is genuine", null, "verify proof hash"),
];
