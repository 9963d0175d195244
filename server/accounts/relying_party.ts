import { isIP } from "node:net";

/** Who asks for a passkey: browsers give a passkey only to the domain that it was made for. */
export interface RelyingParty {
  /** The domain. */
  readonly id: string;
  readonly origin: string;
}

/** Why passkeys, or sessions at all, cannot work at an address. */
export type AddressProblem =
  /** Browsers keep secure cookies and passkeys for HTTPS, and for this machine. */
  | "notSecure"
  /** Passkeys belong to a domain. */
  | "ipAddress"
  /** Passkeys of this server belong to another domain. */
  | "otherAddress";

/**
 * The relying party of a request.
 *
 * @param origin the origin of the request as its browser sees it
 * @param publicOrigin the configured origin of this server; undefined: each name has passkeys of its own
 */
export function relyingParty(origin: string, publicOrigin: string | undefined): RelyingParty | AddressProblem {
  const { hostname, protocol, host } = new URL(origin);
  if (publicOrigin !== undefined && new URL(publicOrigin).host !== host) return "otherAddress";
  if (isIP(hostname.replace(/^\[(.*)\]$/, "$1")) > 0) return "ipAddress";
  if (protocol !== "https:" && !isThisMachine(hostname)) return "notSecure";
  return { id: hostname, origin };
}

/** True for names and addresses that browsers treat as secure also without HTTPS. */
export function isThisMachine(hostname: string): boolean {
  return hostname === "localhost" || hostname.endsWith(".localhost") || hostname === "[::1]" ||
    /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
