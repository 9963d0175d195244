// All code of the board page, so that the bundler keeps it in one file. The page of the board that is opened next needs
// it, too, and finds it in the cache.
import "./board_app.ts";
import { Board, type Origin } from "../board/document.ts";
import { newSecret } from "../board/id.ts";
import { mayDraw } from "../board/role.ts";
import { CLOSE } from "../board/wire/protocol.ts";
import { setTitle } from "../board/title.ts";
import { systemClock } from "../board/clock.ts";
import { START } from "./messages/en/start.ts";
import { BoardTransports } from "./board_transports.ts";
import { Provider } from "./sync/provider.ts";
import { socketAddress } from "./sync/board_address.ts";
import { Unsaved } from "./sync/unsaved.ts";
import type { Ending } from "./sync/transport_chooser.ts";
import { fetchState } from "./sync/state.ts";
import { createBoard, type Created } from "./ui/start/create_board.ts";
import { type Outcome, outcomeOf, renameProblem } from "./ui/start/outcome_words.ts";

/** The server has this long to save a change, ms. */
const PATIENCE_MS = 15_000;

/** The same content can be saved later. */
const AWAY: ReadonlySet<Outcome> = new Set(["unreachable", "busy", "cannotSave"]);

/** See `BoardDesk`. */
export async function rename(slug: string, title: string): Promise<string | undefined> {
  const board = new Board();
  try {
    const outcome = await save(
      board,
      slug,
      () => board.transact(() => setTitle(board, title), "local" satisfies Origin),
    );
    return outcome === "saved" ? undefined : renameProblem(outcome);
  } finally {
    board.doc.destroy();
  }
}

/** Creates a board on the server with the content of this one. Deletes it again if the server refuses the content. */
export async function createFrom(board: Board, key: string = newSecret()): Promise<Created> {
  const created = await createBoard(key);
  if ("problem" in created) return created;
  const { owner } = created.links;
  const outcome = await save(board, owner);
  if (outcome === "saved") return created;
  if (AWAY.has(outcome)) return { problem: START.noServer, why: "away" };
  await remove(owner);
  return { problem: START.notCreated };
}

/** Deletes a board that was just created. */
export async function remove(owner: string): Promise<void> {
  await fetch(`/api/boards/${owner}`, { method: "DELETE" }).catch(() => undefined);
}

/**
 * Sends what the server lacks of a board.
 *
 * @param change runs when the board on the server has been received, if the link may draw
 */
export async function save(board: Board, slug: string, change: () => void = () => {}): Promise<Outcome> {
  if (!navigator.onLine) return "unreachable";
  const transports = new DeskTransports();
  const unsaved = new Unsaved();
  let isChanged = false;
  let cancel = () => {};
  let provider: Provider | undefined;
  try {
    await transports.ready;
    const outcome = await new Promise<Outcome>((resolve) => {
      const look = () => {
        const role = provider?.notices.role;
        if (!provider?.isSynced || role === undefined) return;
        if (!mayDraw(role)) return resolve("viewOnly");
        if (provider.notices.isFrozen) return resolve("frozen");
        if (!isChanged) {
          isChanged = true;
          change();
        }
        if (provider.notices.isFull) resolve("full");
        else if (unsaved.isNone) resolve("saved");
      };
      cancel = systemClock.after(PATIENCE_MS, () => {
        if (provider?.notices.cannotSave) resolve("cannotSave");
        else resolve(transports.isBusy ? "busy" : "unreachable");
      });
      provider = new Provider(board.doc, {
        changed: look,
        peersChanged() {},
        peerLeft() {},
        ink() {},
        talk() {},
        refused: (refusal) => resolve(outcomeOf(refusal)),
      }, {
        url: socketAddress(slug),
        clock: systemClock,
        random: Math.random,
        makeSocket: (url, protocol) => transports.makeSocket(url, protocol),
        carrier: transports,
        unsaved,
      });
      provider.connect();
    });
    return outcome === "absent" ? await whyAbsent(slug) : outcome;
  } finally {
    cancel();
    provider?.close();
    transports.close();
  }
}

/** A socket refuses a link with a passphrase, and one of a board in the bin, like one that opens nothing. */
async function whyAbsent(slug: string): Promise<Outcome> {
  const state = await fetchState(slug);
  return typeof state === "string" ? state : "absent";
}

class DeskTransports extends BoardTransports {
  /** True while the server answers that there are too many connections. */
  isBusy = false;

  override heard(): void {
    this.isBusy = false;
    super.heard();
  }

  override ended(ending: Ending): void {
    this.isBusy = ending.code === CLOSE.tryAgain;
    super.ended(ending);
  }
}
