import { formatDate, formatMonth } from "./format";
import { t } from "@/lib/texts/text";

/** A stretch of time that several bars share, in days since 1970. */
export interface Scale {
  from: number;
  to: number;
  /** Years whose first of January lies on the scale. */
  years: readonly number[];
  /** May lie outside of the scale; then it is not marked. */
  today: number;
  /** Stand in the place of the years where they are given, each at a day. */
  marks?: readonly { at: number; label: string }[];
}

export interface Span {
  start: string | null;
  end: string | null;
}

export type BarLook = "span" | "past" | "soon" | "ahead" | "bridge" | "gap";

const dayMs = 86_400_000;
const day = (iso: string): number => Math.floor(Date.parse(iso) / dayMs);
const yearStart = (year: number): number => Date.UTC(year, 0, 1) / dayMs;

/**
 * The scale that shows `today` (ISO date) and most of the spans: whole half-years, at least two years and a half, at most
 * `maxYears`; longer spans run off its edge.
 */
export function periodScale(spans: readonly Span[], today: string, maxYears = 4): Scale {
  const now = day(today);
  let low = now - 240;
  let high = now + 180;
  for (const span of spans) {
    if (span.start) low = Math.min(low, day(span.start));
    if (span.end) high = Math.max(high, day(span.end) + 1);
  }
  const most = maxYears * 365.25;
  if (high - low > most) {
    low = Math.max(low, now - most * 0.55);
    high = Math.min(high, low + most);
  }
  const from = halfYear(low, 0);
  const to = halfYear(high, 1);
  const years: number[] = [];
  for (let year = new Date(from * dayMs).getUTCFullYear(); yearStart(year) < to; year += 1) {
    if (yearStart(year) >= from) years.push(year);
  }
  return { from, to, years, today: now };
}

/** The scale of exactly one period (ISO days, both within it): quarters from its start up to a year and a half, the years of longer ones. */
export function exactScale(start: string, end: string, today: string): Scale {
  const [from, to] = [day(start), day(end) + 1];
  const first = new Date(from * dayMs);
  const months = to - from <= 550 ? 3 : 12;
  const begin = months === 3 ? first.getUTCMonth() : 12;
  const marks = Array.from({ length: Math.ceil((to - from) / 28) }, (_, index) => new Date(Date.UTC(first.getUTCFullYear(), begin + index * months, 1)))
    .map((at) => ({ at: at.getTime() / dayMs, label: months === 12 ? String(at.getUTCFullYear()) : formatMonth(at.toISOString()) }))
    .filter(({ at }) => at >= from && at < to);
  return { from, to, years: [], today: day(today), marks };
}

const showsToday = ({ from, to, today }: Scale): boolean => today >= from && today < to;

function halfYear(at: number, step: 0 | 1): number {
  const date = new Date(at * dayMs);
  const half = date.getUTCMonth() < 6 ? 0 : 6;
  const floor = Date.UTC(date.getUTCFullYear(), half, 1) / dayMs;
  if (step === 0 || floor === at) return floor;
  return Date.UTC(date.getUTCFullYear(), half + 6, 1) / dayMs;
}

function percent(scale: Scale, at: number): number {
  const share = ((at - scale.from) / (scale.to - scale.from)) * 100;
  return Math.round(Math.min(100, Math.max(0, share)) * 100) / 100;
}

/** The bar of one period on a shared scale. Decorative: the dates are written beside it. */
export function PeriodBar({ scale, span, look }: { scale: Scale; span: Span; look: BarLook }) {
  return periodBar(scale, span, look);
}

/** `PeriodBar` as a plain function, for rows of long lists. */
export function periodBar(scale: Scale, { start, end }: Span, look: BarLook) {
  return (
    <svg className="period" aria-hidden="true">
      {start || end ? spanRect(scale, { start, end, look }) : null}
      {showsToday(scale) ? <rect className="now" x={`${percent(scale, scale.today)}%`} /> : null}
    </svg>
  );
}

export interface LookedSpan extends Span {
  look: BarLook;
}

/** Several periods in one bar: stretches of one period, or the versions of a series. Decorative: the dates are written beside it. */
export function SpansBar({ scale, spans }: { scale: Scale; spans: readonly LookedSpan[] }) {
  return (
    <svg className="period" aria-hidden="true">
      {spans.map((span) => spanRect(scale, span))}
      {showsToday(scale) ? <rect className="now" x={`${percent(scale, scale.today)}%`} /> : null}
    </svg>
  );
}

function spanRect(scale: Scale, { start, end, look }: LookedSpan) {
  const x = start ? percent(scale, day(start)) : 0;
  const width = (end ? percent(scale, day(end) + 1) : 100) - x;
  return (
    <rect
      key={`${start ?? ""} ${end ?? ""} ${look}`}
      className={look}
      x={`${x}%`}
      width={`${Math.max(1.2, Math.round(width * 100) / 100)}%`}
      fill={look === "bridge" ? "url(#hatch)" : undefined}
    />
  );
}

/** The years above the bars, and where today is. `quiet` where the heading around it already has a name. */
export function PeriodScale({ scale, quiet }: { scale: Scale; quiet?: boolean }) {
  const today = percent(scale, scale.today);
  const said = quiet
    ? { "aria-hidden": true }
    : { role: "img", "aria-label": t("Scale from {from} to {to}, today marked", { from: written(scale.from), to: written(scale.to) }) };
  const marks = scale.marks ?? scale.years.map((year) => ({ at: yearStart(year), label: String(year) }));
  return (
    <svg className="scale" {...said}>
      {marks.map(({ at, label }) => {
        const x = percent(scale, at);
        return (
          <g key={at}>
            <rect className="tick" x={`${x}%`} y="16" width="1" height="13" />
            {x < 90 ? (
              <text x={`${x}%`} dx="5" y="26">
                {label}
              </text>
            ) : null}
          </g>
        );
      })}
      {showsToday(scale) ? (
        <>
          <text className="today" x={`${today}%`} y="10" textAnchor={today > 92 ? "end" : today < 8 ? "start" : "middle"}>
            {t("today")}
          </text>
          <rect className="now" x={`${today}%`} y="15" width="2" height="14" rx="1" />
        </>
      ) : null}
    </svg>
  );
}

/** The hatching of bridge letters; once on a page that draws them. */
export function PeriodPatterns() {
  return (
    <svg className="defs" aria-hidden="true">
      <defs>
        <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect className="hatch-ground" width="6" height="6" />
          <rect className="hatch-line" width="2.4" height="6" fill="var(--brass)" stroke="none" />
        </pattern>
      </defs>
    </svg>
  );
}

function written(at: number): string {
  return formatDate(new Date(at * dayMs).toISOString());
}
