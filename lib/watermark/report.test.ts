import { deflateSync } from "node:zlib";
import fc from "fast-check";
import { PDFDocument, PDFHexString, PDFName, PDFRawStream, PDFString, rgb } from "pdf-lib";
import { describe, expect, it } from "vitest";
import { checkCharacter } from "./code/download-code";
import { placeMark, visualPage } from "./document/page-geometry";
import { prepare } from "./prepare";
import { a4, documentOf, documentOfText, documentWithContent, type PageShape } from "./testing/documents";
import { readPages, withoutSpaces } from "./testing/read-pdf";
import { expectedText, mark, prepareAndServe } from "./testing/serve";
import { readCodes } from "./trace/read-codes";
import { renderPage, withDocument } from "./trace/render-page";

/** A self-signed certificate of "Auditor LLP Seal", made for this test; its key was thrown away. */
const certificate = Buffer.from(
  [
    "MIIBuTCCAV+gAwIBAgIURxnSrN4kWLZF7lstMc7CShuQK58wCgYIKoZIzj0EAwIwMTEZMBcGA1UEAwwQQXVkaXRvciBMTFAgU2VhbDEUMBIGA1",
    "UECgwLQXVkaXRvciBMTFAwIBcNMjYxMTIyMTE0OTM1WhgPMjEyNjEwMjkxMTQ5MzVaMDExGTAXBgNVBAMMEEF1ZGl0b3IgTExQIFNlYWwxFDAS",
    "BgNVBAoMC0F1ZGl0b3IgTExQMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE0Xv3SreLtTXsX9K4uMBCErYOzEhTd9S9bhYA2UR83wKNw3oCWM",
    "eBJdhlM+/GFjOuuDKy6FIwm0+wjJvUCVkNUqNTMFEwHQYDVR0OBBYEFI3CFe1vrIpt7mCXkxiCwg1hOSrgMB8GA1UdIwQYMBaAFI3CFe1vrIpt",
    "7mCXkxiCwg1hOSrgMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIhAKfOfrgJkgPQB7A/+QVllFJutpu4CObunTHe7lPPhmJBAi",
    "BCwp31GxBsdSRdqHbU2I4VEgLLS2DN6ogh95KVNI8DPg==",
  ].join(""),
  "base64",
);

