import { isIP } from "node:net";

/** By which names the server may be asked. */
export interface AllowedHosts {
  has(hostname: string): boolean;
}

export interface AllowedHostsOptions {
  /** Names as in `ALLOWED_HOSTS`. */
  readonly names: readonly string[];
  readonly openBoards: boolean;
}

/**
 * Ends DNS rebinding: a page of another name, whose name is made to point here, is of our origin for the browser.
 * Addresses and `localhost` always pass, as no page can have another's. Any other name passes when it is listed, or
 * when nothing is listed and boards need the secret in a link, which such a page does not know.
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

/** As names are compared: `[::1]` and `::1`, `Board.example.` and `board.example` are the same. */
function plain(hostname: string): string {
  return hostname.toLowerCase().replace(/^\[(.*)\]$/, "$1").replace(/\.$/, "");
}

/** For whoever starts the server: by which names it may be asked. */
export function hostsLine({ names, openBoards }: AllowedHostsOptions): string {
  if (names.length > 0) return `localhost, any address, ${names.join(", ")}`;
  if (!openBoards) return "any";
  return "localhost and any address; with OPEN_BOARDS other names have to be listed in ALLOWED_HOSTS";
}
