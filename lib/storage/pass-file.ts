import { open } from "node:fs/promises";

const pieceBytes = 256 * 1024;

/** Buffers that nobody uses now. New memory for every piece would have the whole heap collected again and again while copies leave. */
const spare: Buffer[] = [];
const mostSpare = 32;

const takeBuffer = (): Buffer => spare.pop() ?? Buffer.allocUnsafeSlow(pieceBytes);

/**
 * Streams the bytes of a file from `start` up to but not including `end`, or to its own end before that, through two buffers: one is filled while the other is used. A piece holds,
 * and may be written into, only until the next one is asked for.
 * @throws Error where the file is missing or cannot be read
 */
export async function* passFile(file: string, { start, end }: { start: number; end: number }): AsyncGenerator<Buffer, void, undefined> {
  const handle = await open(file, "r");
  let [now, next] = [takeBuffer(), takeBuffer()];
  const fill = async (buffer: Buffer, position: number): Promise<number> => {
    const wanted = Math.min(pieceBytes, end - position);
    return wanted > 0 ? (await handle.read(buffer, 0, wanted, position)).bytesRead : 0;
  };
  let position = start;
  let filling = fill(now, position);
  let whole = false;
  try {
    for (;;) {
      const bytes = await filling;
      if (bytes === 0) break;
      position += bytes;
      filling = fill(next, position);
      // Looked at when the next piece is asked for, if ever.
      filling.catch(() => undefined);
      yield now.subarray(0, bytes);
      [now, next] = [next, now];
    }
    whole = true;
  } finally {
    // Nobody waits for the file to be closed: who has the last piece is told at once that it was the last.
    void filling.catch(() => undefined).then(() => handle.close()).catch(() => undefined);
    // Where the reader was left in the middle, its last piece may still be on its way out.
    if (whole && spare.length + 2 <= mostSpare) spare.push(now.fill(0), next.fill(0));
  }
}
