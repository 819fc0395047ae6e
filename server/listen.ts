import type { Server } from "node:http";

/** The address cannot be listened on; the message says why and what to do. */
export class ListenError extends Error {
  override readonly name = "ListenError";
}

function sentence(error: NodeJS.ErrnoException, host: string, port: number): string {
  if (error.code === "EADDRINUSE") return `Port ${port} is in use on ${host}. End what uses it, or choose another: PORT=${port + 1}`;
  if (error.code === "EACCES") return `Port ${port} may not be used by this user. Choose one above 1023 (PORT), and put a reverse proxy in front.`;
  if (error.code === "EADDRNOTAVAIL") return `This machine has no address ${host} (HOST).`;
  return `Cannot listen on ${host}, port ${port}: ${error.message}`;
}

/** Listens and returns the port that was got (it differs for port 0). Throws {@link ListenError}. */
export async function listen(server: Server, host: string, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException): void => reject(new ListenError(sentence(error, host, port)));
    server.once("error", fail);
    server.listen({ host, port }, () => {
      server.off("error", fail);
      resolve();
    });
  });
  const address = server.address();
  return address !== null && typeof address === "object" ? address.port : port;
}
