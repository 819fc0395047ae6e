import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { cruise } from "dependency-cruiser";
import type { IConfiguration, ICruiseResult } from "dependency-cruiser";
import { afterAll, beforeAll, expect, test } from "vitest";

const rules = createRequire(import.meta.url)("../.dependency-cruiser.cjs") as IConfiguration;
let project: string;

const FILES = {
  "app/good.ts": 'import { perform } from "../lib/operations/perform";\nexport const good = perform;\n',
  "app/bad.ts": 'import { database } from "../lib/database/client";\nexport const bad = database;\n',
  "components/good.ts": 'import type { Report } from "../lib/reports/models";\nexport type Shown = Report;\n',
  "components/bad.ts": 'import { list } from "../lib/reports/models";\nexport const shown = list;\n',
  "lib/operations/perform.ts": "export const perform = 1;\n",
  "lib/database/client.ts": "export const database = 1;\n",
  "lib/reports/models.ts": "export type Report = string;\nexport const list = 1;\n",
  "lib/reports/upward.ts": 'import { good } from "../../app/good";\nexport const upward = good;\n',
  "lib/watermark/impure.ts": 'import { database } from "../database/client";\nexport const impure = database;\n',
  "lib/audit/a.ts": 'import { b } from "./b";\nexport const a = (): unknown => b;\n',
  "lib/audit/b.ts": 'import { a } from "./a";\nexport const b = (): unknown => a;\n',
};

beforeAll(() => {
  mkdirSync(".cache", { recursive: true });
  project = mkdtempSync(path.resolve(".cache", "rules-"));
  for (const [file, content] of Object.entries(FILES)) {
    mkdirSync(path.join(project, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(project, file), content);
  }
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

test("each rule of the house catches its violation, and nothing else is complained about", async () => {
  const { tsConfig: _ours, ...options } = rules.options ?? {};
  const { output } = await cruise(["app", "components", "lib"], { ...options, baseDir: project, validate: true, ruleSet: { forbidden: rules.forbidden ?? [] } });
  const found = (output as ICruiseResult).summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`);
  expect([...new Set(found)].sort()).toEqual([
    "domain-knows-no-doors: lib/reports/upward.ts",
    "doors-and-views-know-no-database: app/bad.ts",
    "no-circles: lib/audit/a.ts",
    "views-take-types-only: components/bad.ts",
    "watermark-is-pure: lib/watermark/impure.ts",
  ]);
});
