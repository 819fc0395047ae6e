import { PDFArray, type PDFContext, PDFDict, PDFNull, type PDFObject, PDFRawStream, PDFRef, PDFStream } from "pdf-lib";

/**
 * The objects that can be reached, in order, under new numbers without gaps: earlier revisions and orphans stay behind, and
 * odd numbers and generations do not matter. References are changed in place.
 */
function renumber(context: PDFContext, first: readonly PDFRef[]): { numbers: Map<PDFRef, PDFRef>; objects: [PDFRef, PDFObject][] } {
  const numbers = new Map<PDFRef, PDFRef>();
  const objects: [PDFRef, PDFObject][] = [];
  const renewed = (ref: PDFRef): PDFRef | undefined => {
    const known = numbers.get(ref);
    if (known) return known;
    const target = context.lookup(ref);
    if (!target) return undefined;
    const next = PDFRef.of(objects.length + 1);
    numbers.set(ref, next);
    objects.push([next, target]);
    return next;
  };
  for (const ref of first) renewed(ref);
  const seen = new Set<PDFObject>();
  const stack: PDFObject[] = [];
  const replacement = (value: PDFObject): PDFObject => {
    if (value instanceof PDFRef) return renewed(value) ?? PDFNull;
    stack.push(value);
    return value;
  };
  for (let index = 0; index < objects.length; index += 1) {
    const entry = objects[index];
    if (entry) stack.push(entry[1]);
    for (let next = stack.pop(); next; next = stack.pop()) {
      const container = next instanceof PDFStream ? next.dict : next;
      if (seen.has(container)) continue;
      seen.add(container);
      if (container instanceof PDFDict) for (const [key, value] of container.entries()) container.set(key, replacement(value));
      else if (container instanceof PDFArray) for (const [at, value] of container.asArray().entries()) container.set(at, replacement(value));
    }
  }
  return { numbers, objects };
}

/** Streams are copied in one piece, which the library would do byte by byte. */
function writeObject(object: PDFObject, buffer: Buffer, offset: number): number {
  if (!(object instanceof PDFRawStream)) return object.copyBytesInto(buffer, offset);
  let position = offset + object.dict.copyBytesInto(buffer, offset);
  position += buffer.write("\nstream\n", position, "latin1");
  buffer.set(object.contents, position);
  position += object.contents.length;
  return position + buffer.write("\nendstream", position, "latin1") - offset;
}

/** `id` in hexadecimal: of the original, and of this copy. */
export type Trailer = { version: string; root: PDFRef; info: PDFRef | undefined; id: readonly [original: string, copy: string] };

/**
 * Writes a whole document anew, with the `first` objects at its head. No object streams, so that what stands in the objects
 * can be found in the bytes. The context cannot be used after this.
 */
export function writeDocument(context: PDFContext, first: readonly PDFRef[], trailer: Trailer): Buffer {
  const { numbers, objects } = renumber(context, [...first, trailer.root, ...(trailer.info ? [trailer.info] : [])]);
  const header = Buffer.from(`%PDF-${trailer.version}\n%\xb5\xb6\xb7\xb8\n`, "latin1");
  let body = header.length;
  const rows = ["0000000000 65535 f \n"];
  const heads = objects.map(([ref, object]) => {
    const head = Buffer.from(`${ref.objectNumber} 0 obj\n`, "latin1");
    rows.push(`${String(body).padStart(10, "0")} 00000 n \n`);
    body += head.length + object.sizeInBytes() + tail.length;
    return head;
  });
  const name = (ref: PDFRef): string => (numbers.get(ref) ?? ref).toString();
  const end = Buffer.from(
    `xref\n0 ${rows.length}\n${rows.join("")}trailer\n<< /Size ${rows.length} /Root ${name(trailer.root)} ${trailer.info ? `/Info ${name(trailer.info)} ` : ""}` +
      `/ID [<${trailer.id[0]}> <${trailer.id[1]}>] >>\nstartxref\n${body}\n%%EOF\n`,
    "latin1",
  );
  const buffer = Buffer.alloc(body + end.length);
  let position = header.copy(buffer);
  for (const [index, [, object]] of objects.entries()) {
    position += heads[index]?.copy(buffer, position) ?? 0;
    position += writeObject(object, buffer, position);
    position += tail.copy(buffer, position);
  }
  end.copy(buffer, position);
  return buffer;
}

const tail = Buffer.from("\nendobj\n\n", "latin1");
