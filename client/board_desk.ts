// All code of the board page, so that the bundler keeps it in one file. The page of the board that is opened next needs
// it, too, and finds it in the cache.
import "./board_app.ts";
import { Board, type Origin } from "../board/document.ts";
import { newSecret } from "../board/id.ts";
import { mayDraw } from "../board/role.ts";
import { setTitle } from "../board/title.ts";
import { systemClock } from "../board/clock.ts";
import { START } from "./messages/en/start.ts";
import { BoardTransports } from "./board_transports.ts";
import { Provider } from "./sync/provider.ts";
import { socketAddress } from "./sync/board_address.ts";
import { Unsaved } from "./sync/unsaved.ts";
import type { Outcome } from "./ui/start/board_desk.ts";
import { createBoard, type Created } from "./ui/start/create_board.ts";

/** The server has this long to save a change, ms. */
const PATIENCE_MS = 15_000;

/** See `BoardDesk`. */
export async function rename(slug: string, title: string): Promise<Outcome> {
  const board = new Board();
  try {
    return await save(board, slug, () => board.transact(() => setTitle(board, title), "local" satisfies Origin));
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
  if (outcome === "unreachable") return { problem: START.noServer, why: "away" };
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
  const transports = new BoardTransports();
  const unsaved = new Unsaved();
  let isChanged = false;
  let cancel = () => {};
  let provider: Provider | undefined;
  try {
    await transports.ready;
    return await new Promise<Outcome>((resolve) => {
      const look = () => {
        const role = provider?.notices.role;
        if (!provider?.isSynced || role === undefined) return;
        if (!mayDraw(role)) return resolve("viewOnly");
        if (!isChanged) {
          isChanged = true;
          change();
        }
        if (provider.notices.isFull) resolve("full");
        else if (unsaved.isNone) resolve("saved");
      };
      cancel = systemClock.after(PATIENCE_MS, () => resolve("unreachable"));
      provider = new Provider(board.doc, {
        changed: look,
        peersChanged() {},
        peerLeft() {},
        ink() {},
        talk() {},
        refused: (refusal) => resolve(GONE.has(refusal) ? "absent" : "unreachable"),
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
  } finally {
    cancel();
    provider?.close();
    transports.close();
  }
}

const GONE: ReadonlySet<string> = new Set(["noSuchLink", "withdrawn", "deleted"]);
