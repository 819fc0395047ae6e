import {
  PDFArray,
  PDFBool,
  type PDFContext,
  PDFDict,
  PDFHexString,
  PDFName,
  type PDFObject,
  PDFObjectStreamParser,
  PDFRawStream,
  PDFRef,
  PDFString,
} from "pdf-lib";
import { UnmarkableDocument } from "../errors";
import { type Decryptor, openWithoutPassword } from "./security-handler";

const name = (text: string): PDFName => PDFName.of(text);
const objectStream = "/ObjStm";
const closedObjectStream = "/ObjStX";

/** The same document with its object streams under another name of the same length, so that a parser leaves them closed. */
export function withClosedObjectStreams(bytes: Uint8Array): Uint8Array {
  const copy = Buffer.from(bytes);
  for (let at = copy.indexOf(objectStream); at !== -1; at = copy.indexOf(objectStream, at)) copy.write(closedObjectStream, at, "latin1");
  return copy;
}

function decryptStrings(object: PDFObject, decrypt: (bytes: Uint8Array) => Uint8Array): void {
  const plain = (value: PDFObject): PDFObject | undefined => {
    if (value instanceof PDFString || value instanceof PDFHexString) {
      return PDFHexString.of(Buffer.from(decrypt(value.asBytes())).toString("hex").toUpperCase());
    }
    decryptStrings(value, decrypt);
    return undefined;
  };
  if (object instanceof PDFDict) {
    for (const [key, value] of object.entries()) {
      const replacement = plain(value);
      if (replacement) object.set(key, replacement);
    }
  } else if (object instanceof PDFArray) {
    for (const [index, value] of object.asArray().entries()) {
      const replacement = plain(value);
      if (replacement) object.set(index, replacement);
    }
  }
}

function ownCrypt(dict: PDFDict): boolean {
  const filter = dict.lookup(name("Filter"));
  const first = filter instanceof PDFArray && filter.size() > 0 ? filter.lookup(0) : filter;
  return first === name("Crypt");
}

function withoutCryptFilter(dict: PDFDict): void {
  for (const key of ["Filter", "DecodeParms"]) {
    const value = dict.lookup(name(key));
    if (value instanceof PDFArray && value.size() > 1) value.remove(0);
    else dict.delete(name(key));
  }
}

function decryptStream(context: PDFContext, ref: PDFRef, stream: PDFRawStream, decryptor: Decryptor, metadataIsOpen: boolean): PDFRawStream {
  decryptStrings(stream.dict, (bytes) => decryptor.string(bytes, ref.objectNumber, ref.generationNumber));
  if (ownCrypt(stream.dict)) {
    withoutCryptFilter(stream.dict);
    return stream;
  }
  if (metadataIsOpen && stream.dict.lookup(name("Type")) === name("Metadata")) return stream;
  const plain = PDFRawStream.of(stream.dict, decryptor.stream(stream.contents, ref.objectNumber, ref.generationNumber));
  context.assign(ref, plain);
  return plain;
}

/**
 * Decrypts every object of a document that was parsed with its object streams closed, and opens those.
 * @throws UnmarkableDocument Encrypted, where a password is needed
 */
export async function decryptDocument(context: PDFContext): Promise<void> {
  const encryption = context.lookup(context.trailerInfo.Encrypt);
  const id = context.lookup(context.trailerInfo.ID);
  const first = id instanceof PDFArray && id.size() > 0 ? id.lookup(0) : undefined;
  const idBytes = first instanceof PDFString || first instanceof PDFHexString ? first.asBytes() : new Uint8Array();
  const decryptor = encryption instanceof PDFDict ? openWithoutPassword(encryption, idBytes) : undefined;
  if (!decryptor || !(encryption instanceof PDFDict)) {
    throw new UnmarkableDocument(
      "Encrypted",
      "This PDF cannot be opened without a password or certificate, so it cannot be marked. Upload a copy without protection.",
    );
  }
  const metadataIsOpen = encryption.lookup(name("EncryptMetadata")) === PDFBool.False;
  const closed: PDFRawStream[] = [];
  for (const [ref, object] of context.enumerateIndirectObjects()) {
    if (object === encryption) continue;
    if (object instanceof PDFRawStream) {
      const type = object.dict.lookup(name("Type"));
      if (type === name("XRef")) continue;
      const plain = decryptStream(context, ref, object, decryptor, metadataIsOpen);
      if (type === name(closedObjectStream.slice(1))) closed.push(plain);
    } else if (object instanceof PDFString || object instanceof PDFHexString) {
      const bytes = decryptor.string(object.asBytes(), ref.objectNumber, ref.generationNumber);
      context.assign(ref, PDFHexString.of(Buffer.from(bytes).toString("hex")));
    } else {
      decryptStrings(object, (bytes) => decryptor.string(bytes, ref.objectNumber, ref.generationNumber));
    }
  }
  await openObjectStreams(context, closed);
  if (context.trailerInfo.Encrypt instanceof PDFRef) context.delete(context.trailerInfo.Encrypt);
  context.trailerInfo.Encrypt = undefined;
}

/** What stands in the file by itself is newer than what an object stream says of the same number. */
async function openObjectStreams(context: PDFContext, closed: readonly PDFRawStream[]): Promise<void> {
  const standing = context.enumerateIndirectObjects();
  for (const stream of closed) {
    stream.dict.set(name("Type"), name("ObjStm"));
    await PDFObjectStreamParser.forStream(stream).parseIntoContext();
  }
  for (const [ref, object] of standing) context.assign(ref, object);
}
