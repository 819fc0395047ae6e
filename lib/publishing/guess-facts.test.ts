import { describe, expect, test } from "vitest";
import { guessFacts, periodsIn, titleFromFile } from "./guess-facts";

const glance = (texts: string[], title = "") => ({ title, texts });
const period = (...texts: string[]) => guessFacts(glance(texts), undefined).period;

describe("a period", () => {
  test.each([
    ["for the period October 1, 2025 to September 30, 2026", "2025-10-01", "2026-09-30"],
    ["Throughout the period 1 October 2025 – 30 September 2026 the controls", "2025-10-01", "2026-09-30"],
    ["from 1st Jan. 2026 through 31st Dec 2026", "2026-01-01", "2026-12-31"],
    ["Period 2025-04-01 to 2026-03-31", "2025-04-01", "2026-03-31"],
  ])("is read from %j", (text, start, end) => {
    expect(period("A cover", text)).toEqual({ value: { start, end }, from: "page 2" });
  });

  test.each([
    ["as of 30 September 2026"],
    ["03/04/2025 to 05/06/2026"],
    ["30 February 2026 to 31 March 2026"],
    ["from 31 December 2026 to 1 January 2026"],
    ["1 January 1999 to 31 December 2026"],
  ])("is not read from %j", (text) => {
    expect(period(text)).toBeNull();
  });

  test("is not guessed where the first pages name two", () => {
    expect(period("1 January 2026 to 31 December 2026", "compared with 1 January 2025 to 31 December 2025")).toBeNull();
    expect(period("1 January 2026 to 31 December 2026", "again: January 1, 2026 to December 31, 2026")).not.toBeNull();
    expect(periodsIn(["1 January 2026 to 31 December 2026"])).toHaveLength(1);
  });
});

describe("a title", () => {
  test("is the document's own, never the name of a program or a file", () => {
    const title = (text: string) => guessFacts(glance([], text), undefined).title?.value ?? null;
    expect([title("SOC 2 Type II Report"), title("Microsoft Word - report.docx"), title("untitled"), title("final_v3.pdf"), title("")]).toEqual(["SOC 2 Type II Report", null, null, null, null]);
    expect(titleFromFile("SOC2_Type-II__2026.PDF")).toBe("SOC2 Type-II 2026");
  });
});

test("a bridge letter says so on its first page", () => {
  expect(guessFacts(glance(["Bridge Letter to our SOC 2 report"]), undefined).kind?.value).toBe("BRIDGE_LETTER");
  expect(guessFacts(glance(["SOC 2 report"]), undefined).kind).toBeNull();
});
