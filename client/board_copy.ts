import { Board, type Origin } from "../board/document.ts";
import { setTitle } from "../board/title.ts";
import { applyUpdate } from "../board/wire/apply_update.ts";
import { createFrom, remove } from "./board_desk.ts";
import { DESK } from "./messages/en/desk.ts";
import { fetchState } from "./sync/state.ts";
import type { Created } from "./ui/start/create_board.ts";

/** See `BoardDesk`. */
export async function duplicate(slug: string, title: string): Promise<Created> {
  const state = await fetchState(slug);
  if (typeof state === "string") return { problem: DESK[state] };
  if (state === undefined) return { problem: DESK.notDuplicated };
  const board = new Board();
  try {
    applyUpdate(board.doc, state.update, "remote" satisfies Origin);
    board.transact(() => setTitle(board, title), "local" satisfies Origin);
    const created = await createFrom(board);
    if ("problem" in created || !hasAssets(board)) return created;
    const { owner } = created.links;
    if (await copyAssets({ from: slug, to: owner })) return created;
    await remove(owner);
    return { problem: DESK.notDuplicated };
  } finally {
    board.doc.destroy();
  }
}

function hasAssets({ shapes }: Board): boolean {
  return [...shapes.values()].some((record) => Object(record).asset !== undefined);
}

/** @returns false when some could not be copied */
async function copyAssets({ from, to }: { readonly from: string; readonly to: string }): Promise<boolean> {
  for (;;) {
    const init = { method: "POST", body: JSON.stringify({ from }) };
    const response = await fetch(`/api/boards/${to}/assets/copy`, init).catch(() => undefined);
    if (!response?.ok) return false;
    if ((await response.json()).left === 0) return true;
  }
}