function element(tag: number, ...parts: Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const length = content.length < 128 ? [content.length] : [0x82, content.length >> 8, content.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

/** CMS SignedData with a certificate and no signer: enough to say who would have signed. */
function signature(): Buffer {
  const type = Buffer.from("06092a864886f70d010702", "hex");
  const signedData = element(0x30, Buffer.from("020101", "hex"), element(0x31), element(0x30), element(0xa0, certificate), element(0x31));
  return element(0x30, type, element(0xa0, signedData));
}

const xmp = (claims: string): string =>
  `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
  `<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmpMM:InstanceID="uuid:old">${claims}` +
  `</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;

const withXmp = (claims: string) =>
  documentWithContent("", (document) => {
    const profile = document.context.register(document.context.stream("a profile", { N: 3 }));
    const intent = { Type: "OutputIntent", S: "GTS_PDFA1", OutputConditionIdentifier: PDFString.of("sRGB"), DestOutputProfile: profile };
    document.catalog.set(PDFName.of("OutputIntents"), document.context.obj([intent]));
    const stream = PDFRawStream.of(document.context.obj({ Type: "Metadata", Subtype: "XML", Filter: "FlateDecode" }), deflateSync(Buffer.from(xmp(claims))));
    document.catalog.set(PDFName.of("Metadata"), document.context.register(stream));
  });

describe("the report of the intake", () => {
  it("says what the document was: its hash, sizes, fonts, structure and language", async () => {
    const original = await documentWithContent("", (document) => {
      document.catalog.set(PDFName.of("Lang"), PDFString.of("de"));
      document.catalog.set(PDFName.of("StructTreeRoot"), document.context.register(document.context.obj({ Type: "StructTreeRoot" })));
      document.catalog.set(PDFName.of("MarkInfo"), document.context.obj({ Marked: true }));
      document.addPage([200, 100]);
      document.addPage([200, 100]);
    });
    const { manifest, bytes } = await prepare(original);
    expect(manifest.report).toMatchObject({
      original: { bytes: original.length, pdfVersion: "1.7" }, tagged: true, language: "de", decrypted: false, repairs: [], removed: [], signatures: [],
      pageSizes: [{ width: 200, height: 100, pages: 2 }, { width: 595.3, height: 841.9, pages: 1 }],
      fonts: [{ name: "Helvetica", kind: "Type1", embedded: false }],
    });
    expect(manifest.report?.original.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(Buffer.from(bytes).includes("/StructTreeRoot"), "a tagged document stays tagged").toBe(true);
    expect(Buffer.from(bytes).toString("latin1").match(/\/Artifact BMC/g), "the marks are no part of its structure").not.toBeNull();
  });

  it("names the signer as the signature's certificate does, with time, reason and place", async () => {
    const original = await documentWithContent("", (document) => {
      const { context, catalog } = document;
      const value = context.obj({
        Type: "Sig", SubFilter: "ETSI.CAdES.detached", M: PDFString.of("D:20260131120000+01'00'"), Reason: PDFString.of("Final report"), Location: PDFString.of("Oslo"),
        Contents: PDFHexString.of(`${signature().toString("hex")}0000`),
      });
      const field = context.register(context.obj({ FT: "Sig", T: PDFString.of("Seal"), V: context.register(value) }));
      catalog.set(PDFName.of("AcroForm"), context.obj({ Fields: [field], SigFlags: 3 }));
    });
    const { manifest } = await prepare(original);
    expect(manifest.report?.signatures).toEqual([
      {
        field: "Seal", signer: "Auditor LLP Seal", certificate: { subject: "Auditor LLP Seal", issuer: "Auditor LLP Seal" }, at: "2026-01-31T11:00:00.000Z",
        reason: "Final report", location: "Oslo", format: "ETSI.CAdES.detached",
      },
    ]);
    expect(manifest.notes.join()).toContain("offer the SHA-256 of the original");
  });

  it("lists embedded files, and keeps them only where the publisher says so", async () => {
    const document = await PDFDocument.create();
    document.addPage();
    await document.attach(Buffer.from("an appendix"), "appendix.txt");
    const original = await document.save();
    const taken = await prepare(original);
    expect(taken.manifest.report?.embeddedFiles).toEqual([{ name: "appendix.txt", kept: false }]);
    const kept = await prepare(original, { keepEmbeddedFiles: true });
    expect(kept.manifest.report?.embeddedFiles).toEqual([{ name: "appendix.txt", kept: true }]);
    expect(kept.manifest.report?.removed).toEqual([]);
    expect(Buffer.from(kept.bytes).includes("/EmbeddedFiles")).toBe(true);
    expect(Buffer.from(taken.bytes).includes("/EmbeddedFiles")).toBe(false);
  });

  it("keeps the claims of PDF/A and PDF/UA, but for PDF/A-1, which knows no transparency", async () => {
    const claim = (part: number, level: string) => `<pdfaid:part>${part}</pdfaid:part><pdfaid:conformance>${level}</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>`;
    const second = await prepare(await withXmp(claim(2, "B")));
    expect(second.manifest.report?.standards).toEqual([{ name: "PDF/A-2b", kept: true }, { name: "PDF/UA-1", kept: true }]);
    expect(Buffer.from(second.bytes).includes("<pdfaid:part>2</pdfaid:part>")).toBe(true);
    const first = await prepare(await withXmp(claim(1, "A")));
    expect(first.manifest.report?.standards).toEqual([{ name: "PDF/A-1a", kept: false }, { name: "PDF/UA-1", kept: true }]);
    expect(Buffer.from(first.bytes).includes("pdfaid:part>")).toBe(false);
    expect(first.manifest.notes.join()).toContain("PDF/A-1 forbids");
    const fourth = await prepare(await withXmp("<pdfaid:part>4</pdfaid:part>"));
    expect(Buffer.from(fourth.bytes).toString("latin1").split("trailer")[1], "PDF/A-4 has no information dictionary").not.toContain("/Info");
  });

  it("gives every copy one instance id of its own, in place of the original's", async () => {
    const served = (await prepareAndServe(await withXmp(""))).toString("latin1");
    expect(served.match(/InstanceID/g)).toHaveLength(2);
    expect(served).not.toContain("uuid:old");
    expect(served).toMatch(/<xmpMM:InstanceID>uuid:[0-9a-f-]{36}<\/xmpMM:InstanceID>/);
  });

  it("refuses a document whose pages together unpack to more than allowed", async () => {
    await expect(prepare(await documentOfText(3), { maxUnpackedBytes: 5_000 })).rejects.toMatchObject({ code: "TooLarge" });
  });

  it("is made page by page, and says how far it is", async () => {
    const seen: number[] = [];
    await prepare(await documentOf(Array.from({ length: 120 }, () => a4)), {}, ({ page, pages }) => void seen.push(page / pages));
    expect(seen).toEqual([50 / 120, 100 / 120]);
  });
});

describe("the marks can be read", () => {
  const grounds: [string, (x: number, y: number) => [number, number, number]][] = [
    ["white", () => [1, 1, 1]],
    ["black", () => [0, 0, 0]],
    ["a busy picture", (x, y) => [((x * 37 + y * 91) % 97) / 97, ((x * 53 + y * 17) % 89) / 89, ((x * 11 + y * 71) % 83) / 83]],
  ];
  it.each(grounds)("on a ground of %s", async (_, colour) => {
    const document = await PDFDocument.create();
    const page = document.addPage([420, 595]);
    for (let x = 0; x < 420; x += 14) for (let y = 0; y < 595; y += 14) page.drawRectangle({ x, y, width: 14, height: 14, color: rgb(...colour(x, y)) });
    const served = await prepareAndServe(await document.save());
    const picture = await withDocument(served, (pdf) => renderPage(pdf, 1, 150));
    expect(await readCodes(picture)).toEqual([mark.downloadId]);
    const [read] = await readPages(served);
    expect(withoutSpaces(read?.text ?? "")).toContain(mark.downloadId);
    expect(checkCharacter(mark.downloadId)).toMatch(/^[0-9A-Z]$/);
  });
});

describe("any page", () => {
  const side = fc.double({ min: 12, max: 9_000, noNaN: true });
  const shape: fc.Arbitrary<PageShape> = fc.record(
    {
      width: side,
      height: side,
      rotate: fc.constantFrom(0, 90, 180, 270, -90, 360, 450),
      origin: fc.tuple(fc.integer({ min: -3_000, max: 3_000 }), fc.integer({ min: -3_000, max: 3_000 })),
      userUnit: fc.constantFrom(1, 0.5, 2.5, 10),
    },
    { requiredKeys: ["width", "height"] },
  );

  it("carries the whole line, within what is seen of it", { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(shape, { minLength: 1, maxLength: 3 }), async (shapes) => {
        const pages = await readPages(await prepareAndServe(await documentOf(shapes)));
        expect(pages).toHaveLength(shapes.length);
        for (const { text, items, width, height } of pages) {
          for (const part of expectedText(mark)) expect(withoutSpaces(text)).toContain(withoutSpaces(part));
          const slack = 0.001 * Math.max(width, height);
          for (const { left, right, top, bottom, text: stretch } of items) {
            if (stretch.trim() === "" || /^Page/.test(stretch)) continue;
            expect(Math.min(left, top)).toBeGreaterThanOrEqual(-slack);
            expect(right).toBeLessThanOrEqual(width + slack);
            expect(bottom).toBeLessThanOrEqual(height + slack);
          }
        }
      }),
      { numRuns: 12 },
    );
  });

  it("has its codes whole and apart, and few enough tiles", () => {
    fc.assert(
      fc.property(side, side, fc.constantFrom(0, 90, 180, 270), fc.double({ min: 0.1, max: 20, noNaN: true }), (width, height, rotation, unit) => {
        const visual = visualPage({ left: 0, bottom: 0, right: width, top: height }, rotation, unit);
        const { codes, tiles } = placeMark(visual, 108);
        for (const { matrix: [size, , , , x, y] } of [...codes.left, ...codes.right]) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x + size).toBeLessThanOrEqual(visual.width + 1e-9);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(y + size).toBeLessThanOrEqual(visual.height + 1e-9);
        }
        expect(tiles.across * tiles.up).toBeLessThanOrEqual(400);
        expect(tiles.across * 108 * tiles.matrix[0]).toBeGreaterThanOrEqual(visual.width - 1e-6);
      }),
    );
  });
});
