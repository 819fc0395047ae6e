import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { prepareInWorker } from "./prepare-in-worker";
import { a4, documentOf } from "./testing/documents";
import { readPages } from "./testing/read-pdf";
import { mark, serve } from "./testing/serve";

/** An object stream that unpacks to 512 MiB: parsers unpack these before anyone can look at them. */
function objectStreamBomb(): Buffer {
  let packed: Buffer = Buffer.alloc(512 * 1024 * 1024, 0x20);
  packed = deflateSync(packed, { level: 1 });
  const head = `%PDF-1.7\n1 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`;
  return Buffer.concat([Buffer.from(head), packed, Buffer.from("\nendstream\nendobj\ntrailer\n<< /Root 2 0 R >>\n%%EOF\n")]);
}

describe("prepareInWorker", () => {
  it("prepares as prepare does", async () => {
    const prepared = await prepareInWorker(await documentOf([a4]));
    const [page] = await readPages(await serve(prepared));
    expect(page?.text).toContain(mark.downloadId);
  });

  it("hands back the refusal of a document with its code and sentence", async () => {
    await expect(prepareInWorker(Buffer.from("no"))).rejects.toMatchObject({ name: "UnmarkableDocument", code: "NotAPdf" });
  });

  it("gives up after its time, and the caller goes on", async () => {
    const original = await documentOf(Array.from({ length: 400 }, () => a4));
    await expect(prepareInWorker(original, { timeoutMs: 20 })).rejects.toMatchObject({ code: "TimedOut" });
  });

  it("survives a decompression bomb", async () => {
    const refusal = prepareInWorker(objectStreamBomb(), { memoryMebibytes: 128, timeoutMs: 25_000 });
    await expect(refusal).rejects.toMatchObject({ code: "OutOfMemory" });
  });
});
