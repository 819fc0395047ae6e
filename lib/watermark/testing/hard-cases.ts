import { deflateSync } from "node:zlib";
import { PDFDocument, PDFName, PDFRawStream, PDFString, rgb, StandardFonts } from "pdf-lib";
import { a4, documentOf, documentWithContent, documentWithInheritance, documentOfText } from "./documents";
import { hasCommand, runOn } from "./read-pdf";

/** What a document of this kind comes to: a copy that looks as before, or a refusal with this code. */
export type HardCase = {
  name: string;
  make: () => Promise<Uint8Array>;
  refused?: string;
  /** The one renderer that shows the original as viewers do. */
  only?: "pdf.js";
};

const body = "BT /F1 24 Tf 100 500 Td (Body of the page) Tj ET 0.9 0.2 0.1 rg 100 300 200 100 re f";

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");
const edited = async (original: Promise<Uint8Array>, edit: (text: string) => string): Promise<Uint8Array> => Buffer.from(edit(latin1(await original)), "latin1");

/** Pages in the colour spaces, groups and modes by which a mark after the content might be drawn otherwise, or change it. */
async function transparent(): Promise<Uint8Array> {
  return documentWithContent(
    "0.2 0.9 0.1 0 k 0 0 595 400 re f /G1 gs 1 0 0 rg 60 60 400 500 re f /G2 gs 0 0 1 rg 200 200 300 400 re f /Fm Do",
    (document, page) => {
      const { context } = document;
      const form = context.flateStream("0 1 0 rg 0 0 200 200 re f", {
        Type: "XObject", Subtype: "Form", BBox: [0, 0, 200, 200], Matrix: [1, 0, 0, 1, 250, 500], Group: { S: "Transparency", I: true, K: true, CS: "DeviceRGB" },
      });
      const states = { G1: { ca: 0.4, BM: "Multiply" }, G2: { ca: 0.7, BM: "Difference" } };
      page.node.set(PDFName.of("Group"), context.obj({ S: "Transparency", I: true, CS: "DeviceCMYK" }));
      page.node.set(PDFName.of("Resources"), context.obj({ ExtGState: states, XObject: { Fm: context.register(form) } }));
    },
  );
}

async function layered(): Promise<Uint8Array> {
  return documentWithContent(`/OC /L1 BDC ${body} EMC /OC /L2 BDC 0 0 1 rg 300 600 100 100 re f EMC`, (document, page) => {
    const { context } = document;
    const [shown, hidden] = ["Shown", "Hidden"].map((title) => context.register(context.obj({ Type: "OCG", Name: PDFString.of(title) })));
    if (!shown || !hidden) return;
    document.catalog.set(PDFName.of("OCProperties"), context.obj({ OCGs: [shown, hidden], D: { ON: [shown], OFF: [hidden] } }));
    page.node.Resources()?.set(PDFName.of("Properties"), context.obj({ L1: shown, L2: hidden }));
  });
}

async function withForm(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const page = document.addPage([400, 300]);
  const form = document.getForm();
  const field = form.createTextField("company");
  field.setText("Nordlicht Energie");
  field.addToPage(page, { x: 40, y: 200, width: 200, height: 30 });
  form.createCheckBox("agreed").addToPage(page, { x: 40, y: 140, width: 20, height: 20 });
  return document.save();
}

/** One page and one content shared by three entries of the page tree. */
async function repeatedPage(): Promise<Uint8Array> {
  const original = documentWithContent(body);
  return edited(original, (text) => text.replace(/\/Kids \[ (\d+ 0 R) \]\n\/Count 1/, "/Kids [ $1 $1 $1 ]\n/Count 3"));
}

