import { isIPv6 } from "node:net";
import type { Proxies } from "./proxies.ts";

/**
 * Where a request comes from. What `X-Forwarded-For` says counts only as far as proxies of ours have written it: from
 * its end, the first address that is not one of them. Everything before it may be made up.
 */
export function clientAddress(request: Request, remote: string, trustedProxies: Proxies): string {
  if (!trustedProxies.has(remote)) return household(remote);
  const forwarded = request.headers.get("x-forwarded-for")?.split(",").map((address) => address.trim()) ?? [];
  return household(forwarded.findLast((address) => address !== "" && !trustedProxies.has(address)) ?? remote);
}

const NAME_CHARS = 45;
const GROUPS = 8;
const NETWORK_GROUPS = 4;

/** Who has one IPv6 address has the 2⁶⁴ that begin alike: they count as one. */
function household(address: string): string {
  if (!isIPv6(address)) return address.slice(0, NAME_CHARS);
  // As every URL writes it; the zone says only where this machine would send to.
  const canonical = new URL(`http://[${address.replace(/%.*/, "")}]`).hostname.slice(1, -1);
  if (canonical.startsWith("::ffff:")) return canonical; // IPv4
  const [first, last] = [...canonical.split("::"), ""].map((part) => part.split(":").filter(Boolean));
  const zeros = Array(GROUPS - first.length - last.length).fill("0");
  return `${[...first, ...zeros, ...last].slice(0, NETWORK_GROUPS).join(":")}::/64`;
}
