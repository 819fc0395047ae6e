import type { PacketPlan } from "./packet-plan";

/** A file of a packet as its manifest names it. */
export interface PacketFile {
  path: string;
  sha256: string;
  bytes: number;
  what: "report" | "agreement" | "receipt" | "coverage" | "periods" | "timeline";
  [fact: string]: string | number | null;
}

/** A part of a path in any language, without what file systems take amiss. */
export function pathPart(text: string, most = 80): string {
  const plain = text.normalize("NFC").replace(/[\p{Cc}\p{Cf}/\\:*?"<>|]+/gu, " ").replace(/\s+/g, " ").trim().replace(/^\.+|\.+$/g, "");
  return [...plain].slice(0, most).join("").trim() || "document";
}

const dayMs = 86_400_000;
const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / dayMs;

/** Days of the packet's period that a report's own period covers; both ends belong to both. */
export function daysCovered({ periodStart, periodEnd }: { periodStart: string | null; periodEnd: string | null }, { from, to }: { from: string; to: string }): number {
  if (!periodStart || !periodEnd) return 0;
  return Math.max(0, Math.min(dayNumber(periodEnd), dayNumber(to)) - Math.max(dayNumber(periodStart), dayNumber(from)) + 1);
}

/** For each report which days of the period it covers, as rows of a table. */
export function periodRows(plan: PacketPlan): (string | number)[][] {
  const days = dayNumber(plan.to) - dayNumber(plan.from) + 1;
  return [
    ["Report", "Version", "Program", "Period from", "Period to", "Days covered", "Days of the packet's period"],
    ...plan.reports.map((report) => [report.title, report.version, report.program, report.periodStart ?? "", report.periodEnd ?? "", daysCovered(report, plan), days]),
  ];
}

/** Lines that `sha256sum -c` checks. */
export const checksums = (files: readonly { path: string; sha256: string }[]): string => files.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join("");

export interface PacketFacts {
  baseUrl: string;
  /** For whom it was made. */
  person: { name: string; email: string };
  account: { id: string; name: string; organization: string };
  /** ISO date-time. */
  at: string;
  correlationId: string;
  from: string;
  to: string;
}

/** Everything of the packet in one file, for programs. */
export const manifestOf = (facts: PacketFacts, files: readonly PacketFile[]): string => `${JSON.stringify({ format: "muniment-packet/1", ...facts, files }, null, 2)}\n`;

/** What a reader who has nothing but the packet needs to know. */
export const readmeOf = ({ baseUrl, person, account, at, from, to }: PacketFacts): string => `Evidence packet

Made for    ${person.name} <${person.email}>
Account     ${account.name}, ${account.organization} (${account.id})
Made at     ${at}
Period      ${from} to ${to}
By          ${baseUrl}

reports/      copies of the reports, each marked on every page for the person above
agreements/   certificates of the agreements, and documents that were signed elsewhere
receipts/     proofs that the portal's log holds the delivery of each copy and the acceptance of each agreement
periods.csv   how many days of the period each report covers
timeline.csv  which days of the period are covered by a report, bridged by a letter, or open, for each series
coverage.csv  which accounts each agreement covers, where the person may see it
manifest.json all files with their SHA-256, and what they are
SHA256SUMS    the same hashes for a tool: sha256sum -c SHA256SUMS

A receipt is checked at ${baseUrl}/verify, or offline with the verifier muniment-verify. Whether a copy is one that the portal
served can be asked at the same address; the file does not leave the machine for it.

The copies are confidential and personal. Their terms were accepted for this account and hold for the packet as they hold for each report.
`;
