import type { Proxies } from "./proxies.ts";

/**
 * Where a request comes from. What `X-Forwarded-For` says counts only as far as proxies of ours have written it: from
 * its end, the first address that is not one of them. Everything before it may be made up.
 */
export function clientAddress(request: Request, remote: string, trustedProxies: Proxies): string {
  if (!trustedProxies.has(remote)) return remote;
  const forwarded = request.headers.get("x-forwarded-for")?.split(",").map((address) => address.trim()) ?? [];
  return forwarded.findLast((address) => address !== "" && !trustedProxies.has(address))?.slice(0, 45) ?? remote;
}
