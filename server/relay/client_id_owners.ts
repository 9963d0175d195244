/** Maximum number of ids a session may own: one for the page, and a few for documents that changed theirs. */
const CLAIMS_MAX = 8;

/**
 * The session that owns each Yjs client id. If two sessions wrote under the same id, all copies would ignore the second
 * struct with the same clock forever. So while a session is connected, no other one may continue its id.
 */
export class ClientIdOwners<Owner> {
  readonly #owners = new Map<number, Owner>();
  readonly #claims = new Map<Owner, Set<number>>();

  ownerOf(client: number): Owner | undefined {
    return this.#owners.get(client);
  }

  /** Gives the id to `owner`, even if another session owned it. */
  claim(owner: Owner, client: number): void {
    const before = this.#owners.get(client);
    if (before === owner) return;
    const claims = this.#claims.get(owner) ?? new Set();
    if (claims.size >= CLAIMS_MAX) return;
    if (before !== undefined) this.#claims.get(before)?.delete(client);
    this.#claims.set(owner, claims.add(client));
    this.#owners.set(client, owner);
  }

  leave(owner: Owner): void {
    for (const client of this.#claims.get(owner) ?? []) this.#owners.delete(client);
    this.#claims.delete(owner);
  }
}
