/** The hour at which digests leave, in the person's time zone. Those of a week leave on Monday. */
export const digestHour = 8;

export type DigestRhythm = "DAILY" | "WEEKLY";

const dayMs = 86_400_000;

/** True for names such as Europe/Berlin that this runtime knows (IANA time zone database). */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", { timeZone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" });
  formats.set(timeZone, made);
  return made;
}

/** What a clock on the wall shows, as if it were UTC (milliseconds). */
function wallClock(at: number, timeZone: string): number {
  const part = new Map(formatOf(timeZone).formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const of = (type: Intl.DateTimeFormatPartTypes): number => part.get(type) ?? 0;
  return Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
}

/** The instant at which a wall shows this time. In the hour that spring leaves out, the one after it. */
function instantOf(wall: number, timeZone: string): number {
  const first = wall - (wallClock(wall, timeZone) - wall);
  return wall - (wallClock(first, timeZone) - first);
}

/** The first instant after `at` at which a digest leaves: eight o'clock in the morning of the time zone, of any day or of a Monday. */
export function nextDigestAt(at: Date, timeZone: string, rhythm: DigestRhythm): Date {
  const today = Math.floor(wallClock(at.getTime(), timeZone) / dayMs) * dayMs;
  for (let day = 0; ; day += 1) {
    const morning = today + day * dayMs + digestHour * 3_600_000;
    if (rhythm === "WEEKLY" && new Date(morning).getUTCDay() !== 1) continue;
    const instant = instantOf(morning, timeZone);
    if (instant > at.getTime()) return new Date(instant);
  }
}
