import { type PDFContext, PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFNumber, type PDFObject, PDFRawStream, PDFRef, PDFStream, PDFString } from "pdf-lib";
import { beforeAll, describe, expect, it } from "vitest";
import { instanceId } from "./code/copy-identifier";
import { scanContent } from "./document/scan-content";
import { prepare } from "./prepare";
import { documentWithContent } from "./testing/documents";
import { mark, serve } from "./testing/serve";

/** ISO 32000-1, annex A, without the compatibility operators, which PDF/A does not want. */
const operators = new Set(
  "b B b* B* BDC BI BMC BT c cm CS cs d d0 d1 Do DP EI EMC ET f F f* G g gs h i ID j J K k l m M MP n q Q re RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \"".split(" "),
);

const xmp =
  `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
  `<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
  `<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>` +
  `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Report</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;

/** A tagged document that says it is PDF/A-2a and PDF/UA-1. */
function tagged(intent: boolean): Promise<Uint8Array> {
  return documentWithContent("/P <</MCID 0>> BDC BT /F1 12 Tf 100 500 Td (Body) Tj ET EMC /Artifact BMC 0 0 1 1 re f EMC", (document, page) => {
    const { context, catalog } = document;
    const set = (key: string, value: PDFObject): void => catalog.set(PDFName.of(key), value);
    const root = context.nextRef();
    const element = context.register(context.obj({ Type: "StructElem", S: "P", P: root, Pg: page.ref, K: 0 }));
    context.assign(root, context.obj({ Type: "StructTreeRoot", K: [element], ParentTree: { Nums: [0, [element]] }, ParentTreeNextKey: 1 }));
    set("StructTreeRoot", root);
    set("MarkInfo", context.obj({ Marked: true }));
    set("Lang", PDFString.of("en"));
    set("ViewerPreferences", context.obj({ DisplayDocTitle: true }));
    const profile = context.register(context.stream("a profile", { N: 3 }));
    if (intent) set("OutputIntents", context.obj([{ Type: "OutputIntent", S: "GTS_PDFA1", OutputConditionIdentifier: PDFString.of("sRGB"), DestOutputProfile: profile }]));
    set("Metadata", context.register(PDFRawStream.of(context.obj({ Type: "Metadata", Subtype: "XML" }), Buffer.from(xmp))));
    context.trailerInfo.ID = context.obj([PDFHexString.of("AB".repeat(16)), PDFHexString.of("CD".repeat(16))]);
    page.node.set(PDFName.of("StructParents"), PDFNumber.of(0));
    page.node.set(PDFName.of("Tabs"), PDFName.of("S"));
  });
}

/** An object without the numbers of what it refers to; pages as their place in order. */
function plain(context: PDFContext, object: PDFObject | undefined, pages: readonly PDFDict[], path: readonly PDFObject[] = []): unknown {
  const value = object instanceof PDFRef ? context.lookup(object) : object;
  if (value === undefined) return null;
  if (path.includes(value)) return `level ${path.indexOf(value)}`;
  if (value instanceof PDFDict && pages.includes(value)) return `page ${pages.indexOf(value)}`;
  const inside = (one: PDFObject): unknown => plain(context, one, pages, [...path, value]);
  if (value instanceof PDFStream) return { dict: inside(value.dict), bytes: Buffer.from(value.getContents()).toString("hex") };
  if (value instanceof PDFDict) return Object.fromEntries(value.entries().map(([key, entry]) => [key.asString(), inside(entry)]));
  return value instanceof PDFArray ? value.asArray().map(inside) : value.toString();
}

const textOf = (stream: PDFObject | undefined): string => (stream instanceof PDFRawStream ? Buffer.from(stream.contents).toString("latin1") : "");

let original: PDFDocument;
let copy: PDFDocument;
let bytes: Buffer;
beforeAll(async () => {
  const document = await tagged(true);
  original = await PDFDocument.load(document, { updateMetadata: false });
  // The Han characters leave no room for the font in full resolution.
  bytes = await serve(await prepare(document), { ...mark, name: Array.from({ length: 250 }, (_, index) => String.fromCodePoint(0x4e00 + index * 79)).join("") });
  copy = await PDFDocument.load(bytes, { updateMetadata: false });
});

const streams = (): [PDFDict, string][] =>
  copy.context.enumerateIndirectObjects().flatMap(([, object]): [PDFDict, string][] => (object instanceof PDFRawStream && !object.dict.has(PDFName.of("Filter")) ? [[object.dict, textOf(object)]] : []));
const markForms = (): [PDFDict, string][] => streams().filter(([dict]) => dict.lookup(PDFName.of("Subtype")) === PDFName.of("Form"));

describe("a tagged PDF/A-2 stays what it was", () => {
  it("keeps structure, language, output intent and preferences to the letter", () => {
    const entry = (document: PDFDocument, key: string): unknown => plain(document.context, document.catalog.get(PDFName.of(key)), document.getPages().map(({ node }) => node));
    for (const key of ["StructTreeRoot", "MarkInfo", "Lang", "ViewerPreferences", "OutputIntents"]) {
      expect(entry(original, key), key).not.toBeNull();
      expect(entry(copy, key), key).toEqual(entry(original, key));
    }
    const [page] = copy.getPages();
    expect(page?.node.get(PDFName.of("StructParents"))?.toString()).toBe("0");
    expect(page?.node.get(PDFName.of("Tabs"))?.toString()).toBe("/S");
  });

  it("marks outside the structure: everything that is added is an artifact, and nothing of it has an MCID", () => {
    const contents = copy.getPages()[0]?.node.Contents();
    const parts = contents instanceof PDFArray ? contents.asArray().map((_, index) => textOf(contents.lookup(index))) : [];
    expect(parts).toHaveLength(4);
    for (const added of parts.slice(2)) expect(added.replace(/^\s*Q\s/, "").trim()).toMatch(/^\/Artifact BMC q [\s\S]* Q\nQ EMC$/);
    for (const [, content] of markForms()) expect(content).not.toContain("MCID");
  });

  it("has metadata that still claim it, with one instance id of the copy, and the original's identifier before the copy's", () => {
    const metadata = textOf(copy.catalog.lookup(PDFName.of("Metadata")));
    expect(metadata).toContain("<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>");
    expect(metadata.match(/<xmpMM:InstanceID>([^<]*)</)?.[1]).toBe(instanceId(mark.downloadId));
    const open: string[] = [];
    for (const [, end, tag = "", closed] of metadata.matchAll(/<(\/?)([A-Za-z]+:[A-Za-z]+)[^<>]*?(\/?)>/g)) {
      if (end) expect(open.pop()).toBe(tag);
      else if (!closed) open.push(tag);
    }
    expect(open, "well-formed").toEqual([]);
    expect(bytes.toString("latin1")).toMatch(/\/ID \[<(?:AB){16}> <[0-9A-F]{32}>\] >>\nstartxref\n\d+\n%%EOF\n$/);
    expect(bytes.subarray(0, 15).toString("latin1"), "four bytes beyond ASCII after the header (6.1.2)").toMatch(/^%PDF-1\.7\n%[\x80-\xff]{4}\n$/);
  });

  it("draws the marks by operators of the standard, with resources of their own, in states without forbidden keys (6.2.2, 6.2.5, 6.2.9)", () => {
    const forms = markForms();
    expect(forms.length).toBeGreaterThanOrEqual(5);
    for (const [dict, content] of forms) {
      expect(dict.lookup(PDFName.of("Resources"))).toBeInstanceOf(PDFDict);
      for (const key of ["OPI", "PS", "Subtype2", "Ref"]) expect(dict.has(PDFName.of(key))).toBe(false);
      const used: string[] = [];
      const scan = scanContent(Buffer.from(content, "latin1"), (operator) => void used.push(operator));
      expect(used.filter((operator) => !operators.has(operator))).toEqual([]);
      expect(scan).toMatchObject({ strayRestores: [], openStates: 0, openText: false, openMarked: 0, dangling: false });
      for (const [, digits = ""] of content.matchAll(/<([0-9A-Fa-f]*)>/g)) expect(digits.length % 2, "even hexadecimal strings (6.1.6)").toBe(0);
    }
    const states = copy.context.enumerateIndirectObjects().flatMap(([, object]) => (object instanceof PDFDict && object.get(PDFName.of("Type")) === PDFName.of("ExtGState") ? [object] : []));
    expect(states.length).toBeGreaterThan(0);
    for (const state of states) expect(state.keys().map((key) => key.asString()).sort()).toEqual(["/BM", "/CA", "/SMask", "/Type", "/ca"]);
  });

  it("has a font that is embedded, as wide as it says, and maps every glyph that is shown to text (6.2.11)", () => {
    const font = copy.context.enumerateIndirectObjects().map(([, object]) => object).find((object): object is PDFDict => object instanceof PDFDict && object.get(PDFName.of("Subtype")) === PDFName.of("Type0"));
    const descendants = font?.lookup(PDFName.of("DescendantFonts"));
    const cid = descendants instanceof PDFArray ? descendants.lookup(0) : undefined;
    if (!font || !(cid instanceof PDFDict)) throw new Error("There is no composite font.");
    expect(cid.get(PDFName.of("BaseFont"))).toBe(font.get(PDFName.of("BaseFont")));
    expect(cid.get(PDFName.of("CIDToGIDMap"))).toBe(PDFName.of("Identity"));
    const descriptor = cid.lookup(PDFName.of("FontDescriptor"), PDFDict);
    const file = descriptor.lookup(PDFName.of("FontFile2"));
    const program = file instanceof PDFRawStream ? Buffer.from(file.contents) : Buffer.alloc(0);
    const tables = new Map(Array.from({ length: program.readUInt16BE(4) }, (_, index) => {
      const at = 12 + 16 * index;
      return [program.toString("latin1", at, at + 4), program.subarray(program.readUInt32BE(at + 8), program.readUInt32BE(at + 8) + program.readUInt32BE(at + 12))];
    }));
    for (const tag of ["glyf", "head", "hhea", "hmtx", "loca", "maxp"]) expect(tables.has(tag), tag).toBe(true);
    const unitsPerEm = tables.get("head")?.readUInt16BE(18) ?? 0;
    expect(unitsPerEm, "the case that is hardest").toBeLessThan(1000);
    const widths = cid.lookup(PDFName.of("W"), PDFArray).lookup(1, PDFArray).asArray().map((width) => (width instanceof PDFNumber ? width.asNumber() : Number.NaN));
    for (const [index, width] of widths.entries()) expect(Math.abs(width - (1000 * (tables.get("hmtx")?.readUInt16BE(4 * (index + 1)) ?? 0)) / unitsPerEm)).toBeLessThanOrEqual(1);
    const map = new Map(Array.from(textOf(font.lookup(PDFName.of("ToUnicode"))).matchAll(/<([0-9A-F]{4})><([0-9A-F]+)>/g), ([, code = "", text = ""]) => [code, text]));
    const line = markForms().map(([, content]) => content).find((content) => content.includes(" Tf")) ?? "";
    const shown = Array.from(line.matchAll(/<((?:[0-9A-F]{4})+)> Tj/g), ([, codes = ""]) => codes.match(/.{4}/g) ?? []).flat();
    expect(shown.length).toBeGreaterThan(250);
    for (const code of shown) {
      expect(code, "no .notdef").not.toBe("0000");
      expect(Number.parseInt(code, 16)).toBeLessThanOrEqual(widths.length);
      expect(map.get(code) ?? "0000", code).not.toMatch(/^(?:0000|FEFF|FFFE)/);
    }
  });

  it("loses its claim, and says so, where it has no output intent for translucent grey", async () => {
    const { manifest, bytes: stored } = await prepare(await tagged(false));
    expect(manifest.report?.standards).toEqual([{ name: "PDF/A-2a", kept: false }, { name: "PDF/UA-1", kept: true }]);
    expect(manifest.notes.join()).toContain("no output intent");
    expect(Buffer.from(stored).includes("pdfaid:part>")).toBe(false);
  });
});
