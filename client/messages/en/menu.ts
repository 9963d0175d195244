import { messages } from "../messages.ts";

/** The context menu. */
export const MENU = messages("menu", {
  align: "Align and distribute",
  back: "Back",
});
