import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { isGlobalUnicast } from "./global_address.ts";

/** All addresses of a name. */
export type Resolve = (name: string) => Promise<readonly string[]>;

/**
 * The address to which a request for a name goes that a stranger chose. The server must not reach its own network for
 * strangers: the name is resolved for each request, all its addresses have to be global, and the connection goes to one
 * of those that were checked. So a name that has other addresses a moment later changes nothing.
 */
export async function vettedAddress(
  name: string,
  { resolve, signal }: { readonly resolve: Resolve; readonly signal: AbortSignal },
): Promise<string> {
  const addresses = await abortable(resolve(name), signal);
  if (addresses.length === 0 || !addresses.every(isGlobalUnicast)) {
    throw new Error("Cannot send as the name has an address that is not public");
  }
  // Not every server has IPv6.
  return addresses.find((address) => isIP(address) === 4) ?? addresses[0];
}

/** Those that the system knows. */
export async function resolveName(name: string): Promise<string[]> {
  return (await lookup(name, { all: true })).map(({ address }) => address);
}

function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort, { once: true });
  return Promise.race([promise, aborted]).finally(() => signal.removeEventListener("abort", abort));
}
