import { deflateSync } from "node:zlib";
import { degrees, PDFDocument, PDFName, type PDFPage, PDFRawStream, PDFString } from "pdf-lib";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { UnmarkableDocument } from "./errors";
import { PreparedManifest } from "./manifest";
import { prepare } from "./prepare";
import { a4, documentOf, documentWithContent, documentWithInheritance, documentWithLoop, type PageShape } from "./testing/documents";
import { hasCommand, readPages, runOn, withoutSpaces } from "./testing/read-pdf";
import { expectedText, mark, prepareAndServe, serve } from "./testing/serve";

// The parser reports every repair of a broken document on the console.
beforeEach(() => void vi.spyOn(console, "warn").mockImplementation(() => undefined));
afterEach(() => void vi.restoreAllMocks());

async function refusal(original: Uint8Array, options?: Parameters<typeof prepare>[1]): Promise<string> {
  const error: unknown = await prepare(original, options).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UnmarkableDocument);
  return error instanceof UnmarkableDocument ? error.code : "";
}

function expectFullMark(text: string): void {
  const found = withoutSpaces(text);
  for (const part of expectedText(mark)) expect(found).toContain(withoutSpaces(part));
}

describe("the mark on every page", () => {
  it("says name, e-mail, organization, account, time and download id in full on every page", async () => {
    const pages = await readPages(await prepareAndServe(await documentOf(Array.from({ length: 12 }, () => a4))));
    expect(pages).toHaveLength(12);
    for (const [index, page] of pages.entries()) {
      expect(page.text).toContain(`Page ${index + 1}`);
      expectFullMark(page.text);
    }
  });

  const rotations = [0, 90, 180, 270, -90, 450];
  const shapes: [string, PageShape][] = [
    ...rotations.map((rotate): [string, PageShape] => [`rotated by ${rotate}`, { ...a4, rotate }]),
    ...rotations.map((rotate): [string, PageShape] => [
      `cropped with an offset, rotated by ${rotate}`,
      { ...a4, rotate, origin: [-100, 50], crop: [0, 150, 300, 420] },
    ]),
    ["in user units of 2.5 points, rotated by 90", { width: 240, height: 340, userUnit: 2.5, rotate: 90 }],
    ["of 4 m by 3 m", { width: 11_339, height: 8_504 }],
    ["of 100 by 50 points", { width: 100, height: 50 }],
    ["of 20 by 20 points", { width: 20, height: 20 }],
    ["as a strip of 3,000 by 30 points", { width: 3_000, height: 30 }],
  ];
  it.each(shapes)("lies within the visible page: %s", async (_, pageShape) => {
    const [page] = await readPages(await prepareAndServe(await documentOf([pageShape])));
    expectFullMark(page?.text ?? "");
    const marked = page?.items.filter(({ text }) => text.trim() !== "" && !/^Page \d+\s*$/.test(text)) ?? [];
    for (const { left, right, top, bottom } of marked) {
      expect(left).toBeGreaterThanOrEqual(0);
      expect(right).toBeLessThanOrEqual((page?.width ?? 0) + 0.01);
      expect(top).toBeGreaterThanOrEqual((page?.height ?? 0) / 2 - 0.01);
      expect(bottom).toBeLessThanOrEqual((page?.height ?? 0) + 0.01);
      expect(right - left, "reads from left to right as the page is seen").toBeGreaterThan(bottom - top);
    }
  });

  it("grows with sheets larger than A3, so that it can still be read on the whole sheet", async () => {
    const [page] = await readPages(await prepareAndServe(await documentOf([{ width: 8_420, height: 8_420 }])));
    const height = Math.max(...(page?.items.map(({ top, bottom }) => bottom - top) ?? []));
    expect(height).toBeGreaterThan(50);
  });

  it("leaves inherited boxes, rotation and resources in force", async () => {
    const pages = await readPages(await prepareAndServe(await documentWithInheritance()));
    expect(pages.map(({ width, height }) => [width, height])).toEqual([
      [600, 400],
      [600, 400],
    ]);
    expect(pages.map(({ text }) => /First|Second/.exec(text)?.[0])).toEqual(["First", "Second"]);
    for (const { text } of pages) expectFullMark(text);
  });

  it("shares a line among pages of nearly the same size, so that scans stay small", async () => {
    const scans = Array.from({ length: 60 }, (_, index) => ({ width: 594 + (index % 7) * 0.4, height: 841 + (index % 5) * 0.3 }));
    const { manifest } = await prepare(await documentOf(scans));
    expect(manifest.slots.filter(({ kind }) => kind === "line").length).toBeLessThanOrEqual(2);
  });
});

