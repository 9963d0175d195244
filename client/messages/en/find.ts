import { messages } from "../messages.ts";

/** The search for text. */
export const FIND = messages("find", {
  reading: "Reading PDFs…",
  title: "Find text",
  inTalk: "In the chat and the comments",
  earlier: "Look further back",
  none: "Not found",
  found: "{count} found",
  at: "{number} of {count}",
});
