import { messages } from "../../messages.ts";

/** The command palette. */
export const PALETTE = messages("palette", {
  commands: "Commands",
  recent: "Recent",
  selection: "For the selection",
  none: "No matching commands",
});