describe("the line keeps off the page's own text", () => {
  const footer = (operators: string): string => `BT /F1 9 Tf ${operators} ET`;
  const inForm = (document: PDFDocument, page: PDFPage): void => {
    const resources = page.node.Resources();
    const form = document.context.flateStream(footer("0 0 Td (Footer) Tj"), { Type: "XObject", Subtype: "Form", BBox: [0, -5, 200, 20], Matrix: [1, 0, 0, 1, 0, 4], ...(resources ? { Resources: resources } : {}) });
    resources?.set(PDFName.of("XObject"), document.context.obj({ Fm: document.context.register(form) }));
  };
  const cases: [string, string, ((document: PDFDocument, page: PDFPage) => void)?][] = [
    ["placed by Td", footer("200 9 Td (Footer) Tj")],
    ["placed by Tm, in a scaled state", `q 0.1 0 0 0.1 0 0 cm ${footer("10 0 0 10 2000 90 Tm (Footer) Tj")} Q`],
    ["placed by lines", footer("14 TL 200 37 Td (Body) Tj T* (Body) Tj (Footer) '")],
    ["in an array, at the far side", footer("500 9 TD [(Foo) -20 (ter)] TJ")],
    ["in a form", "q 1 0 0 1 200 5 cm /Fm Do Q", inForm],
    ["on a page turned by 90 degrees", footer("0 1 -1 0 580 200 Tm (Footer) Tj"), (_, page) => page.setRotation(degrees(90))],
  ];
  it.each(cases)("where that is %s", async (_, content, change) => {
    const [page] = await readPages(await prepareAndServe(await documentWithContent(content, change)));
    const texts = (page?.items ?? []).filter(({ text }) => text.trim() !== "");
    const own = texts.filter(({ text }) => /^(?:Footer|Body|Foo|ter)\n?$/.test(text));
    const line = texts.filter((text) => !own.includes(text));
    expect(own.length).toBeGreaterThan(0);
    expect(line.length).toBeGreaterThan(0);
    for (const { top, bottom } of line) {
      expect(top, "at the foot of the page all the same").toBeGreaterThan(0.78 * (page?.height ?? 0));
      for (const text of own) expect(bottom <= text.top + 1.5 || top >= text.bottom - 0.5, `${top} to ${bottom} against ${text.top} to ${text.bottom}`).toBe(true);
    }
  });

  it("stays in its usual place where nothing is in the way, and where the page is full of text to its edge", async () => {
    const full = Array.from({ length: 110 }, (_, index) => footer(`40 ${index * 7.5} Td (Text) Tj`)).join("\n");
    for (const content of ["", full]) {
      const [page] = await readPages(await prepareAndServe(await documentWithContent(content)));
      const bottom = page?.items.find(({ text }) => text.includes("Downloaded"))?.bottom ?? 0;
      expect(bottom).toBeCloseTo(841.89 - 7 - 0.34 * 6.5, 0);
    }
  });
});

