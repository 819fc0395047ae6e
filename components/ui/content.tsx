import { useId, type ReactNode } from "react";
import { Icon, type IconName } from "./icon";
import { formatBytes, formatDate, formatDateTime, shortenId } from "./format";
import { t } from "@/lib/texts/text";

export interface Crumb {
  label: string;
  /** Absent on the page itself. */
  href?: string;
}

/** Where this page stands. */
export function Breadcrumb({ items }: { items: readonly Crumb[] }) {
  return (
    <nav className="crumbs" aria-label={t("Breadcrumb")}>
      <ol>
        {items.map((item) => (
          <li key={item.label}>{item.href ? <a href={item.href}>{item.label}</a> : <span aria-current="page">{item.label}</span>}</li>
        ))}
      </ol>
    </nav>
  );
}

export interface PageHeaderProps {
  title: string;
  /** Stands beside the title. */
  badge?: ReactNode;
  description?: ReactNode;
  crumbs?: readonly Crumb[];
  actions?: ReactNode;
}

/** The one `h1` of a page with its sentence and actions. */
export function PageHeader({ title, badge, description, crumbs, actions }: PageHeaderProps) {
  return (
    <header className="page-head">
      <div>
        {crumbs ? <Breadcrumb items={crumbs} /> : null}
        <div className="row">
          <h1>{title}</h1>
          {badge}
        </div>
        {description ? <p className="lede">{description}</p> : null}
      </div>
      {actions ? <div className="row no-print">{actions}</div> : null}
    </header>
  );
}

export interface CardProps {
  /** Id of the heading; names the section. */
  id: string;
  title: string;
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A titled section on its own sheet. */
export function Card({ id, title, aside, className, children }: CardProps) {
  return (
    <section className={className ? `card ${className}` : "card"} aria-labelledby={id}>
      {aside ? (
        <div className="card-head">
          <h2 id={id}>{title}</h2>
          {aside}
        </div>
      ) : (
        <h2 id={id}>{title}</h2>
      )}
      {children}
    </section>
  );
}

export type NoticeKind = "info" | "ok" | "warn" | "danger";

const noticeIcons: Readonly<Record<NoticeKind, IconName>> = { info: "info", ok: "ok", warn: "warning", danger: "error" };

export interface NoticeProps {
  kind: NoticeKind;
  title?: string;
  children?: ReactNode;
  /** Announce it at once: for the answer to what the person just did. */
  live?: boolean;
  /**
   * It has the focus when the page opens: for the answer to a form, with which a new page comes. Screen readers say what appears in a page, not what a page
   * opens with; what has the focus they always say, and the next Tab goes on from here.
   */
  first?: boolean;
}

/** A message in the page: what happened, and what to do next. */
export function Notice({ kind, title, children, live, first }: NoticeProps) {
  const role = live ? (kind === "danger" || kind === "warn" ? "alert" : "status") : undefined;
  const id = useId();
  // What has the focus is said by its name.
  const focused = first ? { tabIndex: -1, autoFocus: true, "aria-labelledby": id } : {};
  return (
    <div className={`notice notice-${kind}`} role={role} {...focused}>
      <Icon name={noticeIcons[kind]} />
      <div id={first ? id : undefined}>
        {title ? <strong>{title}</strong> : null}
        {children}
      </div>
    </div>
  );
}

export interface EmptyStateProps {
  icon: IconName;
  title: string;
  /** How this place gets filled. */
  children: ReactNode;
  actions?: ReactNode;
}

/** A place with nothing in it yet; says how it gets filled. */
export function EmptyState({ icon, title, children, actions }: EmptyStateProps) {
  return (
    <div className="empty">
      <Icon name={icon} size={28} />
      <h2>{title}</h2>
      <p>{children}</p>
      {actions ? <div className="row">{actions}</div> : null}
    </div>
  );
}

export interface Fact {
  term: string;
  /** A fact without a value is left out. */
  value: ReactNode;
}

/** Terms and their values. */
export function Facts({ items }: { items: readonly Fact[] }) {
  return (
    <dl className="facts">
      {items.map(({ term, value }) =>
        value === null || value === undefined || value === "" ? null : [<dt key={term}>{term}</dt>, <dd key={`${term} value`}>{value}</dd>],
      )}
    </dl>
  );
}

/** An id or hash in monospace, shortened in its middle, with a button that copies all of it. Prints whole. */
export function CopyId({ value, label, short = shortenId(value) }: { value: string; label: string; short?: string }) {
  return (
    <span className="copyid">
      <code title={value}>{short}</code>
      <button type="button" className="copy needs-script" data-copy={value} aria-label={t("Copy {what}", { what: label })}>
        {t("Copy")}
      </button>
    </span>
  );
}

/** An instant in UTC to the minute; the exact one is in the title. */
export function Time({ at }: { at: string }) {
  return (
    <time dateTime={at} title={at}>
      {formatDateTime(at)}
    </time>
  );
}

/** A day. */
export function Day({ at }: { at: string }) {
  return <time dateTime={at}>{formatDate(at)}</time>;
}

/** A size in bytes, readable, the exact number in the title. */
export function Bytes({ count }: { count: number }) {
  return (
    <span className="num" title={t("{count} bytes", { count: String(count) })}>
      {formatBytes(count)}
    </span>
  );
}

export interface Tab {
  href: string;
  label: string;
  current?: boolean;
}

/** Tabs are links: every one has its own address. */
export function Tabs({ label, items }: { label: string; items: readonly Tab[] }) {
  return (
    <nav className="tabs" aria-label={label}>
      {items.map((item) => (
        <a key={item.href} href={item.href} aria-current={item.current ? "page" : undefined}>
          {item.label}
        </a>
      ))}
    </nav>
  );
}

/** Lines of a page that is on its way; they show only when it takes longer than 300 ms. */
export function Skeleton({ lines = 3 }: { lines?: number }) {
  return (
    <div className="stack" role="status">
      <span className="sr">{t("Loading")}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className={line % 3 === 2 ? "skeleton h-4 w-2/3" : "skeleton h-4 w-full"} aria-hidden="true" />
      ))}
    </div>
  );
}

/** First stop of the tab key: past the navigation, to the work. */
export function SkipLink() {
  return (
    <a className="skip" href="#main">
      {t("Skip to content")}
    </a>
  );
}
