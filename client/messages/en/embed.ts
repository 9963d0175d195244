import { messages } from "../messages.ts";

/** A board in a frame of another site. */
export const EMBED = messages("embed", {
  open: "Open",
  openBoard: "Open the board in a new tab",
  ended: "This board can’t be shown here any more.",
});
