import { messages } from "../../messages.ts";

/** The buttons beside a note. */
export const NOTE_HANDLES = messages("noteHandles", {
  title: "Notes beside",
  above: "New note above",
  below: "New note below",
  left: "New note on the left",
  right: "New note on the right",
});
