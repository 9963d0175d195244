import type { Role } from "../role.ts";

/**
 * The sites whose pages may show a link's board in a frame: origins, or `https://*.` and a domain for all names below
 * it.
 */
export type FrameSites = "any" | readonly string[];

/** Maximum number of sites of one link. They travel in headers. */
export const FRAME_SITES_MAX = 20;
/** Maximum length of one site: that of a domain name, with scheme and port. */
export const FRAME_SITE_CHARS_MAX = 270;

/** Encrypted, or on this machine: anybody on the way could otherwise put a page of their own around the board. */
const ENCRYPTED = "https:";
const ON_THIS_MACHINE = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** At least two labels, so that nobody allows all sites below `com`. */
const WILDCARD = /^https:\/\/\*\.(?=[^/:]+\.[^/:])/;

/** A site as it is stored; undefined when it is none that may be allowed. */
export function readFrameSite(value: unknown): string | undefined {
  if (typeof value !== "string" || value.length > FRAME_SITE_CHARS_MAX) return undefined;
  const hasWildcard = WILDCARD.test(value);
  const text = hasWildcard ? value.replace("*.", "") : value;
  if (!URL.canParse(text)) return undefined;
  const { protocol, hostname, pathname, search, hash, username, password, origin } = new URL(text);
  // A path would promise what browsers do not check.
  if (pathname !== "/" || `${search}${hash}${username}${password}` !== "" || /[#?@*;,'"\s]/.test(text)) {
    return undefined;
  }
  if (protocol !== ENCRYPTED && !(protocol === "http:" && ON_THIS_MACHINE.has(hostname))) return undefined;
  return hasWildcard ? origin.replace("https://", "https://*.") : origin;
}

/** Undefined when the value is neither "any" nor a list of few enough sites. Sites named twice are there once. */
export function readFrameSites(value: unknown): FrameSites | undefined {
  if (value === "any") return value;
  if (!Array.isArray(value) || value.length > FRAME_SITES_MAX) return undefined;
  const sites = value.map(readFrameSite);
  return sites.includes(undefined) ? undefined : [...new Set(sites as string[])];
}

/** Whether a link of this role may have these sites. An owner's page in a frame would be a trap for the owner. */
export function mayHaveSites(role: Role, sites: FrameSites): boolean {
  return role === "owner" ? sites.length === 0 : sites !== "any" || role === "viewer";
}

/** The sites that count: a link that may do more than it could when they were chosen has none. */
export function sitesFor(role: Role, sites: FrameSites = []): FrameSites {
  return mayHaveSites(role, sites) ? sites : [];
}

/** The value of `frame-ancestors` in the policy of a page. */
export function frameAncestors(sites: FrameSites): string {
  if (sites === "any") return "*";
  return sites.length > 0 ? sites.join(" ") : "'none'";
}
