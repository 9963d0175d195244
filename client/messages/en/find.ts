import { messages } from "../messages.ts";

/** The search for text. */
export const FIND = messages("find", {
  title: "Find text",
  none: "Not found",
  found: "{count} found",
  at: "{number} of {count}",
});
