import { PreparedDocumentMismatch } from "./errors";
import type { Personalisation } from "./personalise";

const space = 0x20;

function mismatch(offset: number): PreparedDocumentMismatch {
  return new PreparedDocumentMismatch(`The stored document does not match its manifest at byte ${offset}.`);
}

const emptySlot = Buffer.alloc(64 * 1024, space);

/** Whether this stretch of a slot, by its place in the slot, holds what belongs there: the sentinel, and spaces after it. */
function holdsSlot(stretch: Uint8Array, place: number, sentinel: Uint8Array): boolean {
  const named = Math.max(0, Math.min(stretch.length, sentinel.length - place));
  if (named > 0 && Buffer.compare(stretch.subarray(0, named), sentinel.subarray(place, place + named)) !== 0) return false;
  for (let at = named; at < stretch.length; at += emptySlot.length) {
    const piece = stretch.subarray(at, at + emptySlot.length);
    if (Buffer.compare(piece, emptySlot.subarray(0, piece.length)) !== 0) return false;
  }
  return true;
}

/**
 * Passes the stored, prepared bytes through and puts the personal bytes into their slots. Constant memory.
 * `start` is the document offset at which the source begins, for a source that was opened on a range. With `inPlace` the personal bytes are written into
 * the pieces of the source, which must be made for that; else a piece with a slot is copied.
 * Slots stand at the head of a prepared document, so that a wrong or damaged file throws before its content is passed on; of a piece that holds a slot nothing is passed on before all its slots were looked at.
 * @throws PreparedDocumentMismatch when a slot does not hold its sentinel, or the source is longer or shorter than the document.
 */
export async function* splice(
  source: AsyncIterable<Uint8Array>,
  personalisation: Personalisation,
  range: { start?: number; end?: number; inPlace?: boolean } = {},
): AsyncGenerator<Uint8Array, void, undefined> {
  const { splices, length } = personalisation;
  const end = range.end ?? length;
  let position = range.start ?? 0;
  let next = 0;
  for await (const chunk of source) {
    const chunkEnd = position + chunk.length;
    if (chunkEnd > end) throw mismatch(end);
    let personal: Buffer | undefined;
    while (next < splices.length) {
      const slot = splices[next];
      if (!slot || slot.offset >= chunkEnd) break;
      const slotEnd = slot.offset + slot.bytes.length;
      if (slotEnd > position) {
        const from = Math.max(0, slot.offset - position);
        const to = Math.min(chunk.length, slotEnd - position);
        if (!holdsSlot(chunk.subarray(from, to), position + from - slot.offset, slot.sentinel)) throw mismatch(position + from);
        // One piece for the socket, not one for each slot and each gap. Slots stand close together, so that few pieces are copied.
        personal ??= range.inPlace === true ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length) : Buffer.from(chunk);
        personal.set(slot.bytes.subarray(position + from - slot.offset, position + to - slot.offset), from);
      }
      if (slotEnd > chunkEnd) break;
      next += 1;
    }
    yield personal ?? chunk;
    position = chunkEnd;
  }
  if (position !== end) throw mismatch(position);
}
