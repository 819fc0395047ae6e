import { createServer, get, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { Writable } from "node:stream";
import { expect, test } from "vitest";
import { sendPieces } from "./send-pieces";

/** Small pieces are taken at once and leave later; large ones fill the receiver. */
const sizes = [100, 4_096, 256 * 1024, 7, 70_000] as const;
const sizeOf = (index: number): number => sizes[index % sizes.length] ?? 0;

/** Pieces that are all the same memory, written over as soon as the next is asked for: what had not left by then would arrive as something else. */
async function* scratched(count: number): AsyncGenerator<Buffer> {
  const scratch = Buffer.alloc(256 * 1024);
  for (let index = 0; index < count; index += 1) {
    yield scratch.fill(index + 1).subarray(0, sizeOf(index));
    scratch.fill(0xff);
  }
}

const asSent = (count: number): Buffer => Buffer.concat(Array.from({ length: count }, (_, index) => Buffer.alloc(sizeOf(index), index + 1)));

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
  const { received, outcome } = await sentTo(() => scratched(60), async (answer) => {
    const got: Buffer[] = [];
    for await (const piece of answer as AsyncIterable<Buffer>) {
      got.push(piece);
      await new Promise((resolve) => setImmediate(resolve));
    }
    return Buffer.concat(got);
  });
  expect(outcome).toBe("sent");
  expect(received.equals(asSent(60))).toBe(true);
});

test("an answer that waits for the one before on its connection is whole as well", async () => {
  const answers: ServerResponse[] = [];
  const outcomes: Promise<void>[] = [];
  const server = createServer((_request, response: ServerResponse) => {
    answers.push(response);
    response.setHeader("Content-Length", asSent(10).length);
    if (answers.length < 2) return;
    // The second begins while the first holds the connection.
    for (const each of answers.toReversed()) outcomes.push(sendPieces(scratched(10), each));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  socket.write("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  const got: Buffer[] = [];
  for await (const piece of socket as AsyncIterable<Buffer>) got.push(piece);
  await Promise.all(outcomes);
  server.close();
  const [first, second] = Buffer.concat(got).toString("latin1").split("HTTP/1.1 200 OK").slice(1).map((answer) => answer.slice(answer.indexOf("\r\n\r\n") + 4));
  expect([first === asSent(10).toString("latin1"), second === asSent(10).toString("latin1")]).toEqual([true, true]);
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

test("whoever hangs up with the last byte has all of it, however long the source takes to end", async () => {
  const receiver = new Writable({ write: (_piece, _encoding, done) => done() });
  async function* slowToEnd(): AsyncGenerator<Buffer> {
    yield Buffer.from("the last piece");
    receiver.destroy();
    await new Promise((resolve) => setImmediate(resolve));
  }
  await expect(sendPieces(slowToEnd(), receiver)).resolves.toBeUndefined();
});

test("a receiver that was gone before gets nothing", async () => {
  const receiver = new Writable({ write: (_piece, _encoding, done) => done() });
  receiver.destroy();
  await expect(sendPieces(scratched(1), receiver)).rejects.toThrow("went away");
});