/** A later revision, appended, takes the place of the first content. */
async function revised(): Promise<Uint8Array> {
  const first = latin1(await documentWithContent("BT /F1 24 Tf 100 500 Td (Withdrawn) Tj ET"));
  const content = /\/Contents (\d+) 0 R/.exec(first)?.[1] ?? "";
  const before = /startxref\s+(\d+)/.exec(first)?.[1] ?? "0";
  const root = /\/Root (\d+ 0 R)/.exec(first)?.[1] ?? "";
  const size = /\/Size (\d+)/.exec(first)?.[1] ?? "";
  const object = `${content} 0 obj\n<< /Length ${body.length} >>\nstream\n${body}\nendstream\nendobj\n`;
  const table = first.length + object.length;
  const row = `${String(first.length).padStart(10, "0")} 00000 n \n`;
  const trailer = `xref\n${content} 1\n${row}trailer\n<< /Size ${size} /Root ${root} /Prev ${before} >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(`${first}${object}${trailer}`, "latin1");
}

const splitContent = () =>
  documentWithContent("", (document, page) => {
    const parts = ["q BT /F1 24 Tf", "100 500 Td (Body) Tj", "ET Q 0 0.5 0 rg", "100 300 200 100 re f"];
    page.node.set(PDFName.of("Contents"), document.context.obj(parts.map((part) => document.context.register(document.context.stream(part)))));
  });

const filtered = (filters: string[], encode: (text: string) => string) => () =>
  documentWithContent("", (document, page) => {
    const stream = PDFRawStream.of(document.context.obj({ Filter: filters }), Buffer.from(encode(body), "latin1"));
    page.node.set(PDFName.of("Contents"), document.context.register(stream));
  });

async function photographic(): Promise<Uint8Array> {
  return documentOfText(1, (page) => {
    for (let x = 0; x < 595; x += 17) for (let y = 0; y < 842; y += 17) page.drawRectangle({ x, y, width: 17, height: 17, color: rgb(((x * 7 + y) % 97) / 97, ((x + y * 5) % 89) / 89, ((x * 3) % 83) / 83) });
  });
}

async function attached(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const page = document.addPage([300, 300]);
  page.drawText("With an appendix", { x: 40, y: 150, size: 18, font: await document.embedFont(StandardFonts.Courier) });
  await document.attach(Buffer.from("appendix"), "appendix.txt");
  return document.save();
}

function rewritten(...args: string[]): () => Promise<Uint8Array> {
  return async () => Buffer.from(runOn(await documentWithContent(body), "sh", (file) => ["-c", 'f=$1; shift; qpdf "$@" "$f" - | base64', "sh", file, ...args]), "base64");
}

const byQpdf: HardCase[] = [
  { name: "linearized", make: rewritten("--linearize") },
  { name: "object streams", make: rewritten("--object-streams=generate") },
  { name: "encrypted, opens without a password", make: rewritten("--encrypt", "", "owner", "256", "--") },
  { name: "encrypted with a password", make: rewritten("--encrypt", "secret", "owner", "256", "--"), refused: "Encrypted" },
];

/** Documents that a marking engine may spoil, and those it must refuse. Those that need qpdf only where it is installed. */
export const hardCases: readonly HardCase[] = [
  { name: "every rotation, cropped with an offset", make: () => documentOf([0, 90, 180, 270, -90].map((rotate) => ({ ...a4, rotate, origin: [-100, 50], crop: [0, 150, 300, 420] }))) },
  { name: "user units, a strip, a stamp, a poster", make: () => documentOf([{ width: 240, height: 340, userUnit: 2.5 }, { width: 3_000, height: 30 }, { width: 40, height: 40 }, { width: 11_339, height: 8_504 }]) },
  { name: "everything inherited", make: documentWithInheritance },
  { name: "one page listed three times", make: repeatedPage },
  { name: "a later revision", make: revised },
  { name: "content in four streams", make: splitContent },
  { name: "content in hexadecimal and run lengths", make: filtered(["ASCIIHexDecode"], (text) => `${Buffer.from(text, "latin1").toString("hex")}>`) },
  { name: "content packed twice", make: filtered(["ASCII85Decode", "FlateDecode"], (text) => ascii85(deflateSync(Buffer.from(text, "latin1")))) },
  { name: "states left open and scaled away", make: () => documentWithContent(`${body} q q 0.1 0 0 0.1 900 900 cm 0 0 10 10 re W n`) },
  // Poppler leaves the page empty after such an operator; other readers pass over it.
  { name: "states restored that nobody saved", only: "pdf.js", make: () => documentWithContent(`Q Q ${body} Q Q 1 0 0 RG 50 50 m 500 700 l S`) },
  { name: "text and marked content left open", make: () => documentWithContent("/P BMC BT /F1 24 Tf 1 Tr 100 500 Td (Body) Tj") },
  { name: "an inline image that says EI and Q", make: () => documentWithContent(`${body} q 90 0 0 90 300 650 cm BI /W 4 /H 2 /BPC 8 /CS /G ID Q EI\x00\x90 EI Q`) },
  { name: "an inline image followed by a zero", make: () => documentWithContent(`q 90 0 0 90 300 650 cm BI /W 2 /H 2 /BPC 8 /CS /G ID \x20\x90\xf0\x40\nEI \x00Q \x00\n${body}`) },
  { name: "groups, blending and CMYK", make: transparent },
  { name: "layers, one of them hidden", make: layered },
  { name: "form fields", make: withForm },
  { name: "a picture over the whole page", make: photographic },
  { name: "an embedded file", make: attached },
  { name: "a name with a space in a font", make: () => edited(documentWithContent(body), (text) => text.replace("/BaseFont /Helvetica", "/BaseFont /Helvetica /X /Arial,Unicode MS")) },
  { name: "no cross-reference table", make: () => edited(documentWithContent(body), (text) => text.replace(/xref[\s\S]*?trailer/, "trailer").replace(/startxref\s+\d+/, "startxref\n7")) },
  { name: "junk before the header", make: () => edited(documentWithContent(body), (text) => `HTTP/1.1 200 OK\r\n\r\n${text}`) },
  { name: "no endobj", make: () => edited(documentWithContent(body), (text) => text.replaceAll("endobj", "      ")) },
  { name: "not a PDF", make: async () => Buffer.from("A text."), refused: "NotAPdf" },
  { name: "cut off after its first bytes", make: async () => (await documentWithContent(body)).subarray(0, 60), refused: "Damaged" },
  ...(hasCommand("qpdf") ? byQpdf : []),
];

function ascii85(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 4) {
    const group = Buffer.alloc(4);
    const count = Buffer.from(bytes.subarray(at, at + 4)).copy(group);
    let value = group.readUInt32BE(0);
    const symbols = Array.from({ length: 5 }, () => {
      const symbol = String.fromCharCode(33 + (value % 85));
      value = Math.floor(value / 85);
      return symbol;
    }).reverse().join("");
    text += count === 4 && symbols === "!!!!!" ? "z" : symbols.slice(0, count + 1);
  }
  return `${text}~>`;
}
