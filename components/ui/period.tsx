import { formatDate } from "./format";

/** A stretch of time that several bars share, in days since 1970. */
export interface Scale {
  from: number;
  to: number;
  /** Years whose first of January lies on the scale. */
  years: readonly number[];
  today: number;
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
  const x = start ? percent(scale, day(start)) : 0;
  const width = (end ? percent(scale, day(end) + 1) : 100) - x;
  return (
    <svg className="period" aria-hidden="true">
      {start || end ? (
        <rect
          className={look}
          x={`${x}%`}
          width={`${Math.max(1.2, Math.round(width * 100) / 100)}%`}
          fill={look === "bridge" ? "url(#hatch)" : undefined}
        />
      ) : null}
      <rect className="now" x={`${percent(scale, scale.today)}%`} />
    </svg>
  );
}

/** The years above the bars, and where today is. `quiet` where the heading around it already has a name. */
export function PeriodScale({ scale, quiet }: { scale: Scale; quiet?: boolean }) {
  const today = percent(scale, scale.today);
  const said = quiet
    ? { "aria-hidden": true }
    : { role: "img", "aria-label": `Scale from ${isoDay(scale.from)} to ${isoDay(scale.to)}, today marked` };
  return (
    <svg className="scale" {...said}>
      {scale.years.map((year) => {
        const x = percent(scale, yearStart(year));
        return (
          <g key={year}>
            <rect className="tick" x={`${x}%`} y="16" width="1" height="13" />
            {x < 90 ? (
              <text x={`${x}%`} dx="5" y="26">
                {year}
              </text>
            ) : null}
          </g>
        );
      })}
      <text className="today" x={`${today}%`} y="10" textAnchor={today > 92 ? "end" : today < 8 ? "start" : "middle"}>
        today
      </text>
      <rect className="now" x={`${today}%`} y="15" width="2" height="14" rx="1" />
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

function isoDay(at: number): string {
  return formatDate(new Date(at * dayMs).toISOString());
}
