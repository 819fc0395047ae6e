import type { ReactNode } from "react";
import { Icon } from "./icon";
import { t } from "@/lib/texts/text";

export interface Column {
  key: string;
  label: string;
  /** The heading is read out but not shown. */
  quiet?: boolean;
  className?: string;
}

export interface TableProps {
  /** Read out before the table. */
  caption: string;
  columns: readonly Column[];
  /** Rows turn into cards below 700 px; cells carry `data-label`. */
  cards?: boolean;
  /** The head stays at the top of the window. */
  sticky?: boolean;
  className?: string;
  children: ReactNode;
}

/** A table with a caption and column scopes, in a frame that can be scrolled by keyboard. Children are the `tr` of its body. */
export function Table({ caption, columns, cards, sticky, className, children }: TableProps) {
  return (
    <div className={sticky ? "table-wrap table-sticky" : "table-wrap"}>
      <div className="table-scroll" tabIndex={0} role="region" aria-label={caption}>
        <table className={`table${cards ? " table-cards" : ""}${className ? ` ${className}` : ""}`}>
          <caption>{caption}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.key} scope="col" className={column.className}>
                  {column.quiet ? <span className="sr">{column.label}</span> : column.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      </div>
    </div>
  );
}

export interface PaginationProps {
  /** For example `1–25 of 172`. */
  summary: string;
  previousHref: string | null;
  nextHref: string | null;
  previousLabel?: string;
  nextLabel?: string;
}

/** Steps through a keyset: no page numbers, so that no page shifts when something is added. */
export function Pagination({ summary, previousHref, nextHref, previousLabel = t("Previous"), nextLabel = t("Next") }: PaginationProps) {
  return (
    <nav className="pager" aria-label={t("Pages")}>
      <p>{summary}</p>
      <div className="no-print">
        {previousHref ? (
          <a className="btn btn-small" href={previousHref} rel="prev">
            <Icon name="chevron-left" size={14} />
            {previousLabel}
          </a>
        ) : null}
        {nextHref ? (
          <a className="btn btn-small" href={nextHref} rel="next">
            {nextLabel}
            <Icon name="chevron-right" size={14} />
          </a>
        ) : null}
      </div>
    </nav>
  );
}

/** `26–50 of 172`; without a first index only the number shown and the total. */
export function rangeSummary(shown: number, total: number, firstIndex?: number): string {
  if (firstIndex === undefined) return t("{shown} of {total}", { shown, total });
  return t("{first}–{last} of {total}", { first: firstIndex + 1, last: firstIndex + shown, total });
}
