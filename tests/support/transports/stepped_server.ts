import { encodeHex } from "../../../board/bytes/hex.ts";
import { rightsOf } from "../../../board/role.ts";
import { decodePoll, decodeUpdates } from "../../../board/wire/polling.ts";
import { Admission } from "../../../server/admission/admission.ts";
import { MemoryBudget } from "../../../server/admission/memory_budget.ts";
import { LocalBus } from "../../../server/bus/local_bus.ts";
import { Room } from "../../../server/relay/room.ts";
import { pollAnswer, refusal, updatesAnswer } from "../../../server/routes/polling_answers.ts";
import { PollingSessions } from "../../../server/routes/polling_sessions.ts";
import { refusedAdmission } from "../../../server/routes/refused_admission.ts";
import { Refusals } from "../../../server/session/refusals.ts";
import { EMPTY_HEAD } from "../../../server/store/board_store.ts";
import { FakeClock, settled } from "../fake_clock.ts";
import { SlowStore } from "../store/slow_store.ts";

const BOARD = "b";
const ACCESS = { board: BOARD, role: "editor", rights: rightsOf("editor") } as const;
const CLIENT = { address: "", network: "" };
const BUDGET_BYTES = 2 ** 30;

/** The server of one board on a fake clock, without a network: a run moves each message, and can be repeated exactly. */
export class SteppedServer {
  readonly clock = new FakeClock();
  readonly store = new SlowStore();
  #room!: Room;
  #polling!: PollingSessions;

  /** @param stored updates that the board begins with */
  static async open(stored: Uint8Array[] = []): Promise<SteppedServer> {
    const server = new SteppedServer();
    if (stored.length > 0) server.store.boards.set(BOARD, stored);
    await server.#open();
    return server;
  }

  get room(): Room {
    return this.#room;
  }

  /** Starts it anew. Without `saves`, what was not acknowledged is lost. */
  async restart({ saves }: { readonly saves: boolean }): Promise<void> {
    if (saves) await this.#room.flush();
    this.close();
    await settled();
    await this.#open();
  }

  /** Handles a polling request, as the routes do. */
  async request(path: "poll" | "updates" | "leave", body: Uint8Array): Promise<Response> {
    const polling = this.#polling;
    if (path === "leave") {
      await polling.end(encodeHex(body));
      return new Response(null, { status: 204 });
    }
    const answer = path === "poll" ? await this.#poll(polling, body) : await this.#update(polling, body);
    if (answer instanceof Response) return answer;
    const { code, ...options } = refusedAdmission(answer);
    return refusal(code, options);
  }

  /** The stored updates of the board. */
  get stored(): readonly Uint8Array[] {
    return this.store.boards.get(BOARD) ?? [];
  }

  /** Safe to call twice. */
  close(): void {
    this.#polling.close();
    this.#room.close();
  }

  #poll(polling: PollingSessions, body: Uint8Array) {
    const poll = decodePoll(body);
    return polling.run(encodeHex(poll.session), { access: ACCESS, client: CLIENT }, async (session, socket) => {
      return pollAnswer(await session.poll(poll), socket);
    });
  }

  #update(polling: PollingSessions, body: Uint8Array) {
    const { session, frames } = decodeUpdates(body);
    return polling.run(encodeHex(session), { access: ACCESS, client: CLIENT }, async (session, socket) => {
      return updatesAnswer(await session.update(frames), socket);
    });
  }

  async #open(): Promise<void> {
    const { clock, store } = this;
    const stored = await store.load(BOARD) ?? { head: EMPTY_HEAD, updates: [] };
    const room = this.#room = new Room(stored, { board: BOARD, store, bus: new LocalBus(), clock, log: () => {} });
    this.#polling = new PollingSessions({
      rooms: { acquire: () => Promise.resolve({ room, release() {} }) },
      store,
      watch: { watch: () => () => {} },
      moderationWatch: { watch: () => () => {} },
      admission: new Admission({ clock, budget: new MemoryBudget({ totalBytes: BUDGET_BYTES }) }),
      refusals: new Refusals(clock, () => {}),
      clock,
      isTight: () => false,
    });
  }
}
