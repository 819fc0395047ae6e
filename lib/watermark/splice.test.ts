import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { PreparedDocumentMismatch } from "./errors";
import { type Personalisation, personalise } from "./personalise";
import { type Prepared, prepare } from "./prepare";
import { splice } from "./splice";
import { a4, documentOf } from "./testing/documents";
import { collect, inChunks, mark } from "./testing/serve";

let prepared: Prepared;
let personalisation: Personalisation;
let whole: Buffer;
beforeAll(async () => {
  prepared = await prepare(await documentOf([a4, a4, { width: 200, height: 900 }]));
  personalisation = await personalise(prepared.manifest, mark);
  whole = await collect(splice(inChunks(prepared.bytes, prepared.bytes.length), personalisation));
});

describe("splice", () => {
  it("serves as many bytes as the manifest says", () => {
    expect(whole).toHaveLength(prepared.manifest.bytes);
  });

  it.each([1, 7, 1_000, 4_096, 65_536])("serves the same bytes whatever the chunks: %i", async (size) => {
    expect((await collect(splice(inChunks(prepared.bytes, size), personalisation))).equals(whole)).toBe(true);
  });

  it("writes into its source's pieces only where it was told that it may, and serves the same bytes then", async () => {
    const kept = Buffer.from(prepared.bytes);
    await collect(splice(inChunks(kept, 65_536), personalisation));
    expect(kept.equals(prepared.bytes)).toBe(true);
    const own = Buffer.from(prepared.bytes);
    expect((await collect(splice(inChunks(own, 65_536), personalisation, { inPlace: true }))).equals(whole)).toBe(true);
    expect(own.equals(whole)).toBe(true);
  });

  it("serves the same bytes in ranges", async () => {
    const { slots, bytes } = prepared.manifest;
    const inSlot = (slots[2]?.offset ?? 0) + 10;
    for (const [start, end] of [[0, 100], [100, inSlot], [inSlot, inSlot + 20], [inSlot + 20, bytes]] as const) {
      const source = inChunks(prepared.bytes.subarray(start, end), 777);
      expect((await collect(splice(source, personalisation, { start, end }))).equals(whole.subarray(start, end))).toBe(true);
    }
  });

  it("throws at any damage to a slot, before any page content is passed on", async () => {
    const firstContent = Math.max(...prepared.manifest.slots.filter(({ kind }) => kind !== "id").map(({ offset, length }) => offset + length));
    for (const slot of prepared.manifest.slots) {
      for (const at of [slot.offset, slot.offset + slot.length - 1]) {
        const damaged = Buffer.from(prepared.bytes);
        damaged[at] = (damaged[at] ?? 0) ^ 1;
        let passed = 0;
        const serving = (async () => {
          for await (const chunk of splice(inChunks(damaged, 4_096), personalisation)) passed += chunk.length;
        })();
        await expect(serving).rejects.toBeInstanceOf(PreparedDocumentMismatch);
        if (slot.kind !== "id") expect(passed).toBeLessThanOrEqual(firstContent);
      }
    }
  });

  it("throws when the stored document is another one, is cut off, or has grown", async () => {
    const other = await prepare(await documentOf([a4, a4, { width: 200, height: 900 }]));
    for (const bytes of [other.bytes, prepared.bytes.subarray(0, -1), Buffer.concat([prepared.bytes, Buffer.from(" ")])]) {
      await expect(collect(splice(inChunks(bytes, 4_096), personalisation))).rejects.toBeInstanceOf(PreparedDocumentMismatch);
    }
  });
});

describe("any placing of slots", () => {
  it("is served right, wherever the borders of the chunks lie", async () => {
    const layout = fc.array(fc.record({ gap: fc.nat(40), length: fc.integer({ min: 16, max: 60 }) }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(layout, fc.nat(30), fc.integer({ min: 1, max: 80 }), fc.nat(400), fc.nat(400), async (slots, tail, size, from, to) => {
        const sentinel = Buffer.from("%slot-0123456789");
        const stored: Buffer[] = [];
        const wanted: Buffer[] = [];
        const splices: Personalisation["splices"] = [];
        let offset = 0;
        for (const [index, { gap, length }] of slots.entries()) {
          const between = Buffer.alloc(gap, 0x61 + index);
          const empty = Buffer.alloc(length, 0x20);
          sentinel.copy(empty);
          const bytes = Buffer.alloc(length, 0x41 + index);
          splices.push({ offset: offset + gap, bytes, sentinel });
          stored.push(between, empty);
          wanted.push(between, bytes);
          offset += gap + length;
        }
        stored.push(Buffer.alloc(tail, 0x7a));
        wanted.push(Buffer.alloc(tail, 0x7a));
        const [document, expected] = [Buffer.concat(stored), Buffer.concat(wanted)];
        const plan = { splices, length: document.length };
        expect((await collect(splice(inChunks(document, size), plan))).equals(expected)).toBe(true);
        const [start, end] = [Math.min(from, to) % document.length, Math.max(from, to) % document.length].sort((a, b) => a - b) as [number, number];
        const part = await collect(splice(inChunks(document.subarray(start, end), size), plan, { start, end }));
        expect(part.equals(expected.subarray(start, end))).toBe(true);
      }),
    );
  });
});
