import { messages } from "../../messages.ts";

/** Hints for newcomers, each shown at the first moment when it helps. */
export const HINTS = messages("hints", {
  tip: "Tip",
  style: "Colours, widths and more are here. They apply to what you select and to what you draw next.",
  styleButton: "The dot in the toolbar opens colours, widths and more. They apply to what you select and draw next.",
  styleTouch: "Tap the dot for colours, widths and more. They apply to what you select and draw next.",
  share: "You are alone here. Send a link, and a friend draws with you. They need no account.",
  shareNow: "Share",
  pan: "The board goes on in all directions. Hold Space and drag to move it.",
  panTouch: "The board goes on in all directions. Drag with two fingers to move it.",
  close: "Got it",
});
