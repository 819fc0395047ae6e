import fc from "fast-check";
import { expect, test } from "vitest";
import { listReports } from "@/lib/reports/list-reports";
import { outcomeOf, useWorld } from "@/lib/testing/world";
import { listEvents } from "@/lib/audit/list-events";
import { createAccount } from "@/lib/organizations/create-account";
import { perform } from "./perform";
import { unstorableText } from "./unstorable";

const world = useWorld();

test("any honest input passes, however it is nested", () => {
  fc.assert(fc.property(fc.jsonValue({ stringUnit: "grapheme" }), (value) => {
    fc.pre(!JSON.stringify(value).includes("\\u0000"));
    expect(unstorableText(value)).toBeUndefined();
  }));
});

test.each([
  [{ a: ["x", { b: "\0" }] }, "a.1.b"],
  [{ a: "half \ud83d" }, "a"],
  [{ a: "\udca9 half" }, "a"],
])("a text that the database cannot keep is found and named: %j", (value, place) => {
  expect(unstorableText(value)).toBe(place);
});

test("bytes and dates are no text", () => {
  expect(unstorableText({ bytes: new Uint8Array([0, 1]), at: new Date(0) })).toBeUndefined();
});

test("bad input is the caller's error, never the portal's", async () => {
  const caller = await world.as("alpha-admin");
  for (const text of ["a\0b", "a\ud800b"]) {
    expect(await outcomeOf(perform(caller, listReports, { query: text }))).toBe("ValidationException");
    expect(await outcomeOf(perform(caller, listReports, { program: [text] }))).toBe("ValidationException");
    expect(await outcomeOf(perform(caller, listEvents, { person: text }))).toBe("ValidationException");
    expect(await outcomeOf(perform(caller, createAccount, { name: text }))).toBe("ValidationException");
  }
  for (const day of ["0000-01-01", "2026-02-30", "10000-01-01", "soon"]) {
    expect(await outcomeOf(perform(caller, listReports, { covers: day })), day).toBe("ValidationException");
    expect(await outcomeOf(perform(caller, listEvents, { from: day })), day).toBe("ValidationException");
    expect(await outcomeOf(perform(caller, listEvents, { to: day })), day).toBe("ValidationException");
  }
  for (const day of ["0001-01-01", "9999-12-31"]) {
    expect(await outcomeOf(perform(caller, listReports, { covers: day })), day).toBe("Success");
    expect(await outcomeOf(perform(caller, listEvents, { from: day, to: day })), day).toBe("Success");
  }
});
