import { describe, expect, test } from "vitest";
import { programs } from "@/lib/reports/programs";
import { programText, programTexts } from "./program-text";

/** Sentences as a reader counts them: a full stop, and a new beginning or the end. */
const sentences = (text: string): number => text.split(/[.!?](?=\s+\p{Lu}|$)/u).filter((part) => part.trim() !== "").length;

describe("texts of programs", () => {
  test("are there for every program, and for nothing else", () => {
    expect([...programTexts.keys()].sort()).toEqual(programs.map(({ key }) => key).sort());
  });

  test("say in two to four sentences what it is, by whom it is asked for, and how often there is new evidence", () => {
    for (const { key, summary } of programs) {
      const text = programText(key);
      expect(sentences(text?.about ?? ""), key).toBeGreaterThanOrEqual(2);
      expect(sentences(text?.about ?? ""), key).toBeLessThanOrEqual(4);
      expect(text?.about.length, key).toBeGreaterThan(120);
      expect(text?.about, key).not.toContain(summary);
      for (const part of [text?.about, text?.cadence]) expect(part, key).toMatch(/\.$/);
      expect(text?.askedBy, key).not.toMatch(/\.$/);
      expect(text?.askedBy.length, key).toBeGreaterThan(10);
    }
  });

  test("are each program's own", () => {
    expect(new Set([...programTexts.values()].map(({ about }) => about)).size).toBe(programTexts.size);
  });
});
