import type { Database } from "../../server/database/database.ts";
import { openDatabase } from "../../server/database/open_database.ts";
import * as Y from "yjs";
import { systemClock } from "../../board/clock.ts";
import { Compactor } from "../../server/document/compactor.ts";
import { EMPTY_HEAD, type Head } from "../../server/store/board_store.ts";
import { KvBoardStore } from "../../server/store/kv_board_store.ts";
import { writtenBoard } from "../support/board/handwriting.ts";
import { NO_POSTGRES, PostgresServer } from "../support/store/postgres_server.ts";
import { type Bench, type Measured, timed } from "./bench.ts";

const compactor = new Compactor({ clock: systemClock, log: () => {} });

const STROKES = 10_000;
const PER_ENTRY = 10;

export interface Place {
  readonly name: string;
  /** Opens an empty database. */
  open(): Promise<{ readonly database: Database; end(): Promise<void> }>;
}

const file: Place = {
  name: "SQLite",
  async open() {
    const dir = await Deno.makeTempDir();
    const database = await openDatabase(`${dir}/kv.sqlite3`);
    const end = async () => {
      database.close();
      await Deno.remove(dir, { recursive: true });
    };
    return { database, end };
  },
};

const postgres: Place = {
  name: "PostgreSQL",
  async open() {
    const server = await PostgresServer.start();
    const { database, ...opened } = await server.open();
    const end = async () => {
      await opened[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    };
    return { database, end };
  },
};

async function on(place: Place, use: (store: KvBoardStore) => Promise<Measured> | Measured): Promise<Measured> {
  const { database, end } = await place.open();
  const { run } = await use(new KvBoardStore(database));
  return { run, end };
}

const updates = writtenBoard(STROKES);

/** A board of 10,000 strokes, ten an entry. */
async function appendBoard(store: KvBoardStore, board: string): Promise<void> {
  let head: Head = EMPTY_HEAD;
  for (let i = 0; i < updates.length; i += PER_ENTRY) {
    head = await store.append(board, head, Y.mergeUpdates(updates.slice(i, i + PER_ENTRY))) as Head;
  }
}

const benches = (place: Place): Bench[] => [
  {
    name: `store: append (${place.name})`,
    meaning: "a stroke is durable",
    unit: "ms",
    prepare: () =>
      on(place, (store) => {
        let head: Head = EMPTY_HEAD, i = 0;
        return {
          run: () => timed(async () => void (head = await store.append("b", head, updates[i++ % STROKES]) as Head)),
        };
      }),
  },
  {
    name: `store: load 10,000 (${place.name})`,
    meaning: "a board comes out of a log of 1,000 entries",
    unit: "ms",
    prepare: () =>
      on(place, async (store) => {
        await appendBoard(store, "b");
        return { run: () => timed(() => store.load("b")) };
      }),
  },
  {
    name: `store: compact 10,000 (${place.name})`,
    meaning: "the log becomes a snapshot, written, read back, compared",
    unit: "ms",
    prepare: () =>
      on(place, (store) => {
        let n = 0;
        return {
          run: async () => {
            const board = `b${n++}`;
            await appendBoard(store, board);
            return await timed(() => compactor.compact(store, board));
          },
        };
      }),
  },
];

/** Where benches of the store run. */
export const PLACES: readonly Place[] = NO_POSTGRES ? [file] : [file, postgres];

export const storeBenches: Bench[] = PLACES.flatMap(benches);
