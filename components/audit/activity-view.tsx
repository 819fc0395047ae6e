import { ButtonLink } from "../ui/button";
import { Card, PageHeader } from "../ui/content";
import { formatCount, formatDate } from "../ui/format";
import { t } from "@/lib/texts/text";

export interface ActivityDay {
  /** ISO date. */
  day: string;
  downloads: number;
  acceptances: number;
  signIns: number;
  failedSignIns: number;
}

export interface ActivityShare {
  key: string;
  name: string;
  count: number;
  href: string | null;
}

export interface ActivityViewProps {
  scope: string;
  from: string;
  to: string;
  days: readonly ActivityDay[];
  programs: readonly ActivityShare[];
  accounts: readonly ActivityShare[];
  periods: readonly { label: string; href: string; current: boolean }[];
}

const [width, height] = [720, 120];

/** How much happened, day by day, and where: for those who would rather look than read. */
export function ActivityView({ scope, from, to, days, programs, accounts, periods }: ActivityViewProps) {
  return (
    <article className="activity">
      <PageHeader
        title={t("Activity")}
        crumbs={[{ label: t("Audit trail"), href: "/trail" }, { label: t("Activity") }]}
        description={`${scope} ${t("{from} to {to}, days in UTC.", { from: formatDate(from), to: formatDate(to) })}`}
        actions={periods.map(({ label, href, current }) => (
          <ButtonLink key={label} href={href} size="small" aria-current={current ? "true" : undefined}>
            {label}
          </ButtonLink>
        ))}
      />
      <div className="activity-grid">
        <DayChart id="downloads" title={t("Copies delivered")} days={days} of={(day) => day.downloads} query="operation=reports%3ACompleteDownload" />
        <DayChart id="failed" title={t("Failed sign-ins")} days={days} of={(day) => day.failedSignIns} query="operation=identity%3ASignIn&outcome=refused" danger />
        <DayChart id="acceptances" title={t("Acceptances")} days={days} of={(day) => day.acceptances} query="operation=agreements%3AAcceptAgreement" />
        <DayChart id="sign-ins" title={t("Sign-ins")} days={days} of={(day) => day.signIns} query="operation=identity%3ASignIn&outcome=success" />
        <Shares id="by-program" title={t("Copies by program")} rows={programs} />
        <Shares id="by-account" title={t("Copies by account")} rows={accounts} />
      </div>
    </article>
  );
}

function DayChart({ id, title, days, of, query, danger }: { id: string; title: string; days: readonly ActivityDay[]; of: (day: ActivityDay) => number; query: string; danger?: boolean }) {
  const counts = days.map(of);
  const highest = Math.max(1, ...counts);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const step = width / Math.max(1, days.length);
  const [first, last] = [days[0], days.at(-1)];
  return (
    <Card id={id} title={title} aside={<b className="num activity-total">{formatCount(total)}</b>}>
      <svg className={danger ? "activity-chart activity-danger" : "activity-chart"} viewBox={`0 0 ${width} ${height}`} role="group" aria-label={t("{what}: {total} in {days} days, at most {most} a day", { what: title, total, days: days.length, most: Math.max(0, ...counts) })} preserveAspectRatio="none">
        {days.map((day, at) => {
          const words = `${formatDate(day.day)}: ${formatCount(of(day))}`;
          const tall = (of(day) / highest) * (height - 4);
          return (
            <a key={day.day} href={`/trail?${query}&from=${day.day}&to=${day.day}`} aria-label={words} tabIndex={of(day) === 0 ? -1 : undefined}>
              <title>{words}</title>
              <rect className="activity-hit" x={at * step} y={0} width={step} height={height} />
              <rect className="activity-bar" x={at * step + step * 0.12} y={height - tall} width={step * 0.76} height={tall} />
            </a>
          );
        })}
        <line x1={0} x2={width} y1={height} y2={height} />
      </svg>
      <p className="activity-scale small faint num">
        <span>{first && formatDate(first.day)}</span>
        <span>{t("most {n} a day", { n: Math.max(0, ...counts) })}</span>
        <span>{last && formatDate(last.day)}</span>
      </p>
    </Card>
  );
}

function Shares({ id, title, rows }: { id: string; title: string; rows: readonly ActivityShare[] }) {
  const highest = Math.max(1, ...rows.map(({ count }) => count));
  return (
    <Card id={id} title={title}>
      {rows.length === 0 ? <p className="muted">{t("No copies in these days.")}</p> : null}
      <ol className="activity-shares">
        {rows.map(({ key, name, count, href }) => (
          <li key={key}>
            <span>{href ? <a href={href}>{name}</a> : name}</span>
            <b className="num">{formatCount(count)}</b>
            <i style={{ width: `${(count / highest) * 100}%` }} aria-hidden="true" />
          </li>
        ))}
      </ol>
    </Card>
  );
}
