import { createServer, get, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Writable } from "node:stream";
import { expect, test } from "vitest";
import { sendPieces } from "./send-pieces";

const size = 256 * 1024;

/** Pieces that are all the same memory, filled anew each time: what had not left by then would arrive as another piece. */
async function* scratched(count: number): AsyncGenerator<Buffer> {
  const scratch = Buffer.alloc(size);
  for (let index = 0; index < count; index += 1) {
    yield scratch.fill(index);
    scratch.fill(0xff);
  }
}

/** What a server sends to somebody who does with the answer what they want. */
async function sentTo<T>(pieces: () => AsyncIterable<Uint8Array>, receive: (answer: IncomingMessage) => Promise<T>): Promise<{ received: T; outcome: unknown }> {
  let settle: (outcome: unknown) => void = () => undefined;
  const outcome = new Promise((resolve) => (settle = resolve));
  const server = createServer((_request, response: ServerResponse) => {
    sendPieces(pieces(), response).then(() => settle("sent"), (error: unknown) => {
      response.destroy();
      settle(error);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => get({ host: "127.0.0.1", port: (server.address() as AddressInfo).port, agent: false }, resolve).on("error", reject));
    return { received: await receive(answer), outcome: await outcome };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test("whoever reads slowly gets every piece as it was when it was sent, though its memory is used again at once", async () => {
  const { received, outcome } = await sentTo(() => scratched(40), async (answer) => {
    const firsts: number[] = [];
    let bytes = 0;
    for await (const piece of answer as AsyncIterable<Buffer>) {
      for (let at = 0; at < piece.length; at += 4096) firsts[Math.floor((bytes + at) / size)] ??= piece[at] ?? -1;
      expect(piece.includes(0xff)).toBe(false);
      bytes += piece.length;
      await new Promise((resolve) => setImmediate(resolve));
    }
    return { bytes, firsts };
  });
  expect(outcome).toBe("sent");
  expect(received).toEqual({ bytes: 40 * size, firsts: Array.from({ length: 40 }, (_, index) => index) });
});

test("pieces that fail end nothing: the receiver does not take what came for the whole", async () => {
  async function* failing(): AsyncGenerator<Buffer> {
    yield* scratched(2);
    throw new Error("the disk is gone");
  }
  const { received, outcome } = await sentTo(failing, (answer) =>
    (async () => { for await (const piece of answer as AsyncIterable<Buffer>) void piece; return "whole"; })().catch(() => "cut"),
  );
  expect(outcome).toEqual(new Error("the disk is gone"));
  expect(received).toBe("cut");
});

test("where the receiver goes away, sending ends with an error and no further piece is asked for", async () => {
  let asked = 0;
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const piece of scratched(1_000)) {
      asked += 1;
      yield piece;
    }
  }
  const { outcome } = await sentTo(counted, (answer) => {
    answer.destroy();
    return Promise.resolve();
  });
  expect(outcome).toBeInstanceOf(Error);
  expect(asked).toBeLessThan(1_000);
});

test("a receiver that was gone before gets nothing", async () => {
  const receiver = new Writable({ write: (_piece, _encoding, done) => done() });
  receiver.destroy();
  await expect(sendPieces(scratched(1), receiver)).rejects.toThrow("went away");
});
