import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { pipeline } from "node:stream/promises";
import { answer } from "./answer";

/** The plainest server of one file that Node makes: a stream piped to the socket. */
const file = process.env["BENCH_FILE"] ?? "";
const { size } = await stat(file);
const server = createServer((_request, response) => {
  response.writeHead(200, { "Content-Type": "application/pdf", "Content-Length": size });
  pipeline(createReadStream(file), response).catch(() => response.destroy());
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  answer({ port: typeof address === "object" && address ? address.port : 0 }, () => Promise.resolve(null));
});
