import { describe, expect, test } from "vitest";
import { asMunimentError, errorTable, isErrorCode, MunimentError, type ErrorCode } from "./errors";

const codes = Object.keys(errorTable) as ErrorCode[];
const withCode = (code: string): Error => Object.assign(new Error("secret detail of the database"), { code });

describe("the closed set of errors", () => {
  test.each(codes)("%s has an HTTP status of a refusal or failure and a sentence that says what to do", (code) => {
    const error = new MunimentError(code);
    expect(error.status).toBeGreaterThanOrEqual(400);
    expect(error.status).toBeLessThan(600);
    expect(error.message).toMatch(/^[A-Z].{10,}\.$/);
  });

  test("knows its codes, and none that an object happens to have", () => {
    expect(codes.every(isErrorCode)).toBe(true);
    expect(["Success", "", "constructor", "__proto__", "toString"].some(isErrorCode)).toBe(false);
  });

  test.each<[unknown, ErrorCode]>([
    [withCode("ECONNREFUSED"), "Unavailable"],
    [withCode("57P01"), "Unavailable"],
    [new Error("wrapped", { cause: withCode("P1001") }), "Unavailable"],
    [withCode("P2002"), "Conflict"],
    [withCode("23505"), "Conflict"],
    [withCode("P2025"), "Internal"],
    [new TypeError("fault"), "Internal"],
    ["a text", "Internal"],
    [undefined, "Internal"],
  ])("whatever is thrown becomes one of them: %s is %s", (thrown, code) => {
    const error = asMunimentError(thrown);
    expect(error.code).toBe(code);
    expect(error.message, "what was thrown is not told to the caller").toBe(errorTable[code].advice);
    expect(error.cause).toBe(thrown);
  });

  test("passes its own members through unchanged", () => {
    const error = new MunimentError("Throttled", "Wait.", { retryAfterSeconds: 5 });
    expect(asMunimentError(error)).toBe(error);
  });
});
