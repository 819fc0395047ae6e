import { createCipheriv } from "node:crypto";
import { PDFDocument, PDFName, StandardFonts } from "pdf-lib";

/** Bytes that do not compress, the same in each run. */
function noise(bytes: number, seed: number): Uint8Array {
  const start = Buffer.alloc(16);
  start.writeUInt32BE(seed, 0);
  return createCipheriv("aes-256-ctr", Buffer.alloc(32), start).update(Buffer.alloc(bytes));
}

/** A document of A4 pages with a page of text and a picture each, `side` samples wide and high: at 110, 300 pages are about 11 MB. */
export async function thickDocument(pages: number, side = 110): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  const { context } = pdf;
  for (let number = 1; number <= pages; number += 1) {
    const page = pdf.addPage([595, 842]);
    const picture = context.register(
      context.flateStream(noise(side * side * 3, number), { Type: "XObject", Subtype: "Image", Width: side, Height: side, ColorSpace: "DeviceRGB", BitsPerComponent: 8 }),
    );
    page.node.setXObject(PDFName.of("Picture"), picture);
    page.drawText(`Page ${number} of ${pages}`, { x: 60, y: 780, size: 14, font });
    for (let line = 0; line < 30; line += 1) {
      page.drawText(`${number}.${line + 1} The control was tested by inspection of evidence for the whole period; no exception was noted.`, { x: 60, y: 750 - line * 14, size: 9, font });
    }
    page.node.addContentStream(context.register(context.flateStream(`q ${side} 0 0 ${side} 60 120 cm /Picture Do Q`)));
  }
  return pdf.save({ useObjectStreams: false });
}
