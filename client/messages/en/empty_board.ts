import { messages } from "../messages.ts";

/** What an empty board tells a person who may draw on it. */
export const EMPTY_BOARD = messages("emptyBoard", {
  draw: "Draw anything, anywhere.",
  tools: "Pick a tool",
  styles: "Colours and widths",
  invite: "Invite people",
});
