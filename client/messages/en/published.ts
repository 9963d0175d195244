import { messages } from "../messages.ts";

/** The page of a published board, which has no script. */
export const PUBLISHED = messages("published", {
  asOf: "As of",
  size: "Size of the picture",
  fit: "All",
  board: "The board",
});
