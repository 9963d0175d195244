import { Commit, type Database } from "../../server/database/database.ts";
import type { DomainEvent } from "../../server/events/events.ts";
import { LocalEvents } from "../../server/events/local_events.ts";
import { EMPTY_HEAD, type Head } from "../../server/store/board_store.ts";
import { KvBoardStore } from "../../server/store/kv_board_store.ts";
import { Outbox } from "../../server/webhooks/outbox.ts";
import type { Bench } from "./bench.ts";
import { PLACES } from "./store_bench.ts";

/** Pairs of one repetition: with webhooks and without, one after the other, as the load of the machine changes. */
const PAIRS = 40;
/** What is timed of each. */
const COUNT = 10;

const UPDATE = crypto.getRandomValues(new Uint8Array(200));

/** Something durable that is done again and again, on a board of its own. */
type Deed = (database: Database, events: LocalEvents, board: string) => () => Promise<unknown>;

/** A stroke: webhooks are told once a minute. */
const append: Deed = (database, events, board) => {
  const store = new KvBoardStore(database, { events });
  let head: Head = EMPTY_HEAD;
  return async () => head = await store.append(board, head, UPDATE) as Head;
};

/** Something of which each is told, as a message in the chat. */
const tell: Deed = (database, events, board) => {
  let number = 0;
  const posted = (): DomainEvent => ({ type: "talk posted", board, number: ++number, kind: "post" });
  return () => events.commit(database, new Commit().set(["bench", board, number], UPDATE), [posted()]);
};

const DEEDS = [
  ["append", "a stroke is durable", append],
  ["message", "an event is durable of which each is told", tell],
] as const;

/** What the outbox adds to a commit. Its events stay in the database: what delivers them runs beside. */
export const outboxBenches: Bench[] = PLACES.flatMap(({ name: place, open }) =>
  DEEDS.map(([name, meaning, deed]): Bench => ({
    name: `outbox: ${name} (${place})`,
    meaning: `${meaning}, with webhooks; without is 100`,
    unit: "%",
    async prepare() {
      const { database, end } = await open();
      const outbox = new Outbox(database, { isWanted: () => true, today: Date.now, log: () => {}, added: () => {} });
      const told = new LocalEvents({ outbox: (commit, caused) => outbox.add(commit, caused) });
      told.subscribe((event) => outbox.committed(event));
      const [plain, beside] = [deed(database, new LocalEvents(), "a"), deed(database, told, "b")];
      return {
        async run() {
          const times: [number[], number[]] = [[], []];
          for (let pair = 0; pair < PAIRS; pair++) {
            for (const i of pair % 2 === 0 ? [0, 1] : [1, 0]) {
              const start = performance.now();
              for (let n = 0; n < COUNT; n++) await [plain, beside][i]();
              times[i].push(performance.now() - start);
            }
          }
          return 100 * median(times[1]) / median(times[0]);
        },
        end,
      };
    },
  }))
);

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1];
}
