import { isIP } from "node:net";

/** The host names that requests may use. */
export interface AllowedHosts {
  has(hostname: string): boolean;
}

export interface AllowedHostsOptions {
  /** Names as in `ALLOWED_HOSTS`. */
  readonly names: readonly string[];
  readonly openBoards: boolean;
}

/**
 * Prevents DNS rebinding: when an attacker points a domain at this server, the browser treats pages of that domain as
 * our origin. IP addresses and `localhost` always pass, because DNS cannot redirect them. Another name passes when it
 * is listed, or when nothing is listed and boards need the secret in a link, which such a page does not know.
 */
export function allowedHosts({ names, openBoards }: AllowedHostsOptions): AllowedHosts {
  const listed = new Set(names.map(plain));
  const isAnyName = listed.size === 0 && !openBoards;
  return {
    has(hostname) {
      const name = plain(hostname);
      return isAnyName || isIP(name) > 0 || name === "localhost" || name.endsWith(".localhost") || listed.has(name);
    },
  };
}

/** Normalises a name: `[::1]` and `::1` are equal, and so are `Board.example.` and `board.example`. */
function plain(hostname: string): string {
  return hostname.toLowerCase().replace(/^\[(.*)\]$/, "$1").replace(/\.$/, "");
}

/** The allowed names in words, for the log. */
export function hostsLine({ names, openBoards }: AllowedHostsOptions): string {
  if (names.length > 0) return `localhost, any address, ${names.join(", ")}`;
  if (!openBoards) return "any";
  return "localhost and any address; with OPEN_BOARDS other names have to be listed in ALLOWED_HOSTS";
}
