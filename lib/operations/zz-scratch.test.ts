import { test } from "vitest";
import { outcomeOf, useWorld } from "@/lib/testing/world";
import { performUnknown } from "./perform-named";
import { operationNamed } from "./registry";
const world = useWorld();
const op = (n: string) => { const o = operationNamed(n); if (!o) throw new Error(n); return o; };
test("x", async () => {
  const c = await world.as("alpha-admin");
  for (const [n, i] of [
    ["reports:ListReports", { program: ["\0"] }], ["reports:ListReports", { query: "a\0" }], ["reports:ListReports", { query: "\ud800" }],
    ["reports:ListReports", { covers: "0000-01-01" }], ["reports:ListReports", { covers: "9999-12-31" }],
    ["reports:ListReports", { page: Buffer.from(JSON.stringify({ sort: "newest", key: "2026-13-45 99:99:99Z", id: "", before: false, offset: 0 })).toString("base64url") }],
    ["reports:ListReports", { sort: "title", page: Buffer.from(JSON.stringify({ sort: "title", key: "a", id: "", before: false, offset: 0 })).toString("base64url") }],
    ["audit:ListEvents", { person: "\0" }], ["audit:ListEvents", { to: "9999-12-31" }], ["audit:ListEvents", { from: "0000-01-01" }],
    ["organizations:CreateAccount", { name: "a\0b" }], ["organizations:CreateAccount", { name: "a\ud800b" }],
  ] as const) console.log(n, JSON.stringify(i), await outcomeOf(performUnknown(c, op(n), i)));
});
