import { expect, test } from "vitest";
import { missingOptional, readLock } from "./complete-lock";

test("the lock names the binaries of every platform, so that npm ci works on all of them (otherwise: npm run lock:complete)", async () => {
  expect([...missingOptional(await readLock("package-lock.json")).keys()]).toEqual([]);
});

test("no address of a registry stands in the lock", async () => {
  expect(JSON.stringify(await readLock("package-lock.json"))).not.toMatch(/"resolved":"https?:/);
});
