import { BlockList, isIP } from "node:net";

/** The proxies whose forwarding headers are trusted. */
export interface Proxies {
  has(address: string): boolean;
}

/** Proxies by address or network: `10.0.0.1`, `10.0.0.0/8`, `fd00::/8`. */
export class ProxyList implements Proxies {
  readonly #networks = new BlockList();
  readonly #isEmpty: boolean;

  /** @throws when an entry is neither an address nor a network */
  constructor(entries: readonly string[]) {
    this.#isEmpty = entries.length === 0;
    for (const entry of entries) this.#add(entry);
  }

  has(address: string): boolean {
    if (this.#isEmpty) return false;
    // A socket that listens on `::` reports IPv4 peers in this form.
    const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
    const family = familyOf(plain);
    return family !== undefined && this.#networks.check(plain, family);
  }

  #add(entry: string): void {
    const [address, bits, ...rest] = entry.split("/");
    const family = familyOf(address);
    const width = family === "ipv4" ? 32 : 128;
    const prefix = bits === undefined ? width : /^\d{1,3}$/.test(bits) ? Number(bits) : NaN;
    if (family === undefined || rest.length > 0 || !(prefix <= width)) {
      throw new RangeError(`Cannot trust ${entry} as it is neither an address nor a network`);
    }
    this.#networks.addSubnet(address, prefix, family);
  }
}

function familyOf(address: string): "ipv4" | "ipv6" | undefined {
  return ({ 4: "ipv4", 6: "ipv6" } as const)[isIP(address)];
}
