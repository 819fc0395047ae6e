/** A version as its history compares it. */
export type Compared = Readonly<{
  kind: "REPORT" | "BRIDGE_LETTER";
  title: string;
  category: string;
  language: string;
  auditor: string;
  periodStart: string | null;
  periodEnd: string | null;
  pages: number;
  bytes: number;
  sha256: string;
}>;

export type Change = Readonly<{ what: string; from: string; to: string }>;

const period = ({ periodStart, periodEnd }: Compared): string => (periodStart && periodEnd ? `${periodStart} to ${periodEnd}` : "none");
const or = (text: string): string => text || "none";

/** What differs between a version and the one of its kind before it, in the words of the page. */
export function whatChanged(before: Compared, after: Compared): Change[] {
  const facts: readonly (readonly [string, string, string])[] = [
    ["Title", before.title, after.title],
    ["Period", period(before), period(after)],
    ["Auditor", or(before.auditor), or(after.auditor)],
    ["Category", before.category, after.category],
    ["Language", before.language, after.language],
    ["Pages", String(before.pages), String(after.pages)],
  ];
  const changes = facts.flatMap(([what, from, to]) => (from === to ? [] : [{ what, from, to }]));
  if (before.sha256 === after.sha256) return [...changes, { what: "Document", from: "the same bytes", to: "the same bytes" }];
  return changes;
}
