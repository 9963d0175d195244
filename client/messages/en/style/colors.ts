import { messages } from "../../messages.ts";

/** The colours of the palette, inside a sentence. */
export const COLOR_NAMES = messages("colors", {
  black: "black",
  grey: "grey",
  red: "red",
  orange: "orange",
  yellow: "yellow",
  green: "green",
  blue: "blue",
  violet: "violet",
});
