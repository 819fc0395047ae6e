import type { ReactNode } from "react";
import { msg, t, type Message } from "@/lib/texts/text";
import { outcomeWords } from "./outcomes";

export type ReportStatus = "CURRENT" | "ENDED" | "ENDS_SOON" | "FUTURE" | "UNDATED" | "WITHDRAWN";

export const reportStatuses: Readonly<Record<ReportStatus, { word: Message; look: string }>> = {
  CURRENT: { word: msg("Current"), look: "badge badge-ok" },
  ENDED: { word: msg("Period ended"), look: "badge badge-ended" },
  ENDS_SOON: { word: msg("Ends soon"), look: "badge badge-soon" },
  FUTURE: { word: msg("Starts later"), look: "badge badge-future" },
  UNDATED: { word: msg("No end date"), look: "badge badge-none" },
  WITHDRAWN: { word: msg("Withdrawn"), look: "badge badge-withdrawn" },
};

/** The state of a report: a shape, a word and a colour, in this order of importance. */
export function Status({ status }: { status: ReportStatus }) {
  const { word, look } = reportStatuses[status];
  return <span className={look}>{t(word)}</span>;
}

export type BadgeKind = "ok" | "ended" | "soon" | "future" | "none" | "denied" | "error" | "withdrawn" | "plain";

/** A short state with its shape: dot, diamond, quarter, ring, bar, barred circle, triangle, struck box. */
export function Badge({ kind, children }: { kind: BadgeKind; children: ReactNode }) {
  return <span className={`badge badge-${kind}`}>{children}</span>;
}

/** The outcome of an audited operation: `Success`, `AccessDenied` or another error code. */
export function Outcome({ outcome }: { outcome: string }) {
  return <Badge kind={outcome === "Success" ? "ok" : outcome === "AccessDenied" ? "denied" : "error"}>{outcomeWords(outcome)}</Badge>;
}

/** The key of a program, as it stands in policies and addresses. */
export function Chip({ children, title }: { children: ReactNode; title?: string }) {
  return (
    <span className="chip" title={title}>
      {children}
    </span>
  );
}

/** A filter in force; following it takes the filter away. */
export function FilterChip({ name, value, removeHref }: { name: string; value: string; removeHref: string }) {
  return (
    <a className="filter-chip" href={removeHref} aria-label={t("Remove filter {name}: {value}", { name, value })}>
      {name} <b>{value}</b>
      <span aria-hidden="true">×</span>
    </a>
  );
}
