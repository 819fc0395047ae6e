import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { stampOf } from "./source-stamp";

let root: string;
const write = (file: string, content: string): void => {
  mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
  writeFileSync(path.join(root, file), content);
};

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "muniment-test-"));
  write("app/page.tsx", "one");
  write("package-lock.json", "{}");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test("the stamp changes with content, names and the lock file, and with nothing else", async () => {
  const first = await stampOf(root);
  expect(await stampOf(root)).toBe(first);
  write("README.md", "prose");
  write("app/page.test.tsx", "a test");
  expect(await stampOf(root)).toBe(first);
  const seen = new Set([first]);
  for (const [file, content] of [["app/page.tsx", "two"], ["app/other.tsx", "two"], ["package-lock.json", "{ }"], ["prisma/schema/main.prisma", "model"]] as const) {
    write(file, content);
    seen.add(await stampOf(root));
  }
  expect(seen.size).toBe(5);
});
