import { messages } from "../messages.ts";

/** The content of the board for screen readers. */
export const OUTLINE = messages("outline", {
  title: "What is on the board",
  empty: "Nothing yet",
  more: "And {count} more",
  strokes: { one: "{count} stroke", other: "{count} strokes" },
});
