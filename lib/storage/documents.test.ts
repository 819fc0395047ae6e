import { randomBytes } from "node:crypto";
import { chmod, mkdir, mkdtemp, readdir, rename, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { config, parseConfig, setConfig } from "@/lib/config/config";
import { documentBytes, putDocument, readDocument, sha256Of, storageAnswers } from "./documents";

beforeAll(async () => setConfig(parseConfig({ DATA_DIR: await mkdtemp(path.join(tmpdir(), "muniment-test-")) })));
afterAll(() => rm(config().dataDir, { recursive: true, force: true }));

const root = () => path.join(config().dataDir, "documents");
const fileOf = (sha256: Uint8Array) => path.join(root(), Buffer.from(sha256).toString("hex").slice(0, 2), Buffer.from(sha256).toString("hex"));
async function read(sha256: Uint8Array): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of readDocument(sha256)) pieces.push(piece);
  return Buffer.concat(pieces);
}

describe("a stored document", () => {
  test("comes back byte for byte, under the SHA-256 of its bytes", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), async (content) => {
        const stored = await putDocument(content);
        expect(Buffer.from(stored.sha256).equals(sha256Of(content))).toBe(true);
        expect(stored.bytes).toBe(content.length);
        expect(await documentBytes(stored.sha256)).toBe(content.length);
        expect((await read(stored.sha256)).equals(content)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test("is streamed in pieces, whatever its size", async () => {
    const content = randomBytes(3 * 1024 * 1024 + 17);
    const { sha256 } = await putDocument(content);
    const sizes: number[] = [];
    for await (const piece of readDocument(sha256)) sizes.push(piece.length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(256 * 1024);
    expect((await read(sha256)).equals(content)).toBe(true);
  });

  test("stored by many at the same time is stored once, whole, with nothing left beside it", async () => {
    const content = randomBytes(200_000);
    const stored = await Promise.all(Array.from({ length: 12 }, () => putDocument(content)));
    const [first] = stored;
    if (!first) throw new Error("nothing stored");
    expect((await read(first.sha256)).equals(content)).toBe(true);
    expect(await readdir(path.dirname(fileOf(first.sha256)))).toEqual([path.basename(fileOf(first.sha256))]);
  });

  test("stays the same file when it is stored again", async () => {
    const { sha256 } = await putDocument(Buffer.from("once"));
    const before = await stat(fileOf(sha256));
    await putDocument(Buffer.from("once"));
    expect((await stat(fileOf(sha256))).ino).toBe(before.ino);
  });

  test("that was cut short is mended by storing it again", async () => {
    const content = randomBytes(10_000);
    const { sha256 } = await putDocument(content);
    await truncate(fileOf(sha256), 10);
    await putDocument(content);
    expect((await read(sha256)).equals(content)).toBe(true);
  });

  test.skipIf(process.platform === "win32")("can be read by the portal's user alone", async () => {
    const { sha256 } = await putDocument(randomBytes(10));
    expect((await stat(fileOf(sha256))).mode & 0o777).toBe(0o600);
    expect((await stat(path.dirname(fileOf(sha256)))).mode & 0o777).toBe(0o700);
  });

  test("that is missing is an error, never an empty document", async () => {
    const missing = sha256Of(Buffer.from("never stored"));
    await expect(documentBytes(missing)).rejects.toThrow("ENOENT");
    await expect(read(missing)).rejects.toThrow("ENOENT");
  });
});

test("the storage answers while its folder can be used, and not while something else stands in its place", async () => {
  expect(await storageAnswers()).toBe(true);
  await rename(root(), `${root()}.away`);
  await writeFile(root(), "a file");
  expect(await storageAnswers()).toBe(false);
  await chmod(root(), 0o600);
  await rename(root(), `${root()}.file`);
  await rename(`${root()}.away`, root());
  await mkdir(root(), { recursive: true });
  expect(await storageAnswers()).toBe(true);
});
