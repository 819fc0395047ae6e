import { msg } from "@/lib/texts/text";

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

const period = ({ periodStart, periodEnd }: Compared): string => (periodStart && periodEnd ? `${periodStart} to ${periodEnd}` : msg("none"));
const or = (text: string): string => text || msg("none");

/** What differs between a version and the one of its kind before it, in the words of the page. */
export function whatChanged(before: Compared, after: Compared): Change[] {
  const facts: readonly (readonly [string, string, string])[] = [
    [msg("Title"), before.title, after.title],
    [msg("Period"), period(before), period(after)],
    [msg("Auditor"), or(before.auditor), or(after.auditor)],
    [msg("Category"), before.category, after.category],
    [msg("Language"), before.language, after.language],
    [msg("Pages"), String(before.pages), String(after.pages)],
  ];
  const changes = facts.flatMap(([what, from, to]) => (from === to ? [] : [{ what, from, to }]));
  if (before.sha256 === after.sha256) return [...changes, { what: msg("Document"), from: msg("the same bytes"), to: msg("the same bytes") }];
  return changes;
}
