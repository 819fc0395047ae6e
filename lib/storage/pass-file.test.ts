import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { passFile } from "./pass-file";

const kibibyte = 1024;
const content = randomBytes(1_100 * kibibyte);
let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "muniment-pass-"));
  file = path.join(folder, "file");
  await writeFile(file, content);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const whole = { start: 0, end: content.length };

async function passed(range = whole): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of passFile(file, range)) {
    pieces.push(Buffer.from(piece));
    // Whoever writes into a piece changes no other.
    piece.fill(0);
  }
  return Buffer.concat(pieces);
}

test("a file comes whole and any part of it as asked for, also by many readers at once that write into their pieces", async () => {
  expect((await passed()).equals(content)).toBe(true);
  const place = fc.integer({ min: 0, max: content.length });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(place, place), { minLength: 1, maxLength: 6 }), async (ranges) => {
      const parts = await Promise.all(ranges.map(([start, end]) => passed({ start, end })));
      expect(parts.every((part, index) => part.equals(content.subarray(ranges[index]?.[0], Math.max(ranges[index]?.[0] ?? 0, ranges[index]?.[1] ?? 0))))).toBe(true);
    }),
    { numRuns: 40 },
  );
});

test("a piece holds until the next is asked for, whatever others read meanwhile", async () => {
  const reader = passFile(file, whole);
  const { value: first } = await reader.next();
  await Promise.all([passed(), passed()]);
  expect(first && content.subarray(0, first.length).equals(first)).toBe(true);
  await reader.return();
});

test("the memory of a reader that was left in the middle is given to nobody else: its last piece may still be on its way out", async () => {
  const left = passFile(file, whole);
  const { value: piece } = await left.next();
  await left.return();
  await Promise.all(Array.from({ length: 20 }, () => passed()));
  expect(piece && content.subarray(0, piece.length).equals(piece)).toBe(true);
});

test("a file that is shorter than was thought ends where it ends", async () => {
  expect((await passed({ start: 0, end: content.length + 1_000_000 })).equals(content)).toBe(true);
});

test("a file that is not there is an error", async () => {
  await expect(passFile(path.join(folder, "none"), whole).next()).rejects.toThrow("ENOENT");
});
