import { expect, test } from "vitest";
import { formatLine } from "./log";

const at = new Date("2026-01-02T03:04:05Z");

test("production writes one JSON object per line with stable keys", () => {
  const line = formatLine("info", "server.ready", { port: 3000 }, "production", at);
  expect(JSON.parse(line)).toEqual({ time: "2026-01-02T03:04:05.000Z", level: "info", event: "server.ready", port: 3000 });
  expect(line).not.toContain("\n");
});

test("the demo writes for reading", () => {
  expect(formatLine("warn", "server.slow", { ms: 12 }, "demo", at)).toBe("warn: server.slow ms=12");
});

test("what looks like a secret is withheld at any depth, and credentials are cut out of addresses", () => {
  const fields = { password: "hunter2", nested: { sessionToken: "hunter2" }, error: new Error("cannot reach postgresql://me:hunter2@db/x") };
  const line = formatLine("error", "x", fields, "production", at);
  expect(line).not.toContain("hunter2");
  expect(line).toContain("postgresql://db/x");
});
