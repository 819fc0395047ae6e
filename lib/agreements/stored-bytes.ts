import { readDocument, sha256Of } from "@/lib/storage/documents";

/** A stored document as a whole. @throws Error when it is missing or not what its hash says */
export async function storedBytes(sha256: Uint8Array): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of readDocument(sha256)) pieces.push(piece);
  const bytes = Buffer.concat(pieces);
  if (!Buffer.from(sha256).equals(sha256Of(bytes))) throw new Error("the stored document is not the one that was stored");
  return bytes;
}
