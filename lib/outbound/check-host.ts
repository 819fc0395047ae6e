import { lookup } from "node:dns/promises";
import { isIP, type BlockList } from "node:net";
import { config, trustedNetworks } from "@/lib/config/config";
import { isPublicAddress } from "./addresses";
import { problems } from "./problems";

export type CheckedAddress = Readonly<{ address: string; family: 4 | 6 }>;

/** Why a receiver is not called. The message is one of `problems`. */
export class HostRefused extends Error {
  override readonly name = "HostRefused";
}

const asFamily = (family: number): 4 | 6 => (family === 6 ? 6 : 4);
const isAllowed = (allowed: BlockList, { address, family }: CheckedAddress): boolean => isPublicAddress(address) || allowed.check(address, family === 6 ? "ipv6" : "ipv4");

/** A host as a URL has it: IPv6 addresses without their brackets. */
export const bareHost = (hostname: string): string => hostname.replace(/^\[(.*)\]$/, "$1");

/**
 * The addresses of a host, all of which are public or in `OUTBOUND_PRIVATE_NETWORKS`. One that is not refuses the whole host: which address a later connection
 * would take is not the portal's to guess. Whoever connects must use one of these and ask the name service no second time.
 * @throws HostRefused with the reason
 */
export async function checkHost(hostname: string): Promise<readonly CheckedAddress[]> {
  const host = bareHost(hostname);
  const family = isIP(host);
  const found = family === 0 ? (await lookup(host, { all: true, verbatim: true }).catch(() => [])).map((one) => ({ address: one.address, family: asFamily(one.family) })) : [{ address: host, family: asFamily(family) }];
  if (found.length === 0) throw new HostRefused(problems.unknownHost(host));
  const allowed = trustedNetworks(config().outboundPrivateNetworks);
  if (!found.every((one) => isAllowed(allowed, one))) throw new HostRefused(problems.privateHost(host));
  return found;
}
