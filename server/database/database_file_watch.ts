import type { Clock } from "../../board/clock.ts";

const CHECK_MS = 5_000;

export interface DatabaseFileWatchOptions {
  readonly path: string;
  readonly clock: Clock;
  /** Called once when the file is missing or is not the one that the server opened. */
  readonly onGone: () => void;
}

/**
 * Watches the database file. After it is removed or replaced, SQLite continues to write to the old file, which nobody
 * can open again: acknowledged changes would be lost.
 */
export class DatabaseFileWatch {
  readonly #options: DatabaseFileWatchOptions;
  readonly #inode: number | null;
  #cancel: () => void;
  #isClosed = false;

  /** @throws when the file does not exist */
  constructor(options: DatabaseFileWatchOptions) {
    this.#options = options;
    this.#inode = Deno.statSync(options.path).ino;
    this.#cancel = this.#wait();
  }

  /** Safe to call twice. */
  close(): void {
    this.#isClosed = true;
    this.#cancel();
  }

  #wait(): () => void {
    return this.#options.clock.after(CHECK_MS, () => void this.#check());
  }

  async #check(): Promise<void> {
    const isGone = await Deno.stat(this.#options.path).then(
      ({ ino }) => ino !== this.#inode,
      // Any other error may be temporary.
      (error) => error instanceof Deno.errors.NotFound,
    );
    if (this.#isClosed) return;
    if (isGone) return this.#options.onGone();
    this.#cancel = this.#wait();
  }
}
