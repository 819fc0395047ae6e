import { PDFArray, type PDFContext, PDFDict, type PDFObject, PDFRef, PDFStream } from "pdf-lib";

/** Objects that can be reached from the roots: earlier revisions and orphans stay behind. */
function reachable(context: PDFContext, roots: readonly PDFRef[]): Set<PDFRef> {
  const seen = new Set<PDFRef>();
  const stack: PDFObject[] = [...roots];
  for (let next = stack.pop(); next; next = stack.pop()) {
    if (next instanceof PDFRef) {
      if (seen.has(next)) continue;
      const target = context.lookup(next);
      if (!target) continue;
      seen.add(next);
      stack.push(target);
    } else if (next instanceof PDFStream) stack.push(next.dict);
    else if (next instanceof PDFDict) for (const value of next.values()) stack.push(value);
    else if (next instanceof PDFArray) for (const value of next.asArray()) stack.push(value);
  }
  return seen;
}

type Place = { offset: number; generation: number };

/** One section without gaps: numbers that are not in use are chained as free (some readers stumble over several sections). */
function crossReference(places: ReadonlyMap<number, Place>, size: number): string {
  let free = 0;
  const rows: string[] = [];
  for (let number = size - 1; number >= 0; number -= 1) {
    const place = places.get(number);
    const [position, generation, state] = place ? [place.offset, place.generation, "n"] : [free, number === 0 ? 65535 : 0, "f"];
    if (!place) free = number;
    rows.push(`${String(position).padStart(10, "0")} ${String(generation).padStart(5, "0")} ${state} \n`);
  }
  return `xref\n0 ${size}\n${rows.reverse().join("")}`;
}

export type Trailer = { root: PDFRef; info: PDFRef; id: readonly [original: string, copy: string] };

/**
 * Writes a whole document anew: the `first` objects at its head, then all others that can be reached. No object streams, so
 * that what stands in the objects can be found in the bytes. `id` in hexadecimal.
 */
export function writeDocument(context: PDFContext, first: readonly PDFRef[], trailer: Trailer): Buffer {
  const keep = reachable(context, [trailer.root, trailer.info, ...first]);
  const ahead = new Set(first);
  const newest = new Map<number, PDFRef>();
  for (const ref of keep) {
    const other = newest.get(ref.objectNumber);
    if (!other || other.generationNumber < ref.generationNumber) newest.set(ref.objectNumber, ref);
  }
  const rest = [...newest.values()].filter((ref) => !ahead.has(ref)).sort((left, right) => left.objectNumber - right.objectNumber);
  const header = Buffer.from("%PDF-1.7\n%\xb5\xb6\xb7\xb8\n", "latin1");
  const entries = [...first, ...rest].flatMap((ref) => {
    const object = context.lookup(ref);
    if (!object) return [];
    const head = Buffer.from(`${ref.objectNumber} ${ref.generationNumber} obj\n`, "latin1");
    return [{ ref, object, head, size: head.length + object.sizeInBytes() + tail.length }];
  });
  const body = entries.reduce((sum, { size }) => sum + size, header.length);
  const places = new Map<number, Place>();
  let offset = header.length;
  for (const { ref, size } of entries) {
    places.set(ref.objectNumber, { offset, generation: ref.generationNumber });
    offset += size;
  }
  const count = Math.max(...places.keys()) + 1;
  const end = Buffer.from(
    `${crossReference(places, count)}trailer\n<< /Size ${count} /Root ${trailer.root.toString()} /Info ${trailer.info.toString()} ` +
      `/ID [<${trailer.id[0]}> <${trailer.id[1]}>] >>\nstartxref\n${body}\n%%EOF\n`,
    "latin1",
  );
  const buffer = Buffer.alloc(body + end.length);
  header.copy(buffer);
  let position = header.length;
  for (const { object, head } of entries) {
    position += head.copy(buffer, position);
    position += object.copyBytesInto(buffer, position);
    position += tail.copy(buffer, position);
  }
  end.copy(buffer, position);
  return buffer;
}

const tail = Buffer.from("\nendobj\n\n", "latin1");