describe("content that would keep the mark from being drawn", () => {
  const text = "BT /F1 12 Tf 100 500 Td (Body) Tj ET";
  it.each([
    ["states left open", `${text} q q 0.1 0 0 0.1 900 900 cm`],
    ["states restored that were never saved", `Q Q ${text} Q 5 0 0 5 9000 9000 cm Q Q`],
    ["a text object left open", `BT 3 Tr /F1 12 Tf 100 500 Td (Body) Tj`],
    ["marked content left open", `/Span <</ActualText (x)>> BDC ${text}`],
    ["a string without end", `${text} BT (never closed \\) ET Q`],
    ["an array without end", `${text} [ (a) 12 (b)`],
    ["a dictionary without end", `${text} /Span << /A (b) BDC`],
    ["an inline image without end", `${text} BI /W 1 /H 1 /BPC 8 /CS /G ID \x01`],
    ["an inline image that holds operators", `${text} BI /W 4 /H 1 /BPC 8 /CS /G ID Q Q\x00 EI Q`],
    ["a clip to nothing", `${text} 0 0 0 0 re W n`],
    ["operands without operator", `${text} 1 2 3`],
    ["operators in a comment", `${text} % Q Q q`],
  ])("is mended: %s", async (_, content) => {
    const [page] = await readPages(await prepareAndServe(await documentWithContent(content)));
    expectFullMark(page?.text ?? "");
    expect(page?.text).toContain("Body");
    const line = page?.items.find(({ text: part }) => part.includes("Downloaded by"));
    expect(line?.bottom).toBeGreaterThan(815);
    expect(line?.bottom).toBeLessThanOrEqual(841.89);
  });

  it("is kept as far as it can be read when its compression is damaged", async () => {
    const packed = deflateSync(Buffer.from(`BT /F1 12 Tf 100 500 Td (Body) Tj ET\n${"0 0 m 1 1 l S\n".repeat(4_000)}`));
    const original = await documentWithContent("", (document, page) => {
      const stream = PDFRawStream.of(document.context.obj({ Filter: "FlateDecode" }), packed.subarray(0, packed.length - 20));
      page.node.set(PDFName.of("Contents"), document.context.register(stream));
    });
    const prepared = await prepare(original);
    const [page] = await readPages(await serve(prepared));
    expect(page?.text).toContain("Body");
    expectFullMark(page?.text ?? "");
    expect(prepared.manifest.notes.join()).toContain("Page 1");
  });

  it("is not touched where nothing is wrong with it", async () => {
    const { bytes, manifest } = await prepare(await documentWithContent("q 1 0 0 1 0 0 cm BT /F1 12 Tf (Body) Tj ET Q"));
    expect(Buffer.from(bytes).includes("q 1 0 0 1 0 0 cm BT /F1 12 Tf (Body) Tj ET Q")).toBe(true);
    expect(manifest.notes).toEqual([]);
  });
});

describe("what is taken out", () => {
  it("removes what acts by itself and says so, but keeps links", async () => {
    const original = await documentWithContent("", (document, page) => {
      const { context, catalog } = document;
      const script = { Type: "Action", S: "JavaScript", JS: PDFString.of("app.alert(1)") };
      catalog.set(PDFName.of("OpenAction"), context.obj(script));
      catalog.set(PDFName.of("AA"), context.obj({ WC: script }));
      const link = { Type: "Annot", Subtype: "Link", Rect: [0, 0, 9, 9] };
      page.node.set(
        PDFName.of("Annots"),
        context.obj([
          { ...link, A: { S: "URI", URI: PDFString.of("https://example.com/kept") } },
          { ...link, A: { S: "Launch", F: PDFString.of("cmd.exe") } },
          { ...link, Subtype: "FileAttachment", FS: { Type: "Filespec", F: PDFString.of("attached.bin") } },
          { ...link, FS: { Type: "Filespec", EF: { F: context.register(context.stream("embedded by another way")) } } },
        ]),
      );
    });
    const { bytes, manifest } = await prepare(original);
    const text = Buffer.from(bytes).toString("latin1");
    for (const gone of ["JavaScript", "app.alert", "Launch", "cmd.exe", "attached.bin", "embedded by another way", "/AA"]) expect(text).not.toContain(gone);
    expect(text).toContain("https://example.com/kept");
    expect(manifest.notes.join()).toMatch(/JavaScript.*start programs/);
  });

  it("removes embedded files", async () => {
    const document = await PDFDocument.create();
    document.addPage();
    await document.attach(Buffer.from("secret appendix"), "appendix.txt");
    const { bytes, manifest } = await prepare(await document.save());
    expect(Buffer.from(bytes).includes("appendix.txt")).toBe(false);
    expect(manifest.notes.join()).toContain("embedded files");
  });

  it("leaves earlier revisions and orphans behind", async () => {
    const original = await documentWithContent("", (document) => {
      document.context.register(document.context.obj({ Type: "Page", Old: PDFString.of("withdrawn paragraph") }));
    });
    const { bytes } = await prepare(original);
    expect(Buffer.from(bytes).includes("withdrawn paragraph")).toBe(false);
  });

  it("drops the value of a signature, which no copy can keep, and names its field", async () => {
    const original = await documentWithContent("", (document) => {
      const { context, catalog } = document;
      const value = context.register(context.obj({ Type: "Sig", Name: PDFString.of("Auditor LLP"), Contents: PDFString.of("der") }));
      const field = context.register(context.obj({ FT: "Sig", T: PDFString.of("Signature1"), V: value }));
      catalog.set(PDFName.of("AcroForm"), context.obj({ Fields: [field], SigFlags: 3 }));
    });
    const { manifest } = await prepare(original);
    expect(manifest.notes.join()).toContain("Auditor LLP (field Signature1)");
  });
});

