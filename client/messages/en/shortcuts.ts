import { messages } from "../messages.ts";

/** The list of shortcuts. */
export const SHORTCUTS = messages("shortcuts", {
  filter: "Filter the shortcuts",
  none: "No matching shortcuts",
  nudge: "Move the selection",
  nudgeFar: "Move it far",
  connect: "Add a connected shape",
  move: "Move the board",
  howToMove: "Wheel, Space-drag or two fingers",
  zoom: "Zoom",
  howToZoom: "Ctrl-wheel or pinch",
});

/** What an empty board tells a person who may draw on it. */
export const EMPTY_BOARD = messages("emptyBoard", {
  draw: "Draw anything, anywhere.",
  tools: "Pick a tool",
  styles: "Colours and widths",
  invite: "Invite people",
});
