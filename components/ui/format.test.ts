import { describe, expect, it } from "vitest";
import { inLocale } from "@/lib/texts/in-locale";
import { locales, type Locale } from "@/lib/texts/locale";
import { daysBetween, formatBytes, formatCount, formatDate, formatDateTime, formatLeft, formatLongDate, formatMonth, formatPeriod, initials, shortenId } from "./format";

describe("what people read", () => {
  it("writes instants in UTC, whatever the machine's zone", () => {
    expect(formatDateTime("2026-11-22T01:30:00+05:30")).toBe("2026-11-21 20:00 UTC");
  });

  it("names the open end of a period and does not repeat a single day", () => {
    expect(formatPeriod("2026-01-01", null)).toBe("from 2026-01-01");
    expect(formatPeriod(null, "2026-01-31")).toBe("until 2026-01-31");
    expect(formatPeriod("2026-01-31", "2026-01-31")).toBe("2026-01-31");
    expect(formatPeriod(null, null)).toBe("no period");
  });

  it("never shows a size as a thousand of the smaller unit", () => {
    expect(formatBytes(999)).toBe("999 B");
    expect(formatBytes(999_499)).toBe("999 kB");
    expect(formatBytes(999_500)).toBe("1.0 MB");
    expect(formatBytes(4_213_331)).toBe("4.2 MB");
  });

  it("sets thousands apart and counts one as one", () => {
    expect(formatCount(1_234_567)).toBe("1\u202f234\u202f567");
  });

  it("keeps both ends of a hash or id, so that two can be told apart by eye", () => {
    expect(shortenId(`9f2c41d0${"0".repeat(48)}a7e803bb`)).toBe("9f2c 41d0 … a7e8 03bb");
    expect(shortenId("0199f6a1-7c2e-7d10-9a51-2f3b1c9e7a10")).toBe("0199f6a1…2f3b1c9e7a10");
    expect(shortenId("K7QM2ZP4WX9TRA")).toBe("K7QM2ZP4WX9TRA");
  });

  it("takes initials in the person's own script, and whole characters outside the basic plane", () => {
    expect(initials("Ελένη Παπαδοπούλου")).toBe("ΕΠ");
    expect(initials("田中 美咲")).toBe("田美");
    expect(initials("𠮷野")).toBe("𠮷");
    expect(initials("  ")).toBe("?");
  });

  it("counts whole days across a change of clocks", () => {
    expect(daysBetween("2026-03-28", "2026-03-30")).toBe(2);
  });
});

describe("how people in different places write it", () => {
  const written: Record<Locale, { day: string; long: string; month: string; instants: string[]; count: string; size: string; open: string; left: string }> = {
    en: { day: "2026-03-05", long: "5 March 2026", month: "Mar 2026", instants: ["2026-03-05 00:07 UTC", "2026-03-05 12:30 UTC", "2026-03-05 23:59 UTC"], count: "1\u202f234\u202f567", size: "4.2 MB", open: "from 2026-03-05", left: "2 days left" },
    "en-GB": { day: "5 Mar 2026", long: "5 March 2026", month: "Mar 2026", instants: ["5 Mar 2026, 00:07 UTC", "5 Mar 2026, 12:30 UTC", "5 Mar 2026, 23:59 UTC"], count: "1,234,567", size: "4.2 MB", open: "from 5 Mar 2026", left: "2 days left" },
    "en-US": { day: "Mar 5, 2026", long: "March 5, 2026", month: "Mar 2026", instants: ["Mar 5, 2026, 12:07 AM UTC", "Mar 5, 2026, 12:30 PM UTC", "Mar 5, 2026, 11:59 PM UTC"], count: "1,234,567", size: "4.2 MB", open: "from Mar 5, 2026", left: "2 days left" },
    de: { day: "05.03.2026", long: "5. März 2026", month: "Mär 2026", instants: ["05.03.2026, 00:07 UTC", "05.03.2026, 12:30 UTC", "05.03.2026, 23:59 UTC"], count: "1.234.567", size: "4,2 MB", open: "ab 05.03.2026", left: "noch 2 Tage" },
  };

  it.each(locales)("%s", (locale) => {
    inLocale(locale, () => {
      const wanted = written[locale];
      expect(formatDate("2026-03-05")).toBe(wanted.day);
      expect(formatLongDate("2026-03-05")).toBe(wanted.long);
      expect(formatMonth("2026-03-05T01:00:00Z")).toBe(wanted.month);
      expect(["00:07", "12:30", "23:59"].map((time) => formatDateTime(`2026-03-05T${time}:30Z`))).toEqual(wanted.instants);
      expect(formatCount(1_234_567)).toBe(wanted.count);
      expect(formatCount(999)).toBe("999");
      expect(formatBytes(4_213_331)).toBe(wanted.size);
      expect(formatPeriod("2026-03-05", null)).toBe(wanted.open);
      expect(formatLeft(2 * 86_400_000)).toBe(wanted.left);
    });
  });
});
