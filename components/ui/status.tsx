import type { ReactNode } from "react";
import { t } from "@/lib/texts/text";

export type ReportStatus = "CURRENT" | "ENDED" | "ENDS_SOON" | "FUTURE" | "UNDATED" | "WITHDRAWN";

export const reportStatuses: Readonly<Record<ReportStatus, { word: string; look: string }>> = {
  CURRENT: { word: "Current", look: "badge badge-ok" },
  ENDED: { word: "Period ended", look: "badge badge-ended" },
  ENDS_SOON: { word: "Ends soon", look: "badge badge-soon" },
  FUTURE: { word: "Starts later", look: "badge badge-future" },
  UNDATED: { word: "No end date", look: "badge badge-none" },
  WITHDRAWN: { word: "Withdrawn", look: "badge badge-withdrawn" },
};

/** The state of a report: a shape, a word and a colour, in this order of importance. */
export function Status({ status }: { status: ReportStatus }) {
  const { word, look } = reportStatuses[status];
  return <span className={look}>{word}</span>;
}

export type BadgeKind = "ok" | "ended" | "soon" | "future" | "none" | "denied" | "error" | "withdrawn" | "plain";

/** A short state with its shape: dot, diamond, quarter, ring, bar, barred circle, triangle, struck box. */
export function Badge({ kind, children }: { kind: BadgeKind; children: ReactNode }) {
  return <span className={`badge badge-${kind}`}>{children}</span>;
}

/** The outcome of an audited operation: `Success`, `AccessDenied` or another error code. */
export function Outcome({ outcome }: { outcome: string }) {
  if (outcome === "Success") return <Badge kind="ok">{t("Success")}</Badge>;
  if (outcome === "AccessDenied") return <Badge kind="denied">{t("Access denied")}</Badge>;
  return <Badge kind="error">{splitWords(outcome)}</Badge>;
}

/** `StepUpRequired` as `Step up required`; other spellings stay as they are. */
export function splitWords(code: string): string {
  if (!/^[A-Z][A-Za-z]+$/.test(code)) return code;
  const words = code.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
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
    <a className="filter-chip" href={removeHref} aria-label={`Remove filter ${name}: ${value}`}>
      {name} <b>{value}</b>
      <span aria-hidden="true">×</span>
    </a>
  );
}
