import { isIPv4, isIPv6 } from "node:net";
import type { Holder } from "../admission/fair_limit.ts";
import type { Proxies } from "./trusted_proxies.ts";

/** The address and network of a client, as limits count them. */
export type Client = Pick<Holder, "address" | "network">;

/**
 * The client of a request. If `remote` is a trusted proxy, it is the last address in `X-Forwarded-For` that is not one
 * of our proxies. Everything before that address may be forged.
 */
export function clientOf(request: Request, remote: string, trustedProxies: Proxies): Client {
  if (!trustedProxies.has(remote)) return clientAt(remote);
  const forwarded = request.headers.get("x-forwarded-for")?.split(",").map((address) => address.trim()) ?? [];
  return clientAt(forwarded.findLast((address) => address !== "" && !trustedProxies.has(address)) ?? remote);
}

const NAME_CHARS = 45;
const GROUPS = 8;

/** IPv6 addresses count by their /64: every customer has at least one. Networks are a /48, or a /24 of IPv4. */
function clientAt(remote: string): Client {
  const address = remote.replace(/^::ffff:(?=\d+\.)/i, "");
  if (isIPv4(address)) return { address, network: `${address.slice(0, address.lastIndexOf("."))}.0/24` };
  if (!isIPv6(address)) return { address: address.slice(0, NAME_CHARS), network: address.slice(0, NAME_CHARS) };
  const groups = groupsOf(address);
  return { address: `${groups.slice(0, 4).join(":")}::/64`, network: `${groups.slice(0, 3).join(":")}::/48` };
}

function groupsOf(address: string): string[] {
  // A URL has the address in canonical form. The zone matters only on this machine.
  const canonical = new URL(`http://[${address.replace(/%.*/, "")}]`).hostname.slice(1, -1);
  const [first, last] = [...canonical.split("::"), ""].map((part) => part.split(":").filter(Boolean));
  return [...first, ...Array(GROUPS - first.length - last.length).fill("0"), ...last];
}
