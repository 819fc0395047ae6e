import fc from "fast-check";
import { expect, test } from "vitest";
import { checksums, daysCovered, pathPart } from "./packet-files";

test("a path holds no sign that leads out of the packet or that a file system takes amiss, whatever a title says", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (title) => {
      const part = pathPart(title);
      expect(part).not.toMatch(/[/\\:*?"<>|\p{Cc}]/u);
      expect(part).not.toMatch(/^\.|^$|^\s|\s$/);
      expect([...part].length).toBeLessThanOrEqual(80);
    }),
  );
});

test("days covered are those that a count day by day finds", () => {
  const day = fc.integer({ min: 0, max: 800 }).map((n) => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10));
  fc.assert(
    fc.property(day, day, day, day, (a, b, c, d) => {
      const [start = "", end = ""] = [a, b].sort();
      const [from = "", to = ""] = [c, d].sort();
      let days = 0;
      for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000) {
        const iso = new Date(at).toISOString().slice(0, 10);
        if (iso >= start && iso <= end) days += 1;
      }
      expect(daysCovered({ periodStart: start, periodEnd: end }, { from, to })).toBe(days);
    }),
  );
});

test("a report without a period covers no day, and checksums are lines for sha256sum", () => {
  expect(daysCovered({ periodStart: null, periodEnd: null }, { from: "2026-01-01", to: "2026-12-31" })).toBe(0);
  expect(checksums([{ path: "reports/A B.pdf", sha256: "00" }])).toBe("00  reports/A B.pdf\n");
});
