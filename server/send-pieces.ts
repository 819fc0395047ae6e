import type { Writable } from "node:stream";

/** Waits until a piece has left the process. @throws Error where the receiver goes away instead */
function leave(piece: Uint8Array, receiver: Writable): Promise<void> {
  return new Promise((resolve, reject) => {
    const gone = (): void => reject(new Error("the receiver went away"));
    if (receiver.destroyed) return gone();
    receiver.once("close", gone);
    receiver.write(piece, (error) => {
      receiver.off("close", gone);
      if (error) reject(error);
      else resolve();
    });
  });
}

/**
 * Sends pieces one by one: the next is asked for when the one before has left, so that it need hold no longer. Ends the receiver after the last; whoever
 * was told the length beforehand, and hangs up then, has all of them.
 * @throws Error where the receiver goes away before the last piece has left, or the pieces fail; then the receiver is not ended
 */
export async function sendPieces(pieces: AsyncIterable<Uint8Array>, receiver: Writable): Promise<void> {
  for await (const piece of pieces) await leave(piece, receiver);
  receiver.end();
}
