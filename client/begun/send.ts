import { systemClock } from "../../board/clock.ts";
import { Board } from "../../board/document.ts";
import { save } from "../board_desk.ts";
import { every, on } from "../page_events.ts";
import { LocalCopy } from "../sync/local_copy.ts";
import { listVisits, noteOnVisit, type Visit } from "../ui/links/visits.ts";
import { createBoard } from "../ui/start/create_board.ts";

/** How often boards are sent while there are any, ms. */
const AGAIN_MS = 15_000;

/** Creates the boards that were begun without a network, with what was drawn on them, while no page of them is open. */
export function followBegun(signal: AbortSignal): void {
  let isSending = false;
  const send = async () => {
    if (isSending || signal.aborted) return;
    isSending = true;
    try {
      // The page shows the list as if another tab had changed it.
      if (await sendAll()) dispatchEvent(new Event("storage"));
    } finally {
      isSending = false;
    }
  };
  const ends = [every(AGAIN_MS, send), on(globalThis, "online", send)];
  signal.addEventListener("abort", () => ends.forEach((end) => end()));
  void send();
}

/** @returns whether any was sent */
async function sendAll(): Promise<boolean> {
  let hasSent = false;
  for (const visit of listVisits()) {
    if (visit.begun === undefined) continue;
    const created = await createBoard(visit.begun);
    if ("problem" in created && created.why !== "ended") return hasSent;
    if ("links" in created && !await sendCopy(visit)) return hasSent;
    noteOnVisit(visit.slug, { begun: undefined });
    hasSent = true;
  }
  return hasSent;
}

async function sendCopy({ slug }: Visit): Promise<boolean> {
  const board = new Board();
  const copy = new LocalCopy(board.doc, { clock: systemClock, changed() {} });
  try {
    await copy.open(slug);
    const isSaved = await save(board, slug) === "saved";
    if (isSaved) await copy.noteUnsaved(0);
    return isSaved;
  } finally {
    copy.close();
    board.doc.destroy();
  }
}
