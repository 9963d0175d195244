import * as Y from "yjs";
import { effect } from "@preact/signals-core";
import { systemClock } from "../board/clock.ts";
import { showBoard } from "./board_page.ts";
import { createFrom } from "./board_desk.ts";
import { isReloaded, keepScribble } from "./begun/kept_scribble.ts";
import { newBoard } from "./begun/new_board.ts";
import { START } from "./messages/en/start.ts";
import type { Scribble } from "./ui/start/board_desk.ts";
import type { Memory } from "./ui/page/browser_storage.ts";
import { tabMemory } from "./ui/page/tab_storage.ts";

/** The client is put onto the device, and boards from it to the server, after this, ms. */
const LATER_MS = 2_000;

/** Shows a board that no server knows. */
export function startScribble(element: HTMLElement, memory: Memory | undefined): Scribble {
  // The wheel scrolls the page here, not the board.
  const scroll = (event: Event) => event.stopPropagation();
  element.addEventListener("wheel", scroll, { capture: true });
  // So does a finger, unless the person has entered the board.
  const swipe = (event: Event) => element.dataset.entered === "false" && event.stopPropagation();
  element.addEventListener("touchmove", swipe, { capture: true });
  // Space scrolls the page as well, unless the board has the focus.
  const leaveSpace = (event: KeyboardEvent) => {
    if (event.key === " " && !element.contains(event.target as Node)) event.stopImmediatePropagation();
  };
  addEventListener("keydown", leaveSpace, { capture: true });
  const page = showBoard(element, memory);
  const { editor } = page;
  page.surface.ariaDescription = START.scribbleHint;
  page.input.learn([]);
  // Escape would choose the select tool, which is not here.
  const stopPen = effect(() => {
    if (editor.tool.value !== "pen") editor.tool.value = "pen";
  });
  const stopKeeping = keepScribble(editor.board, { memory: tabMemory(), isReload: isReloaded() });
  // After what a person may use at once.
  const ended = new AbortController();
  import("./begun/launch.ts").then((part) => part.followLaunches(), () => {});
  const cancel = systemClock.after(LATER_MS, () => {
    import("./keep_offline.ts").then((part) => part.keepOffline(), () => {});
    import("./begun/send.ts").then((part) => part.followBegun(ended.signal), () => {});
  });
  return {
    count: editor.shapes.count,
    create: (key) => createFrom(editor.board, key),
    content: () => ({ update: Y.encodeStateAsUpdate(editor.board.doc), changes: editor.shapes.count.peek() }),
    takeBack: () => editor.history.undo(),
    clear: () => editor.history.takeBackAll(),
    close() {
      cancel();
      ended.abort();
      element.removeEventListener("wheel", scroll, { capture: true });
      element.removeEventListener("touchmove", swipe, { capture: true });
      removeEventListener("keydown", leaveSpace, { capture: true });
      stopPen();
      stopKeeping();
      page.close();
    },
  };
}

// The start page finds it here, as this is loaded before anybody presses the button.
export { newBoard };
