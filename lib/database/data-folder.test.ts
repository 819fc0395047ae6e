import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lockDataFolder, processBegun, readRunFacts } from "./data-folder";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "muniment-test-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("one process at a time: a second taker hears who has the folder", () => {
  const lock = lockDataFolder(folder);
  expect(() => lockDataFolder(folder)).toThrow(`already running with pid ${process.pid}`);
  lock.release();
  lockDataFolder(folder).release();
});

test("commands see where the database is as long as its process lives", () => {
  const lock = lockDataFolder(folder);
  expect(readRunFacts(folder)?.database).toBeUndefined();
  lock.publish({ host: "/tmp/socket", port: 5432 });
  expect(readRunFacts(folder)?.database).toEqual({ host: "/tmp/socket", port: 5432 });
  lock.release();
  expect(readRunFacts(folder)).toBeUndefined();
});

test.each([
  ["whose process is gone", { pid: 2 ** 22 + 1, begun: "1" }],
  ["whose process id belongs to another process by now", { pid: process.pid, begun: "another time" }],
])("facts %s do not stand in the way", (_name, facts) => {
  writeFileSync(path.join(folder, "run.json"), JSON.stringify(facts));
  expect(readRunFacts(folder)).toBeUndefined();
  const lock = lockDataFolder(folder);
  expect(JSON.parse(readFileSync(path.join(folder, "run.json"), "utf8"))).toMatchObject({ pid: process.pid, begun: processBegun(process.pid) });
  lock.release();
});

test("a torn file of facts does not stand in the way", () => {
  writeFileSync(path.join(folder, "run.json"), '{"pid": 1');
  lockDataFolder(folder).release();
  expect(existsSync(path.join(folder, "run.json"))).toBe(false);
});

test("a folder that cannot be made is named, together with the setting to change", () => {
  const file = path.join(folder, "file");
  writeFileSync(file, "");
  expect(() => lockDataFolder(path.join(file, "data"))).toThrow(/cannot be written \(DATA_DIR\)/);
});
