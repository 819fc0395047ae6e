import { isIP } from "node:net";
import type { BlockList } from "node:net";

/** An address in one spelling: IPv4 inside IPv6 (`::ffff:10.0.0.1`) becomes IPv4, a zone (`%eth0`) goes. */
export function plainAddress(address: string | undefined): string {
  const bare = (address ?? "").replace(/%.*$/, "").toLowerCase();
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(bare)?.[1];
  return mapped ?? bare;
}

/** True when the address is one of the reverse proxies that are trusted. */
export function isTrusted(address: string, proxies: BlockList): boolean {
  const version = isIP(address);
  return version !== 0 && proxies.check(address, version === 4 ? "ipv4" : "ipv6");
}

/**
 * The address of the client: that of the connection, unless it is a trusted proxy; then the last address of `X-Forwarded-For` that is
 * not a trusted proxy itself. What clients write into that header stands further left and is never reached.
 */
export function clientAddress(connected: string | undefined, forwarded: string | undefined, proxies: BlockList): string {
  const peer = plainAddress(connected);
  if (!isTrusted(peer, proxies) || !forwarded) return peer;
  let nearest = peer;
  for (const entry of forwarded.split(",").reverse()) {
    const address = plainAddress(entry.trim());
    if (isIP(address) === 0) return nearest;
    nearest = address;
    if (!isTrusted(address, proxies)) return address;
  }
  return nearest;
}
