import { messages } from "../messages.ts";

/** The minimap. */
export const MINIMAP = messages("minimap", {
  title: "Minimap",
  canvas: "The whole board. Arrow keys move the view, plus and minus zoom, Home shows everything",
  close: "Close the minimap",
});
