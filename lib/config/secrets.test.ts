import { createHmac } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parseConfig, setConfig } from "./config";
import { macFor, masterKeyId, secretFor } from "./secrets";

let dataDir: string;
const keyFile = (): string => path.join(dataDir, "keys", "master.key");

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), "muniment-test-"));
  setConfig(parseConfig({ DATA_DIR: dataDir }));
});
afterEach(() => {
  delete process.env["MUNIMENT_SECRET_KEY"];
  rmSync(dataDir, { recursive: true, force: true });
});

test("the master key is made once, readable by its owner alone, and gives the same secrets ever after", () => {
  const first = secretFor("sessions");
  expect(first).toHaveLength(32);
  expect(statSync(keyFile()).mode & 0o777).toBe(0o600);
  expect(secretFor("sessions")).toEqual(first);
  expect(secretFor("totp")).not.toEqual(first);
});

test("secrets follow the key: the same key elsewhere gives the same secrets, another key others", () => {
  const first = secretFor("sessions");
  const id = masterKeyId();
  process.env["MUNIMENT_SECRET_KEY"] = readFileSync(keyFile(), "utf8").trim();
  expect(secretFor("sessions")).toEqual(first);
  process.env["MUNIMENT_SECRET_KEY"] = Buffer.alloc(32, 7).toString("base64");
  expect(secretFor("sessions")).not.toEqual(first);
  expect(masterKeyId()).not.toBe(id);
});

test("a code is the HMAC under the secret of its purpose, and follows the master key", () => {
  const expected = (purpose: string) => createHmac("sha256", secretFor(purpose)).update("said").digest();
  const first = macFor("csrf", "said");
  expect(first).toEqual(expected("csrf"));
  expect(macFor("flash", "said")).toEqual(expected("flash"));
  expect(macFor("flash", "said")).not.toEqual(first);
  process.env["MUNIMENT_SECRET_KEY"] = Buffer.alloc(32, 7).toString("base64");
  expect(macFor("csrf", "said")).toEqual(expected("csrf"));
  expect(macFor("csrf", "said")).not.toEqual(first);
});

test("a damaged key is refused without showing what it is", () => {
  mkdirSync(path.dirname(keyFile()));
  writeFileSync(keyFile(), "hunter2", { mode: 0o600 });
  expect(() => secretFor("sessions")).toThrow(/master\.key must hold 32 random bytes/);
  expect(() => secretFor("sessions")).not.toThrow(/hunter2/);
  process.env["MUNIMENT_SECRET_KEY"] = "hunter3";
  expect(() => secretFor("sessions")).toThrow(/MUNIMENT_SECRET_KEY must hold/);
  expect(() => secretFor("sessions")).not.toThrow(/hunter3/);
});
