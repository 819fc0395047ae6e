import { copyIdentifier, instanceId } from "./code/copy-identifier";
import { isDownloadId } from "./code/download-code";
import { drawCode } from "./code/draw-code";
import { drawTile } from "./code/micro-pattern";
import { UndrawableMark } from "./errors";
import type { PreparedManifest, Slot } from "./manifest";
import { lineParts, type Mark, separator, utcTime } from "./mark";
import { drawDiagonal } from "./text/draw-diagonal";
import { drawLine } from "./text/draw-line";
import { GlyphSet, utf16 } from "./text/glyph-set";
import { fitParts, type Part } from "./text/layout";
import { shapeLetters, shapeText } from "./text/shape-text";

/** The personal bytes of one slot. `sentinel` is what the stored document must hold there, followed by spaces. */
export type Splice = { offset: number; bytes: Uint8Array; sentinel: Uint8Array };

/** What to put where in the stored document. `length` is that of the document, before and after. */
export type Personalisation = { splices: Splice[]; length: number };

/** Content in one byte for each character, followed by spaces. */
function inFull(content: string | Uint8Array, length: number): Uint8Array {
  if (typeof content !== "string" && content.length === length) return content;
  const bytes = Buffer.allocUnsafe(length);
  if (typeof content === "string") bytes.write(content, "latin1");
  else bytes.set(content);
  return bytes.fill(0x20, content.length);
}

function filled(slot: Slot, content: string | Uint8Array | undefined): Splice {
  if (content === undefined || content.length > slot.length) {
    throw new UndrawableMark(`The mark does not fit into this document: its ${slot.kind} needs more than ${slot.length} bytes.`);
  }
  return { offset: slot.offset, bytes: inFull(content, slot.length), sentinel: Buffer.from(slot.sentinel, "latin1") };
}

/** More would not fit the slot of a line, whatever its size. */
const longest = 3_000;

function downloadIdOf(mark: Mark): string {
  if (!isDownloadId(mark.downloadId)) throw new UndrawableMark("A mark needs a download id of fourteen symbols.");
  return mark.downloadId;
}

/**
 * Draws the mark for one person, for every slot of a prepared document, in the length of the slot.
 * @throws UndrawableMark when the mark cannot be drawn in full; then nothing may be served.
 */
export async function personalise(manifest: PreparedManifest, mark: Mark): Promise<Personalisation> {
  const downloadId = downloadIdOf(mark);
  if (Number.isNaN(mark.at.getTime())) throw new UndrawableMark("A mark needs a valid time.");
  const texts = lineParts(mark);
  if (texts.flat().join("").length > longest) throw new UndrawableMark(`A mark has at most ${longest} characters.`);
  const context = texts.flat().join(" ");
  const own = new Set([utcTime(mark.at), downloadId]);
  const shape = (text: string) => (own.has(text) ? shapeLetters(text) : shapeText(text, context));
  const parts: Part[] = await Promise.all(texts.map((part) => Promise.all(part.map(shape))));
  const gap = await shape(separator);
  const glyphs = new GlyphSet();
  const linesFirst = new Map<Slot, Splice>();
  for (const slot of manifest.slots) {
    if (slot.kind !== "line") continue;
    const setting = fitParts(parts, gap, slot);
    if (!setting) throw new UndrawableMark("The mark is too long to be drawn on the smallest page of this document.");
    linesFirst.set(slot, filled(slot, drawLine(setting, slot, glyphs)));
  }
  const person = await shape(mark.name);
  const id = await shape(downloadId);
  const traces = [[...(await shape(mark.email)), ...gap, ...id], id];
  const splices = manifest.slots.map((slot): Splice => {
    switch (slot.kind) {
      case "line":
        return linesFirst.get(slot) ?? filled(slot, undefined);
      case "diagonal":
        return filled(slot, drawDiagonal(person, traces, slot));
      case "font":
        return filled(slot, glyphs.font(slot.length));
      case "widths":
        return filled(slot, glyphs.widths());
      case "unicode":
        return filled(slot, glyphs.unicode());
      case "info":
        return filled(slot, `FEFF${utf16(downloadId)}`);
      case "id":
        return filled(slot, copyIdentifier(downloadId).toString("hex").slice(0, slot.length).toUpperCase());
      case "code":
        return filled(slot, drawCode(downloadId, slot.ground));
      case "tile":
        return filled(slot, drawTile(downloadId, slot.shade));
      case "instance":
        return filled(slot, instanceId(downloadId));
    }
  });
  return { splices, length: manifest.bytes };
}
