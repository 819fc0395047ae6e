import { randomBytes } from "node:crypto";
import { type PDFDict, PDFObject, PDFRawStream, type PDFRef } from "pdf-lib";
import type { Slot } from "../manifest";

/** A slot that has its place in the document, but not yet its offset. */
export type UnplacedSlot = Slot extends infer S ? (S extends Slot ? Omit<S, "offset"> : never) : never;

/** PDF syntax written as it stands; for what must not be re-formatted between here and the file. */
export class LiteralSyntax extends PDFObject {
  private readonly text: string;

  constructor(text: string) {
    super();
    this.text = text;
  }

  override toString(): string {
    return this.text;
  }

  override clone(): LiteralSyntax {
    return this;
  }

  override sizeInBytes(): number {
    return this.text.length;
  }

  override copyBytesInto(buffer: Uint8Array, offset: number): number {
    for (let index = 0; index < this.text.length; index += 1) buffer[offset + index] = this.text.charCodeAt(index);
    return this.text.length;
  }
}

/** A comment, so that a stored document which was never personalised is still well-formed. */
export function commentSentinel(): string {
  return `%muniment-slot-${randomBytes(16).toString("hex")}`;
}

export function hexSentinel(bytes: number): string {
  return randomBytes(bytes).toString("hex").toUpperCase();
}

export function slotStream(dict: PDFDict, sentinel: string, length: number): PDFRef {
  const contents = Buffer.alloc(length, 0x20);
  contents.write(sentinel, "latin1");
  return dict.context.register(PDFRawStream.of(dict, contents));
}
