import { BlockList, isIP } from "node:net";

/** Networks of IPv4 that are not global unicast (IANA's registry of special purposes). */
const NOT_GLOBAL_4: readonly (readonly [string, number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.31.196.0", 24],
  ["192.52.193.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["192.175.48.0", 24],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
];

/**
 * Within 2000::/3, from which all global unicast addresses of IPv6 come: networks that are not global, and those whose
 * addresses contain one of IPv4, through which a private one could be reached.
 */
const NOT_GLOBAL_6: readonly (readonly [string, number])[] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["2620:4f:8000::", 48],
  ["3fff::", 20],
];

const notGlobal4 = new BlockList();
for (const [network, bits] of NOT_GLOBAL_4) notGlobal4.addSubnet(network, bits, "ipv4");
const notGlobal6 = new BlockList();
for (const [network, bits] of NOT_GLOBAL_6) notGlobal6.addSubnet(network, bits, "ipv6");
const unicast6 = new BlockList();
unicast6.addSubnet("2000::", 3, "ipv6");

/** True for addresses of the public internet. Anything that is no plain address, as one with a zone, is none. */
export function isGlobalUnicast(address: string): boolean {
  if (isIP(address) === 4) return !notGlobal4.check(address, "ipv4");
  if (isIP(address) !== 6 || address.includes("%") || address.includes(".")) return false;
  return unicast6.check(address, "ipv6") && !notGlobal6.check(address, "ipv6");
}
