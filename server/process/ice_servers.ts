import { ICE_SERVERS_BYTES_MAX } from "../../board/wire/direct_limits.ts";

/** A server that helps pages to connect directly, as `RTCPeerConnection` takes it. */
export interface IceServer {
  readonly urls: string;
  readonly username?: string;
  readonly credential?: string;
}

/** With more servers, browsers take longer to connect. */
const SERVERS_MAX = 8;

/** scheme, credentials, host (a name, an IPv4 address or an IPv6 address in brackets), port, transport */
const SERVER = /^(stuns?|turns?):(?:(.*)@)?([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::(\d{1,5}))?(\?.*)?$/i;

const PORT_MAX = 65_535;

/**
 * Reads `stun:host`, `turn:user:password@host:port?transport=tcp` and so on, separated by commas. User name and password
 * are percent-encoded where they contain `:`, `@`, `,` or `%`.
 *
 * @returns undefined when an entry is invalid
 */
export function readIceServers(text: string): IceServer[] | undefined {
  const entries = text.split(",").map((entry) => entry.trim()).filter(Boolean);
  const servers = entries.map(readIceServer).filter((server) => server !== undefined);
  if (servers.length < entries.length || servers.length > SERVERS_MAX) return undefined;
  const bytes = new TextEncoder().encode(JSON.stringify(servers)).length;
  return bytes <= ICE_SERVERS_BYTES_MAX ? servers : undefined;
}

function readIceServer(entry: string): IceServer | undefined {
  const [, scheme, credentials, host, port, query = ""] = SERVER.exec(entry) ?? [];
  if (scheme === undefined || port !== undefined && !(Number(port) >= 1 && Number(port) <= PORT_MAX)) return undefined;
  const isRelay = /^turn/i.test(scheme);
  // Browsers refuse other parameters, and a TURN server without credentials.
  if (query !== "" && !(isRelay && /^\?transport=(udp|tcp)$/.test(query))) return undefined;
  const urls = `${scheme.toLowerCase()}:${host}${port === undefined ? "" : `:${port}`}${query}`;
  if (!isRelay) return credentials === undefined ? { urls } : undefined;
  const [username, credential, ...rest] = credentials?.split(":").map(decode) ?? [];
  return username && credential && rest.length === 0 ? { urls, username, credential } : undefined;
}

/** @returns undefined when it is badly encoded */
function decode(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
