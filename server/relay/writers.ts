/** Ids a session may hold: one for the page, and a few for documents that changed theirs. More are nobody's. */
const CLAIMS_MAX = 8;

/**
 * Who writes under which Yjs client id. Two who do cannot both be right: whatever comes second under the same clock is
 * ignored by everybody for ever. So while somebody is here, nobody else may write on under their id.
 */
export class Writers<Owner> {
  readonly #owners = new Map<number, Owner>();
  readonly #claims = new Map<Owner, Set<number>>();

  ownerOf(client: number): Owner | undefined {
    return this.#owners.get(client);
  }

  /** Takes the id over if it is somebody else's. */
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
