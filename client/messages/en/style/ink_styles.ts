import { messages } from "../../messages.ts";

/** The styles of ink, which the menu of the pen offers as well. */
export const INK_STYLES = messages("inkStyles", {
  color: "Colour",
  anyColor: "Any colour",
  any: "{property}: any",
  width: "Width",
  thin: "Thin",
  medium: "Medium",
  thick: "Thick",
  veryThick: "Very thick",
});
