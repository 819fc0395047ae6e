/** An address or a block of addresses: the number, and how many of its leading bits count. */
export type IpRange = Readonly<{ family: 4 | 6; bits: bigint; prefix: number }>;

const v4 = (text: string): bigint => text.split(".").reduce((sum, part) => sum * 256n + BigInt(part), 0n);

function v6(text: string): bigint {
  const [plain = ""] = text.split("%");
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(plain);
  const tail = dotted?.[2] === undefined ? 0n : v4(dotted[2]);
  const hex = dotted?.[1] === undefined ? plain : `${dotted[1]}${(tail >> 16n).toString(16)}:${(tail & 0xffffn).toString(16)}`;
  const [head = "", rest] = hex.split("::");
  const parts = (half: string): string[] => (half === "" ? [] : half.split(":"));
  const before = parts(head);
  const after = parts(rest ?? "");
  const groups = [...before, ...Array.from({ length: 8 - before.length - after.length }, () => "0"), ...after];
  return groups.reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n);
}

const octet = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
const dottedQuad = new RegExp(`^${octet}(?:\\.${octet}){3}$`);

function isV6(text: string): boolean {
  const [plain = "", zone, ...more] = text.split("%");
  if (more.length > 0 || (zone !== undefined && !/^[0-9A-Za-z._:~-]+$/.test(zone))) return false;
  const halves = plain.split("::");
  if (halves.length > 2) return false;
  const parts = halves.flatMap((half) => (half === "" ? [] : half.split(":")));
  const quad = parts.at(-1)?.includes(".") === true;
  if (quad && (plain.endsWith("::") || !dottedQuad.test(parts.at(-1) ?? ""))) return false;
  const hex = quad ? parts.slice(0, -1) : parts;
  const length = hex.length + (quad ? 2 : 0);
  return hex.every((part) => /^[0-9A-Fa-f]{1,4}$/.test(part)) && (halves.length === 2 ? length <= 7 : length === 8);
}

/** 4, 6 or 0, as `isIP` of Node answers; written out, because the editor asks in the browser. */
export const addressFamily = (text: string): 0 | 4 | 6 => (dottedQuad.test(text) ? 4 : isV6(text) ? 6 : 0);

const mapped = 0xffffn;

/**
 * An address (`192.0.2.7`, `2001:db8::1`) or a block (`192.0.2.0/24`, RFC 4632 and RFC 4291); undefined for anything else.
 * IPv4 addresses that are written as IPv6 (`::ffff:192.0.2.7`) are IPv4 addresses.
 */
export function parseIpRange(text: string): IpRange | undefined {
  const [address = "", length, ...more] = text.split("/");
  const family = addressFamily(address);
  if (more.length > 0 || (family !== 4 && family !== 6) || (length !== undefined && !/^(0|[1-9]\d{0,2})$/.test(length))) return undefined;
  const width = family === 4 ? 32 : 128;
  const prefix = length === undefined ? width : Number(length);
  if (prefix > width) return undefined;
  const bits = family === 4 ? v4(address) : v6(address);
  if (family === 6 && bits >> 32n === mapped && prefix >= 96) return { family: 4, bits: bits & 0xffffffffn, prefix: prefix - 96 };
  return { family, bits, prefix };
}

/** Whether an address lies within a block. Addresses of one family are never in a block of the other. */
export function withinRange(address: IpRange, range: IpRange): boolean {
  if (address.family !== range.family || address.prefix < range.prefix) return false;
  const rest = BigInt((range.family === 4 ? 32 : 128) - range.prefix);
  return address.bits >> rest === range.bits >> rest;
}
