import { randomBytes } from "node:crypto";
import type { PDFContext, PDFRef } from "pdf-lib";
import { commentSentinel, LiteralSyntax, slotStream, type UnplacedSlot } from "./slot-syntax";

const slotBytes = { font: 98_304, widths: 8_192, unicode: 32_768 } as const;

/** Registers the font of the marks, whose glyphs, widths and text are slots. */
export function addMarkFont(context: PDFContext, add: (ref: PDFRef, slot: UnplacedSlot) => void): PDFRef {
  const postScriptName = `${letters(6)}+${letters(1)}${letters(6).toLowerCase()}`;
  const fontSentinel = commentSentinel();
  const file = slotStream(context.obj({ Length1: slotBytes.font }), fontSentinel, slotBytes.font);
  add(file, { kind: "font", sentinel: fontSentinel, length: slotBytes.font });
  const unicodeSentinel = commentSentinel();
  const unicode = slotStream(context.obj({}), unicodeSentinel, slotBytes.unicode);
  add(unicode, { kind: "unicode", sentinel: unicodeSentinel, length: slotBytes.unicode });
  const widthsSentinel = commentSentinel();
  const widths = context.register(new LiteralSyntax(`[${widthsSentinel.padEnd(slotBytes.widths, " ")}\n]`));
  add(widths, { kind: "widths", sentinel: widthsSentinel, length: slotBytes.widths });
  const descriptor = context.register(
    context.obj({
      Type: "FontDescriptor",
      FontName: postScriptName,
      Flags: 4,
      FontBBox: [-1000, -1000, 3000, 2000],
      ItalicAngle: 0,
      Ascent: 1069,
      Descent: -293,
      CapHeight: 714,
      StemV: 80,
      FontFile2: file,
    }),
  );
  const cid = context.register(
    context.obj({
      Type: "Font",
      Subtype: "CIDFontType2",
      BaseFont: postScriptName,
      CIDSystemInfo: context.obj({ Registry: new LiteralSyntax("(Adobe)"), Ordering: new LiteralSyntax("(Identity)"), Supplement: 0 }),
      CIDToGIDMap: "Identity",
      DW: 0,
      W: widths,
      FontDescriptor: descriptor,
    }),
  );
  return context.register(
    context.obj({ Type: "Font", Subtype: "Type0", BaseFont: postScriptName, Encoding: "Identity-H", DescendantFonts: [cid], ToUnicode: unicode }),
  );
}

const letters = (count: number): string => Array.from(randomBytes(count), (byte) => String.fromCharCode(65 + (byte % 26))).join("");
