import { crc32 } from "node:zlib";
import * as Y from "yjs";
import { Board } from "../../../board/document.ts";
import type { BoardStore, Head } from "../../../server/store/board_store.ts";
import { seeded } from "../random.ts";
import { stroke } from "../board/strokes.ts";

const STROKE_SAMPLES = 8_000;

/** Updates with this number of samples each, in one stroke or several; about 5 bytes a sample. */
export function strokeUpdates(samples: readonly number[]): Uint8Array[] {
  const random = seeded(samples.length);
  const board = new Board();
  const updates: Uint8Array[] = [];
  board.doc.on("update", (update: Uint8Array) => updates.push(update));
  for (const [i, count] of samples.entries()) {
    board.transact(() => {
      for (let rest = count, n = 0; rest > 0; rest -= STROKE_SAMPLES, n++) {
        board.add(stroke(`s.${i}x${n}`, random, Math.min(rest, STROKE_SAMPLES)));
      }
    }, "local");
  }
  return updates;
}

export function opened(updates: readonly Uint8Array[]): Board {
  const board = new Board();
  for (const update of updates) Y.applyUpdate(board.doc, update);
  return board;
}

/** The checksum of every shape's ink; "absent" differs from empty. */
export async function inStore(store: BoardStore, board: string): Promise<Map<string, number> | "absent"> {
  const stored = await store.load(board);
  if (stored === undefined) return "absent";
  const sums = [...opened(stored.updates).readAll()].map((shape) =>
    [shape.id, shape.kind === "ink" ? crc32(shape.ink) : 0] as const
  );
  return new Map(sums.sort(([a], [b]) => a < b ? -1 : 1));
}

/** Appends as a journal does: after a conflict it reads the missing entries and tries again. */
export class Appender {
  readonly #store: BoardStore;
  readonly #board: string;
  #head: Head;

  static async open(store: BoardStore, board: string): Promise<Appender> {
    return new Appender(
      store,
      board,
      (await store.load(board))?.head ?? { seq: 0, entries: 0, bytes: 0, snapshotBytes: 0 },
    );
  }

  private constructor(store: BoardStore, board: string, head: Head) {
    this.#store = store;
    this.#board = board;
    this.#head = head;
  }

  async append(update: Uint8Array): Promise<void> {
    for (;;) {
      const head = await this.#store.append(this.#board, this.#head, update);
      if (head !== "conflict") return void (this.#head = head);
      this.#head = (await this.#store.loadAfter(this.#board, this.#head)).head;
    }
  }
}
