import { type Canvas, createCanvas } from "@napi-rs/canvas";
import { beforeAll, describe, expect, it } from "vitest";
import { type Prepared, prepare } from "../prepare";
import type { Slot } from "../manifest";
import { documentOfText } from "../testing/documents";
import { hasCommand } from "../testing/read-pdf";
import { mark, serve } from "../testing/serve";
import { pictureSize } from "./picture-size";
import { transformations } from "./testing-transformations";
import { pictureOf, png } from "./testing";
import { trace, type TraceMethod } from "./trace";

const pages = 3;
let prepared: Prepared;
let served: Buffer;
beforeAll(async () => {
  prepared = await prepare(await documentOfText(pages));
  served = await serve(prepared);
});

async function methodsOf(bytes: Uint8Array): Promise<TraceMethod[]> {
  const { findings } = await trace(bytes);
  expect([...new Set(findings.map(({ downloadId }) => downloadId))]).toEqual(findings.length > 0 ? [mark.downloadId] : []);
  return findings.map(({ method }) => method);
}

describe("a copy", () => {
  it("says on which pages its text was found", async () => {
    const { findings } = await trace(served);
    expect(findings.find(({ method }) => method === "text")?.pages).toEqual([1, 2, 3]);
  });

  for (const { name, needs, left, kind, make } of transformations) {
    it.runIf(needs.every(hasCommand))(`is traced after: ${name}`, { timeout: 60_000 }, async () => {
      const found = await methodsOf(await make(served, 2));
      if (kind === "picture") expect(found).toEqual(left);
      else expect(found).toEqual(expect.arrayContaining(left));
    });
  }
});

describe("marks taken out", () => {
  /** What is left when these slots are emptied, as by somebody who found the objects. */
  function without(taken: (slot: Slot, index: number) => boolean): Buffer {
    const copy = Buffer.from(served);
    for (const [index, slot] of prepared.manifest.slots.entries()) if (taken(slot, index)) copy.fill(0x20, slot.offset, slot.offset + slot.length);
    return copy;
  }

  const kinds = [...new Set(["line", "diagonal", "code", "tile", "info", "instance", "id", "font"] as const)];
  it.each(kinds)("leave the others where it is one: %s", { timeout: 60_000 }, async (kind) => {
    const methods = await methodsOf(without((slot) => slot.kind === kind));
    expect(methods.length).toBeGreaterThanOrEqual(3);
  });

  const alone: [Slot["kind"][], TraceMethod[]][] = [
    [["line", "font", "widths", "unicode"], ["text"]],
    [["code"], ["code"]],
    [["tile"], ["pattern"]],
    [["info"], ["information"]],
    [["instance"], ["identifier"]],
    [["id"], ["identifier"]],
  ];
  it.each(alone)("are traced by the only one left: %s", { timeout: 60_000 }, async (kept, methods) => {
    expect([...new Set(await methodsOf(without((slot) => !kept.includes(slot.kind))))]).toEqual(methods);
  });

  it("have names of their own in every document and every use", async () => {
    const namesIn = (bytes: Uint8Array): string[] => Array.from(Buffer.from(bytes).toString("latin1").matchAll(/\/(\w+) Do/g), ([, name = ""]) => name);
    const other = await prepare(await documentOfText(1));
    const [first, second] = [new Set(namesIn(prepared.bytes)), new Set(namesIn(other.bytes))];
    expect(first.size).toBeGreaterThanOrEqual(4);
    expect([...first].filter((name) => second.has(name))).toEqual([]);
  });
});

describe("a picture", () => {
  const picture = (): Canvas => createCanvas(301, 203);
  it.each([["PNG", () => picture().encode("png")], ["JPEG", () => picture().encode("jpeg")], ["WebP", () => picture().encode("webp")], ["lossless WebP", () => picture().encode("webp", 101)], ["GIF", () => picture().encode("gif")]] as const)("has its size read from its head: %s", async (_, make) => {
    const bytes = await make();
    expect(pictureSize(bytes)).toEqual({ width: 301, height: 203 });
    for (let length = 0; length < Math.min(bytes.length, 64); length += 1) expect(() => pictureSize(bytes.subarray(0, length))).not.toThrow();
  });

  it("of more than 100 megapixels is refused with a sentence, before anything of it is decoded", async () => {
    const bomb = await createCanvas(1, 1).encode("png");
    bomb.writeUInt32BE(40_000, 16);
    bomb.writeUInt32BE(40_000, 20);
    const before = process.memoryUsage().rss;
    await expect(trace(bomb)).rejects.toThrow(/1600 megapixels; at most 100 are read/);
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
    const gif = Buffer.from("GIF89a\x01\0\x01\0\0\0\0,\0\0\0\0\xff\xff\xff\xff\0\0", "latin1");
    await expect(trace(gif), "a frame beyond its screen").rejects.toThrow(/megapixels/);
    await expect(trace(Buffer.from("\x89PNG and no more", "latin1"))).rejects.toThrow(/does not say how large/);
  });
});

describe("what carries no mark", () => {
  it("is answered with nothing, whatever it is", { timeout: 60_000 }, async () => {
    expect(await trace(Buffer.from("a text"))).toEqual({ kind: "unknown", findings: [] });
    expect(await trace(await documentOfText(1))).toEqual({ kind: "pdf", findings: [] });
    expect(await trace(png(await pictureOf(await documentOfText(1), 1, 100)))).toEqual({ kind: "picture", findings: [] });
  });
});
