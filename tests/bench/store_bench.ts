import { openDatabase } from "../../server/database/open_database.ts";
import * as Y from "yjs";
import { systemClock } from "../../board/clock.ts";
import { Compactor } from "../../server/document/compactor.ts";
import { EMPTY_HEAD, type Head } from "../../server/store/board_store.ts";
import { KvBoardStore } from "../../server/store/kv_board_store.ts";
import { writtenBoard } from "../support/board/handwriting.ts";
import { type Bench, type Measured, timed } from "./bench.ts";

const compactor = new Compactor({ clock: systemClock, log: () => {} });

const STROKES = 10_000;
const PER_ENTRY = 10;

/** A store on a file of its own. */
async function onFile(use: (store: KvBoardStore) => Promise<Measured> | Measured): Promise<Measured> {
  const dir = await Deno.makeTempDir();
  const kv = await openDatabase(`${dir}/kv.sqlite3`);
  const measured = await use(new KvBoardStore(kv));
  return {
    run: measured.run,
    end: async () => {
      kv.close();
      await Deno.remove(dir, { recursive: true });
    },
  };
}

const updates = writtenBoard(STROKES);

/** A board of 10,000 strokes, ten an entry. */
async function appendBoard(store: KvBoardStore, board: string): Promise<void> {
  let head: Head = EMPTY_HEAD;
  for (let i = 0; i < updates.length; i += PER_ENTRY) {
    head = await store.append(board, head, Y.mergeUpdates(updates.slice(i, i + PER_ENTRY))) as Head;
  }
}

export const storeBenches: Bench[] = [
  {
    name: "store: append",
    meaning: "a stroke is durable (SQLite file)",
    unit: "ms",
    prepare: () =>
      onFile((store) => {
        let head: Head = EMPTY_HEAD, i = 0;
        return {
          run: () => timed(async () => void (head = await store.append("b", head, updates[i++ % STROKES]) as Head)),
        };
      }),
  },
  {
    name: "store: load 10,000 strokes",
    meaning: "a board comes out of a log of 1,000 entries",
    unit: "ms",
    prepare: () =>
      onFile(async (store) => {
        await appendBoard(store, "b");
        return { run: () => timed(() => store.load("b")) };
      }),
  },
  {
    name: "store: compact 10,000 strokes",
    meaning: "the log becomes a snapshot, written, read back, compared",
    unit: "ms",
    prepare: () =>
      onFile((store) => {
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
