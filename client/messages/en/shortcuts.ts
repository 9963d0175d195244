import { messages } from "../messages.ts";

/** Gestures in the list of shortcuts. */
export const SHORTCUTS = messages("shortcuts", {
  filter: "Filter the shortcuts",
  none: "No matching shortcuts",
  move: "Move",
  howToMove: "Wheel, Space-drag or two fingers",
  zoom: "Zoom",
  howToZoom: "Ctrl-wheel or pinch",
});
