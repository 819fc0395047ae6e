import { connect as connectPlain, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { bareHost, checkHost, HostRefused } from "@/lib/outbound/check-host";
import type { PostResult } from "@/lib/outbound/post-signed";
import { problems } from "@/lib/outbound/problems";
import { octetCounted } from "./syslog";

const timeoutMs = 15_000;
/** How long a receiver may take to hang up after it got everything: those that keep the line open get no more of it. */
const hangUpMs = 2_000;

export type SyslogTarget = Readonly<{ host: string; port: number; tls: boolean; /** Certificates to trust besides those of the system. */ ca?: string }>;

/** `host:port`, also with an IPv6 address in brackets. Null for anything else. */
export function readTarget(address: string): { host: string; port: number } | null {
  const [, host = "", digits = ""] = /^(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9.-]{1,253}):(\d{1,5})$/.exec(address) ?? [];
  const port = Number(digits);
  return host !== "" && port >= 1 && port <= 65_535 ? { host: bareHost(host), port } : null;
}

function open({ host, port, tls, ca }: SyslogTarget, address: string): Socket {
  return tls ? connectTls({ host: address, port, servername: /^[\d.]+$|:/.test(host) ? "" : host, minVersion: "TLSv1.2", ...(ca === undefined ? {} : { ca }) }) : connectPlain({ host: address, port });
}

function write(socket: Socket, bytes: Buffer, tls: boolean): Promise<PostResult> {
  return new Promise((resolve) => {
    let given = false;
    const end = (result: PostResult): void => {
      clearTimeout(limit);
      socket.destroy();
      resolve(result);
    };
    const limit = setTimeout(() => end({ sent: false, permanent: false, problem: problems.slow(timeoutMs / 1000) }), timeoutMs);
    socket.once("error", (error) => end({ sent: false, permanent: false, problem: error.message.slice(0, 300) }));
    socket.once("close", () => end(given ? { sent: true } : { sent: false, permanent: false, problem: problems.hungUp }));
    socket.once("finish", () => {
      given = true;
      setTimeout(() => end({ sent: true }), hangUpMs).unref();
    });
    socket.once(tls ? "secureConnect" : "connect", () => socket.end(bytes));
    // What it says is not read, and must be taken for the line to close.
    socket.resume();
  });
}

/**
 * Sends messages over a connection of their own to an address of the host that was checked at this moment. Syslog over TCP has no receipt: taken means that the
 * receiver's machine took every byte and did not break the connection. Never throws.
 */
export async function sendSyslog(target: SyslogTarget, messages: readonly string[]): Promise<PostResult> {
  try {
    const [first] = await checkHost(target.host);
    if (!first) return { sent: false, permanent: false, problem: problems.noAddress };
    return await write(open(target, first.address), octetCounted(messages), target.tls);
  } catch (error) {
    return { sent: false, permanent: false, problem: error instanceof HostRefused ? error.message : problems.uncalled };
  }
}
