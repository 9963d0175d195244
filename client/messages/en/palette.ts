import { messages } from "../messages.ts";

/** The command palette. */
export const PALETTE = messages("palette", {
  commands: "Commands",
  none: "No matching commands",
});
