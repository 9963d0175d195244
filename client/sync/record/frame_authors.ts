/** Authors are forgotten beyond this number. */
const AUTHORS_MAX = 1_000;

export interface Person {
  /** The awareness id of the page. */
  readonly id: number;
  readonly name: string;
}

/**
 * Knows who made a change. A document does not name the author. Live ink does, and all shapes of a page have ids with
 * the same beginning. All changes of a connection have the same Yjs client id.
 */
export class FrameAuthors {
  readonly #peers: () => readonly Person[];
  readonly #names = new Map<number, string>();
  /** Awareness ids by the beginning of shape ids, and by Yjs client ids. */
  readonly #byShape = new Map<string, number>();
  readonly #byClient = new Map<number, number>();

  /** @param peers the others that are here now */
  constructor(peers: () => readonly Person[]) {
    this.#peers = peers;
  }

  /** Undefined when it is unknown. */
  nameOf(id: number): string | undefined {
    return this.#names.get(id) ?? this.#peers().find((peer) => peer.id === id)?.name;
  }

  introduce({ id, name }: Person): void {
    remember(this.#names, id, name);
  }

  /** Live ink of `author` belongs to this shape. */
  draws(author: number, shape: string): void {
    remember(this.#byShape, beginningOf(shape), author);
  }

  /**
   * @param change a shape that it adds, and the Yjs client id of the change
   * @returns undefined when the author is unknown
   */
  nameOfAuthor({ shape, client }: { readonly shape?: string; readonly client?: number }): string | undefined {
    const drawer = shape === undefined ? undefined : this.#byShape.get(beginningOf(shape));
    if (drawer !== undefined && client !== undefined) remember(this.#byClient, client, drawer);
    const author = drawer ?? (client === undefined ? undefined : this.#byClient.get(client));
    if (author !== undefined) return this.nameOf(author);
    // Nobody else can have made it.
    const peers = this.#peers();
    return peers.length === 1 ? peers[0].name : undefined;
  }
}

function beginningOf(shape: string): string {
  return shape.split(".", 1)[0];
}

function remember<Key, Value>(map: Map<Key, Value>, key: Key, value: Value): void {
  if (map.size >= AUTHORS_MAX) map.clear();
  map.set(key, value);
}
