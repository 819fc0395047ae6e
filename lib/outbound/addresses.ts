import { BlockList, isIP } from "node:net";

const reserved4 = [
  "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
  "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
];
/** Within the global range of IPv6: what leads back to IPv4 (Teredo, 6to4), benchmarking, documentation. */
const reserved6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];

function listOf(networks: readonly string[], family: "ipv4" | "ipv6"): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = "", prefix = ""] = network.split("/");
    list.addSubnet(address, Number(prefix), family);
  }
  return list;
}

const private4 = listOf(reserved4, "ipv4");
const private6 = listOf(reserved6, "ipv6");
const global6 = listOf(["2000::/3"], "ipv6");

/**
 * Whether an address is one of the public internet (IANA's registries of special-purpose addresses, RFC 6890). IPv6 counts as public within 2000::/3 alone:
 * loopback, link-local, unique local, mapped and translated IPv4 addresses all lie outside. What is no address is not public.
 */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !private4.check(address, "ipv4");
  // A zone names an interface of this machine.
  if (family === 6 && !address.includes("%")) return global6.check(address, "ipv6") && !private6.check(address, "ipv6");
  return false;
}