describe("repairs and refusals", () => {
  it("reads a document with junk before its header and a damaged cross-reference table", async () => {
    const sound = Buffer.from(await documentOf([a4])).toString("latin1");
    const broken = Buffer.from(`HTTP/1.1 200 OK\r\n\r\n${sound.replace(/startxref\s+\d+/, "startxref\n7")}`, "latin1");
    const prepared = await prepare(broken);
    const [page] = await readPages(await serve(prepared));
    expectFullMark(page?.text ?? "");
    expect(prepared.manifest.notes.join()).toContain("before the PDF header");
  });

  it("has a stable code for every reason to refuse", async () => {
    const ten = await documentOf(Array.from({ length: 10 }, () => a4));
    expect(await refusal(Buffer.from("Microsoft Word document"))).toBe("NotAPdf");
    expect(await refusal(new Uint8Array())).toBe("NotAPdf");
    expect(await refusal(ten, { maxPages: 9 })).toBe("TooManyPages");
    expect(await refusal(ten, { maxBytes: 500 })).toBe("TooLarge");
    expect(await refusal(ten.subarray(0, 60))).toBe("Damaged");
    expect(await refusal(await documentWithLoop())).toBe("Damaged");
    const empty = await PDFDocument.create();
    expect(await refusal(await empty.save({ addDefaultPage: false }))).toBe("NoPages");
  });

  it("refuses content that unpacks beyond the limit", async () => {
    const bomb = await documentWithContent("", (document, page) => {
      const stream = PDFRawStream.of(document.context.obj({ Filter: "FlateDecode" }), deflateSync(Buffer.alloc(8_000_000, 0x20)));
      page.node.set(PDFName.of("Contents"), document.context.register(stream));
    });
    expect(await refusal(bomb, { maxContentBytes: 4_000_000 })).toBe("TooLarge");
  });

  const password = hasCommand("qpdf");
  it.runIf(password).each([
    ["RC4, 40 bits", ["40"]],
    ["RC4, 128 bits", ["128", "--use-aes=n"]],
    ["AES, 128 bits", ["128", "--use-aes=y"]],
    ["AES, 256 bits", ["256"]],
  ])("decrypts what opens without a password (%s), refuses the rest", async (_, bits) => {
    const original = await documentWithContent("BT /F1 12 Tf 100 500 Td (Body) Tj ET");
    const encrypt = (user: string): Uint8Array => {
      const args = ["--allow-weak-crypto", "--object-streams=generate", "--encrypt", user, "owner", ...bits, "--"];
      return Buffer.from(runOn(original, "sh", (file) => ["-c", 'f=$1; shift; qpdf "$@" "$f" - | base64', "sh", file, ...args]), "base64");
    };
    const prepared = await prepare(encrypt(""));
    const [page] = await readPages(await serve(prepared));
    expect(page?.text).toContain("Body");
    expectFullMark(page?.text ?? "");
    expect(prepared.manifest.notes.join()).toContain("encrypted");
    expect(await refusal(encrypt("secret"))).toBe("Encrypted");
  });
});

describe("the prepared document", () => {
  it("comes with a manifest that survives JSON, in order and without overlap", async () => {
    const { bytes, manifest } = await prepare(await documentOf([a4, { width: 300, height: 200 }]));
    expect(PreparedManifest.parse(JSON.parse(JSON.stringify(manifest)))).toEqual(manifest);
    expect(manifest.bytes).toBe(bytes.length);
    let end = 0;
    for (const { offset, length } of manifest.slots) {
      expect(offset).toBeGreaterThanOrEqual(end);
      end = offset + length;
    }
    expect(end).toBeLessThan(bytes.length);
  });

  it.runIf(hasCommand("qpdf"))("is without fault for qpdf, before and after it is personalised", async () => {
    const prepared = await prepare(await documentOf([a4, { ...a4, rotate: 90 }]));
    for (const bytes of [prepared.bytes, await serve(prepared)]) {
      expect(runOn(bytes, "qpdf", (file) => ["--check", file])).toContain("No syntax or stream encoding errors");
    }
  });
});
