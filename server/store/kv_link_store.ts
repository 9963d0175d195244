import { encodeHex } from "../../board/hex.ts";
import { isRole, type Role } from "../../board/role.ts";
import type { BoardId } from "./board_store.ts";
import type { Link, LinkStore } from "./link_store.ts";

/**
 *     ["links", sha256 of the slug]         Link
 *     ["links_of", board, sha256 …]         true
 */
export class KvLinkStore implements LinkStore {
  readonly #kv: Deno.Kv;
  readonly #now: () => number;

  constructor(kv: Deno.Kv, now: () => number = Date.now) {
    this.#kv = kv;
    this.#now = now;
  }

  async find(slug: string): Promise<Link | undefined> {
    const { value } = await this.#kv.get<Link>(["links", await hash(slug)]);
    return value !== null && isRole(value.role) ? value : undefined;
  }

  async createBoard(board: BoardId, links: readonly { slug: string; role: Role }[]): Promise<void> {
    const commit = this.#kv.atomic();
    for (const { slug, role } of links) {
      const key = await hash(slug);
      const link: Link = { board, role, created: this.#now() };
      commit.check({ key: ["links", key], versionstamp: null }).set(["links", key], link).set(
        ["links_of", board, key],
        true,
      );
    }
    if (!(await commit.commit()).ok) throw new Error("Cannot create board as a link exists already");
  }
}

async function hash(slug: string): Promise<string> {
  return encodeHex(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(slug))));
}
