import { readName } from "../../board/name.ts";
import type { Scan } from "../../board/wire/update.ts";
import type { Session } from "../session/session.ts";
import { type Author, AUTHOR_CLIENTS_MAX } from "../store/entry_origin.ts";

interface Writing {
  readonly name: string | undefined;
  readonly clients: Set<number>;
}

/** Collects who wrote the changes that the next log entry will contain. */
export class EntryAuthors {
  readonly #nameOf: (session: Session) => string | undefined;
  #writing = new Map<Session, Writing>();
  /** The last writer under each client id: most updates continue an id, and need nothing else. */
  #lastWriters = new Map<number, Session>();

  /** @param nameOf returns the name that a session shows to others */
  constructor(nameOf: (session: Session) => string | undefined) {
    this.#nameOf = nameOf;
  }

  add(session: Session, { runs }: Scan): void {
    if (runs.length === 1 && this.#lastWriters.get(runs[0].client) === session) return;
    let writing = this.#writing.get(session);
    // The session may end before the entry is written, and its presence with it.
    if (!writing) this.#writing.set(session, writing = { name: this.#nameOf(session), clients: new Set() });
    for (const { client } of runs) {
      if (writing.clients.size >= AUTHOR_CLIENTS_MAX) return;
      writing.clients.add(client);
      this.#lastWriters.set(client, session);
    }
  }

  /** The authors since the last call. */
  take(): Author[] {
    const writing = this.#writing;
    if (writing.size === 0) return [];
    this.#writing = new Map();
    this.#lastWriters.clear();
    return Array.from(writing, ([session, { name, clients }]) => ({
      ...(session.link !== undefined && { link: session.link }),
      name: readName(name ?? this.#nameOf(session)),
      clients: [...clients],
    }));
  }
}
